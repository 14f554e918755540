"""The files a letter can be had as."""

import io
import zipfile

import docx
import pytest
from django.urls import reverse

from letters.tests.factories import CoverLetterFactory

pytestmark = pytest.mark.django_db

CONTENT = """Dear **{{company}}**,

I read *much* and **write a lot** too; see [my site](https://example.org/a_b).
15. March is # fine.

- first
- **second** one
  goes on

1. one
2. two"""


@pytest.fixture
def letter(ada):
    person = {"firstName": "Zoë", "lastName": "Müller", "email": "zoe@example.org"}
    return CoverLetterFactory(user=ada, company_name="Harbour Data", personal_info=person, content=CONTENT)


def had_as(client, letter, name):
    return client.post(reverse("letters:download", args=[letter.pk]), {"as": name})


def test_as_word_it_keeps_marks_and_lists(client, letter):
    document = docx.Document(io.BytesIO(had_as(client, letter, "docx").content))

    said = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert said[0] == ("Title", "Zoë Müller")
    assert ("Heading 1", "Application for Data Engineer") in said
    assert ("Normal", "Dear Harbour Data,") in said
    assert said[-4:] == [
        ("List Bullet", "first"),
        ("List Bullet", "second one\ngoes on"),
        ("Normal", "1. one"),
        ("Normal", "2. two"),
    ]
    runs = {run.text: (run.bold, run.italic) for found in document.paragraphs for run in found.runs}
    assert runs["Harbour Data"] == (True, None)
    assert runs["much"] == (None, True)
    assert "https://example.org/a_b" in {rel.target_ref for rel in document.part.rels.values()}


def test_as_markdown_it_says_what_it_shows(client, letter):
    text = had_as(client, letter, "md").content.decode()

    assert text.startswith("# Zoë Müller\n\n")
    assert "## Application for Data Engineer" in text
    assert "Dear **Harbour Data**,\n\n" in text
    assert "I read *much* and **write a lot** too; see [my site](https://example.org/a_b).\\\n" in text
    assert "15\\. March is # fine." in text
    assert text.endswith("- first\n- **second** one\\\n  goes on\n\n1. one\n2. two\n")


def test_its_pages_come_as_images(client, letter):
    one = had_as(client, letter, "png")
    letter.content = "A line.\n\n" * 60
    letter.save()
    many = had_as(client, letter, "png")

    assert one.content.startswith(b"\x89PNG")
    names = zipfile.ZipFile(io.BytesIO(many.content)).namelist()
    assert names == [f"Zoë Müller – Cover letter Harbour Data {page}.png" for page in (1, 2, 3)]


def test_a_format_that_there_is_not_is_refused(client, letter):
    assert had_as(client, letter, "exe").status_code == 422
