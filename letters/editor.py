"""All of a letter in fields."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from letters.models import CoverLetter
from letters.schema import TITLED
from saaska.documents.choices import design_field
from saaska.documents.editor import form as shared
from saaska.documents.editor.fields import Line, Text
from saaska.documents.editor.form import Content
from saaska.documents.schema import PERSONAL_INFO

TOLD: Final = ("title", "company_name", "job_title", "content")


def content_of(letter: CoverLetter) -> Content:
    """What the editor edits of a letter: the text as it is, the person in the normal form."""
    columns = (*TOLD, "template", "is_template")
    personal = PERSONAL_INFO.clean(letter.personal_info)
    return {**{column: getattr(letter, column) for column in columns}, "personal_info": personal}


class DetailsForm(shared.DetailsForm):
    shape = TITLED
    untitled = _("Give the letter a title.")

    company_name = Line(_("Company"), autocomplete="off")
    job_title = Line(_("Job title"), autocomplete="off")
    content = Text(
        _("Letter"),
        _(
            "An empty line begins a paragraph. **bold**, *italic*, [a link](https://…), "
            "“- ” or “1. ” before the items of a list."
        ),
        rows=20,
    )
    template = design_field("letter")
    is_template = forms.BooleanField(
        label=_("A starting point for new letters"),
        required=False,
        help_text=_("It is then offered under “Begin with”."),
    )


class Editor(shared.Editor[CoverLetter]):
    details_form = DetailsForm

    def stored_content(self) -> Content:
        return content_of(self.document)

    def settled_content(self) -> Content:
        details = self.details.cleaned_data
        personal = {
            **self.stored["personal_info"],
            **self.person.cleaned_data,
            "layout": self.layout(),
        }
        cleaned = TITLED.clean({**{key: details[key] for key in TOLD}, "personal_info": personal})
        return {**cleaned, "template": details["template"], "is_template": details["is_template"]}
