"""What differs between two texts of a letter, field by field, with the words that differ marked."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from saaska.documents.comparison import Difference, Key, Value, compared
from saaska.documents.editor.choosing import Terms
from saaska.documents.editor.form import Content
from saaska.documents.editor.values import shared_values, written

TERMS: Final = Terms(
    parts={
        "title": _("Title"),
        "template": _("Design"),
        "company_name": _("Company"),
        "job_title": _("Job title"),
        "content": _("Letter"),
        "is_template": _("A starting point for new letters"),
    },
    sections={},
)


def differences(stored: Content, posted: Content) -> list[Difference]:
    return compared(values(stored), values(posted))


def values(content: Content) -> Iterator[tuple[Key, Value]]:
    """Every field of a letter as text."""
    yield ("company_name",), Value("", _("Company"), content["company_name"])
    yield ("job_title",), Value("", _("Job title"), content["job_title"])
    yield ("content",), Value("", _("Letter"), content["content"])
    yield from shared_values(content)
    links = [f"{link['label']} {link['url']}".strip() for link in content["personal_info"]["links"]]
    yield ("links",), Value("", _("Links"), "\n".join(links))
    yield ("is_template",), Value("", _("A starting point for new letters"), written(content["is_template"]))
