"""The form of a saved job."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.forms import NOTES, PostingForm, Tags
from jobs import salaries
from jobs.models import SavedJob
from saaska.documents.texts import printable
from saaska.keys import Key

DESCRIPTION: Final = 40_000  # characters; with the next two less than an application's posting may have
REQUIREMENTS: Final = 10_000
BENEFITS: Final = 5_000


class Amount(forms.DecimalField):
    """An amount of money, however its thousands are written: 65.000, 65,000, 65 000, 65k."""

    def to_python(self, value: Any) -> Any:
        found = salaries.amount(value) if isinstance(value, str) else None
        return found if found is not None else super().to_python(value)


def _amount(label: Any) -> Amount:
    return Amount(
        label=label,
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _("Write an amount such as 65000.")},
    )


def _text(label: Any, most: int, rows: int, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea({"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=most, widget=widget, help_text=help_text)


class SavedJobForm(PostingForm):
    """Everything about a saved job that is typed."""

    currency = "salary_currency"

    salary_min = _amount(_("Salary from"))
    salary_max = _amount(_("Salary to"))
    tags = Tags(label=_("Tags"), required=False, help_text=_("Parted by commas."))
    job_description = _text(
        _("Posting"), DESCRIPTION, 8, _("Paste its text: postings disappear, this stays.")
    )
    requirements = _text(_("Requirements"), REQUIREMENTS, 4)
    benefits = _text(_("Benefits"), BENEFITS, 3)
    notes = _text(_("Private notes"), NOTES, 4, _("Encrypted; nobody but you reads them."))

    class Meta:
        model = SavedJob
        fields = (
            *(
                "position",
                "company",
                "location",
                "closes_on",
                "url",
                "source",
                "external_job_id",
                "posted_on",
            ),
            *("salary_min", "salary_max", "salary_currency", "salary_period", "tags"),
            *("job_description", "requirements", "benefits", "notes", "applied"),
        )
        labels = {
            "position": _("Position"),
            "company": _("Company"),
            "location": _("Location"),
            "closes_on": _("Closes on"),
            "url": _("Address of the posting"),
            "source": _("Found through"),
            "external_job_id": _("Its number there"),
            "posted_on": _("Posted on"),
            "salary_currency": _("Currency"),
            "salary_period": _("Paid for"),
            "applied": _("I have applied"),
        }
        help_texts = {
            "closes_on": _("The last day on which they take applications."),
            "salary_currency": _("Three letters, such as USD."),
        }
        error_messages = {
            "company": {"required": _("Which company is it?")},
            "position": {"required": _("Which position is it?")},
            "closes_on": {"invalid": _("Write the date as 2026-05-31.")},
            "posted_on": {"invalid": _("Write the date as 2026-05-31.")},
        }
        widgets = {
            "company": forms.TextInput({"autocomplete": "organization", "dir": "auto"}),
            "position": forms.TextInput({"dir": "auto"}),
            "location": forms.TextInput({"dir": "auto"}),
            "source": forms.TextInput({"list": "sources", "dir": "auto"}),
            "url": forms.TextInput({"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
            "closes_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "posted_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "salary_currency": forms.TextInput({"autocapitalize": "characters", "maxlength": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["salary_currency"].required = False

    def clean_location(self) -> str | None:
        return self.line("location") or None

    def clean_source(self) -> str | None:
        return self.line("source") or None

    def clean_external_job_id(self) -> str | None:
        return self.line("external_job_id") or None

    def clean_salary_currency(self) -> str:
        return self.clean_currency()

    def clean_job_description(self) -> str | None:
        return printable(self.cleaned_data["job_description"]) or None

    def clean_requirements(self) -> str | None:
        return printable(self.cleaned_data["requirements"]) or None

    def clean_benefits(self) -> str | None:
        return printable(self.cleaned_data["benefits"]) or None

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        lowest, highest = found.get("salary_min"), found.get("salary_max")
        if lowest is not None and highest is not None and lowest > highest:
            self.add_error(
                "salary_max", ValidationError(_("This is less than the amount before it."), code="order")
            )
        return found


class CreateForm(SavedJobForm):
    """`key` becomes the row's id, so that a form that is sent twice makes one."""

    key = Key()

    field_order = ("key", *SavedJobForm.Meta.fields)
