"""The language of the document, where a file says it."""

import json

import pytest

from resumes import importers
from resumes.importers.languages import of_document
from saaska.documents.wording import OTHERS


@pytest.mark.parametrize(
    ("said", "language"),
    [
        *[
            ("de", "de"),
            ("de-AT", "de"),
            ("german", "de"),
            ("German", "de"),
            ("deu", "de"),
            ("pt_BR", "pt-br"),
        ],
        *[("pt-PT", "pt"), ("zh-Hant-HK", "zh-hant"), ("zh-CN", "zh-hans"), ("mandarin_chinese", "zh-hans")],
        *[
            ("no", "nb"),
            ("en", ""),
            ("en-US", ""),
            ("english", ""),
            ("tlh", ""),
            ("", ""),
            ("x" * 100_000, ""),
        ],
    ],
)
def test_codes_and_names_are_known(said, language):
    assert of_document(said) == language


def test_each_language_of_documents_is_known_by_its_own_code():
    assert [of_document(code) for code in OTHERS] == list(OTHERS)


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("cv.yaml", "cv:\n  name: Zoë Müller\nlocale:\n  language: german\n", "de"),
        ("cv.yaml", "cv:\n  name: Zoë Müller\nlocale:\n  language: english\n", ""),
        ("cv.yml", "content:\n  basics:\n    name: Zoë Müller\nlocale:\n  language: fr\n", "fr"),
        (
            "cv.json",
            json.dumps(
                {"basics": {"name": "Zoë"}, "sections": {}, "metadata": {"page": {"locale": "pt-BR"}}}
            ),
            "pt-br",
        ),
    ],
)
def test_a_document_is_printed_in_the_language_of_its_file(name, text, language):
    found = importers.read(text.encode(), file_name=name)

    assert found.personal_info["layout"]["language"] == language
    told = [entry for entry in found.report.lines if entry.target == "personal_info.layout.language"]
    assert bool(told) == bool(language)
