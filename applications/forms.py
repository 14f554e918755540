"""The forms of an application."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from applications.models import JobApplication
from applications.schema import TAG_LIST
from saaska.documents.texts import printable, web_address
from saaska.keys import Key

if TYPE_CHECKING:
    from accounts.models import User

    ModelForm = forms.ModelForm[JobApplication]
else:
    ModelForm = forms.ModelForm

POSTING: Final = 60_000  # characters
NOTES: Final = 20_000


class Tags(forms.CharField):
    """Short words, parted by commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        words = (printable(word, lines=False) for word in str(value or "").split(","))
        return TAG_LIST.clean(list(dict.fromkeys(filter(None, words))))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class PostingForm(ModelForm):
    """What the forms about a job share: company and position, where the posting stands, what it pays in."""

    use_required_attribute = False
    currency = ""  # the field that says in which

    def line(self, name: str) -> Any:
        value = self.cleaned_data[name]
        return printable(value, lines=False) if value else value

    def required(self, name: str) -> str:
        """What is left of a text when nothing unprintable is."""
        text: str = self.line(name)
        if not text:
            raise ValidationError(self.fields[name].error_messages["required"], code="required")
        return text

    def clean_company(self) -> str:
        return self.required("company")

    def clean_position(self) -> str:
        return self.required("position")

    def clean_currency(self) -> str:
        currency = (self.line(self.currency) or "USD").upper()
        if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
            raise ValidationError(_("Three letters, such as USD."), code="currency")
        return currency

    def clean_url(self) -> str | None:
        address = self.line("url")
        if not address:
            return None
        try:
            return web_address(address)
        except ValueError as problem:
            raise ValidationError(
                _("This is not a web address such as https://example.com."), code="address"
            ) from problem

    def columns(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class ApplicationForm(PostingForm):
    """Everything about an application that is typed. `user` is whose it is."""

    currency = "offer_currency"

    tags = Tags(label=_("Tags"), required=False, help_text=_("Parted by commas."))
    job_description = forms.CharField(
        label=_("Posting"),
        required=False,
        max_length=POSTING,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        help_text=_("Paste its text: postings disappear, this stays."),
    )
    answers = forms.CharField(
        label=_("What you answered"),
        required=False,
        max_length=NOTES,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("To the questions of their form. Encrypted; it stands in the ZIP of what was sent."),
    )
    notes = forms.CharField(
        label=_("Private notes"),
        required=False,
        max_length=NOTES,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("Encrypted; nobody but you reads them."),
    )

    class Meta:
        model = JobApplication
        fields = (
            *(
                "company",
                "position",
                "status",
                "stage",
                "date_applied",
                "city",
                "state",
                "country",
                "source",
                "url",
            ),
            *("resume", "cover_letter", "tags", "offer_salary", "offer_currency", "offer_deadline"),
            *("job_description", "answers", "notes"),
        )
        labels = {
            "company": _("Company"),
            "position": _("Position"),
            "status": _("Status"),
            "stage": _("Stage"),
            "date_applied": _("Applied on"),
            "city": _("City"),
            "state": _("State or region"),
            "country": _("Country"),
            "source": _("Found through"),
            "url": _("Address of the posting"),
            "resume": _("Résumé"),
            "cover_letter": _("Cover letter"),
            "offer_salary": _("Salary offered"),
            "offer_currency": _("Currency"),
            "offer_deadline": _("Answer by"),
        }
        help_texts = {
            "stage": _("Your own step within the status, such as “Phone screen”."),
            "offer_currency": _("Three letters, such as USD."),
        }
        error_messages = {
            "company": {"required": _("Which company is it?")},
            "position": {"required": _("Which position is it?")},
            "date_applied": {
                "required": _("When did you apply?"),
                "invalid": _("Write the date as 2026-05-31."),
            },
            "offer_deadline": {"invalid": _("Write the date as 2026-05-31.")},
        }
        widgets = {
            "company": forms.TextInput({"autocomplete": "organization", "dir": "auto"}),
            "position": forms.TextInput({"dir": "auto"}),
            "date_applied": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "offer_deadline": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "stage": forms.TextInput({"list": "stages", "dir": "auto"}),
            "source": forms.TextInput({"list": "sources", "dir": "auto"}),
            "url": forms.TextInput({"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
            "offer_salary": forms.TextInput({"inputmode": "decimal"}),
            "offer_currency": forms.TextInput({"autocapitalize": "characters", "maxlength": 3}),
        }

    def __init__(self, data: QueryDict | None = None, *, user: "User", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["resume"].queryset = user.resumes.live().for_list()  # type: ignore[attr-defined]  # it chooses among rows
        self.fields["cover_letter"].queryset = (  # type: ignore[attr-defined]  # likewise
            user.cover_letters.live().only("title").order_by("-updated_at")
        )
        self.fields["country"].required = self.fields["offer_currency"].required = False
        for name in ("resume", "cover_letter"):
            self.fields[name].empty_label = _("None yet")  # type: ignore[attr-defined]  # likewise

    def clean_stage(self) -> str:
        return self.line("stage") or ""

    def clean_answers(self) -> str | None:
        return printable(self.cleaned_data["answers"]) or None

    def clean_country(self) -> str:
        return self.line("country") or ""

    def clean_offer_currency(self) -> str:
        return self.clean_currency()


class CreateForm(ApplicationForm):
    """`key` becomes the row's id, so that a form that is sent twice makes one."""

    key = Key()

    field_order = ("key", *ApplicationForm.Meta.fields)
