"""The forms of what belongs to an application: interviews, contacts, tasks."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from applications.models import (
    ApplicationContact,
    ApplicationEvent,
    ApplicationTask,
    InterviewRound,
    JobApplication,
)
from applications.schema import CORRECTIONS
from saaska.documents.texts import TEXT, printable, web_address

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm

NOTES: Final = 20_000  # characters
YEARS: Final = range(1970, 2200)
DAY_WANTED: Final = _("Write the date as 2026-05-31.")
MOMENT_WANTED: Final = _("Write date and time as 2026-05-31 14:30.")
AREA: Final = {"rows": 3, "dir": "auto"}


class Moment(forms.DateTimeField):
    """A date and time where the person is. Of an hour that clocks show twice, the first is meant."""

    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            naive = parse_datetime(text) if len(text) <= 40 else None
        except ValueError:
            naive = None
        if naive is None or naive.year not in YEARS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if timezone.is_aware(naive):
            return naive
        moment = timezone.make_aware(naive)
        if timezone.make_naive(moment.astimezone(UTC)) != naive:
            raise ValidationError(
                _("There is no such hour on that day: the clocks go forward."), code="imaginary"
            )
        return moment

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether it says another minute than the page showed."""
        shown = self.widget.format_value(self.prepare_value(initial)) if initial else ""
        return bool(shown != str(data or "").strip())


class Day(forms.DateField):
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: Any) -> Any:
        day = super().to_python(value)
        if day and day.year not in YEARS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class RecordForm(ModelForm):
    """A row about an application. Texts lose what cannot be printed; one that is needed stays one."""

    use_required_attribute = False
    lines: ClassVar[tuple[str, ...]] = ("notes",)  # texts of several lines

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored: dict[str, Any] = {name: getattr(self.instance, name, None) for name in self.fields}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, value in list(cleaned.items()):
            field = self.fields[name]
            if isinstance(value, str) and not isinstance(field, forms.ChoiceField):
                cleaned[name] = printable(value, lines=name in self.lines)
                if field.required and not cleaned[name]:
                    self.add_error(name, field.error_messages["required"])
            elif isinstance(field, Moment) and name not in self.changed_data:
                cleaned[name] = self.stored[name] or value  # with the seconds that the page does not show
        return cleaned

    def columns(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def differing(self) -> list[tuple[Any, Any]]:
        """The fields whose saved value is another than the typed one, with the saved one."""
        found = []
        for name, typed in self.cleaned_data.items():
            saved = self.stored[name]
            if saved != typed and (saved or typed):
                choices = dict(getattr(self.fields[name], "choices", ()))
                shown = choices.get(saved, saved)
                if isinstance(shown, datetime):
                    shown = timezone.localtime(shown).strftime("%Y-%m-%d %H:%M")
                found.append((self.fields[name].label, shown or _("nothing")))
        return found


def private_notes() -> forms.CharField:
    return forms.CharField(
        label=_("Private notes"),
        required=False,
        max_length=NOTES,
        widget=forms.Textarea(AREA),
        help_text=_("Encrypted; nobody but you reads them."),
    )


class NotesForm(RecordForm):
    notes = private_notes()

    class Meta:
        model = JobApplication
        fields = ("notes",)


class RoundForm(RecordForm):
    starts_at = Moment(
        label=_("Begins"),
        error_messages={"required": _("When does it begin?"), "invalid": MOMENT_WANTED},
        help_text=_("In your own time zone."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=5,
        max_value=1440,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages={
            name: _("Write a number from 5 to 1440.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )
    notes = private_notes()

    class Meta:
        model = InterviewRound
        fields = ("kind", "starts_at", "minutes", "people", "place", "link", "result", "notes")
        labels = {
            "kind": _("Kind"),
            "people": _("People"),
            "place": _("Place"),
            "link": _("Link"),
            "result": _("Result"),
        }
        help_texts = {"people": _("Whom you will meet.")}
        widgets = {
            "people": forms.TextInput({"dir": "auto"}),
            "place": forms.TextInput({"dir": "auto"}),
            "link": forms.TextInput({"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
        }

    def clean_link(self) -> str:
        text = printable(self.cleaned_data["link"], lines=False)
        try:
            return web_address(text) if text else ""
        except ValueError as problem:
            raise ValidationError(
                _("This is not a web address such as https://example.com."), code="address"
            ) from problem


class ContactForm(RecordForm):
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=255,
        widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
        validators=[EmailValidator(_("This is not an e-mail address such as name@example.com."))],
    )
    notes = private_notes()

    class Meta:
        model = ApplicationContact
        fields = ("name", "role", "email", "phone", "notes")
        labels = {"name": _("Name"), "role": _("Role"), "phone": _("Phone")}
        error_messages = {"name": {"required": _("Who is it?")}}
        widgets = {
            "name": forms.TextInput({"autocomplete": "off", "dir": "auto"}),
            "role": forms.TextInput({"dir": "auto"}),
            "phone": forms.TextInput({"type": "tel", "autocomplete": "off"}),
        }


class TaskForm(RecordForm):
    due_on = Day(label=_("Due on"), required=False, error_messages={"invalid": DAY_WANTED})

    class Meta:
        model = ApplicationTask
        fields = ("title", "due_on")
        labels = {"title": _("Task")}
        error_messages = {"title": {"required": _("What is to be done?")}}
        widgets = {"title": forms.TextInput({"dir": "auto"})}


class EventForm(RecordForm):
    """What happened, told afterwards. Of what the product wrote itself only the date is corrected; every correction
    keeps what was said before."""

    lines = ("text",)
    KINDS = (ApplicationEvent.Kind.CONTACT, ApplicationEvent.Kind.NOTE)

    what = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            ("", _("Choose")),
            (
                _("It reached a status"),
                [(f"status-{value}", label) for value, label in JobApplication.Status.choices],
            ),
            (_("Something else"), [(kind.value, kind.label) for kind in KINDS]),
        ],
        error_messages={"required": _("Choose what happened.")},
    )
    stage = forms.CharField(
        label=_("Stage"),
        max_length=50,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_("Your own step within the status, such as “Phone screen”."),
    )
    happened_at = Moment(
        label=_("When was that?"),
        error_messages={"required": _("When was that?"), "invalid": MOMENT_WANTED},
        help_text=_("In your own time zone."),
    )
    text = forms.CharField(
        label=_("In your words"), required=False, max_length=TEXT, widget=forms.Textarea(AREA)
    )

    class Meta:
        model = ApplicationEvent
        fields = ("happened_at",)

    field_order = ("what", "stage", "happened_at", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.details = dict(self.instance.details)
        self.stored["text"] = self.initial["text"] = self.details.get("text", "")
        if not self.instance._state.adding:
            del self.fields["what"], self.fields["stage"]
            if not self.instance.is_by_hand:
                del self.fields["text"]

    def clean_happened_at(self) -> datetime:
        moment: datetime = self.cleaned_data["happened_at"]
        if moment > timezone.now():
            raise ValidationError(_("That is still to come."), code="future")
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if len(self.details.get("corrections", [])) >= CORRECTIONS:
            self.add_error("happened_at", _("This date has been corrected too often."))
        return cleaned

    def columns(self) -> dict[str, Any]:
        """The columns. A date that changes is kept among the corrections."""
        now, moment = timezone.now().isoformat(), self.cleaned_data["happened_at"]
        details = {"text": "", "corrections": [], **self.details}
        if "text" in self.cleaned_data:
            details["text"] = self.cleaned_data["text"]
        if self.instance._state.adding:
            kind, _dash, status = self.cleaned_data["what"].partition("-")
            stage = self.cleaned_data["stage"] if status else ""
            details["added"] = now
            return {
                "kind": kind,
                "status": status,
                "stage": stage,
                "happened_at": moment,
                "details": details,
            }
        before = self.stored["happened_at"]
        if moment != before:
            correction = {"before": before.isoformat(), "at": now}
            details["corrections"] = [*details["corrections"], correction]
        return {"happened_at": moment, "details": details}
