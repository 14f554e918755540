"""The shape of a letter's columns together, as a file has them."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from saaska.documents.fields import TITLE, Fields, Label, Line, limited_text
from saaska.documents.schema import PersonalInfo
from saaska.documents.shapes import Shape

CONTENT = 20_000  # characters of a letter

Content = Annotated[str, limited_text(CONTENT, lines=True)]


class Letter(Fields):
    personal_info: Annotated[PersonalInfo, Label(_("the personal information"))] = PersonalInfo()
    company_name: Annotated[Line, Label(_("the company"))] = ""
    job_title: Annotated[Line, Label(_("the job title"))] = ""
    content: Annotated[Content, Label(_("the letter"))] = ""


LETTER: Shape[dict[str, Any]] = Shape(Letter, label=Label(_("the letter")))


class Titled(Letter):
    """With what it is called in its owner's list."""

    title: Annotated[Line, TITLE] = ""


TITLED: Shape[dict[str, Any]] = Shape(Titled, label=Label(_("the letter")))
