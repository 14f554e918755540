"""The forms of the account: allauth's in our words, and the settings."""

from typing import Any
from uuid import uuid4

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from accounts import resets
from accounts.activity import record
from accounts.limits import PASSWORDS_OF_ACCOUNT, mailbox
from accounts.models import User, UserPreferences
from accounts.passwords import LengthValidator, OwnWordsValidator
from accounts.preferences import note_zone
from accounts.zones import listed, zones
from saaska.db import limits
from saaska.documents.texts import UNPRINTABLE

LABELS = {
    "email": _("E-mail"),
    "login": _("E-mail"),
    "password": _("Password"),
    "password1": _("Password"),
    "oldpassword": _("Current password"),
}
# What a field says when it was left empty.
MISSING = {
    "first_name": _("What is your first name?"),
    "last_name": _("What is your last name?"),
    "email": _("Which e-mail address?"),
    "login": _("Which e-mail address do you log in with?"),
    "password": _("Type your password."),
    "password1": _("Choose a password."),
    "oldpassword": _("Type your current password."),
}
LONGEST_EMAIL = 254  # of an address that mail can be sent to (RFC 5321); Django's forms take 320


class Plain:
    """allauth's fields in our manner: a label above, no placeholder, each password once (it can be shown)."""

    fields: dict[str, forms.Field]
    new_password_label = _("New password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]
            if isinstance(field, forms.EmailField):
                field.max_length = LONGEST_EMAIL
                field.validators.append(MaxLengthValidator(LONGEST_EMAIL))
                field.widget.attrs["maxlength"] = LONGEST_EMAIL
        for name in {"password", "oldpassword"} & self.fields.keys():
            self.fields[name].help_text = ""
        if "password1" in self.fields:
            self.fields["password1"].label = self.new_password_label
            rules = (LengthValidator().get_help_text(), OwnWordsValidator().get_help_text())
            self.fields["password1"].help_text = " ".join(map(str, rules))


def check_printable(name: str) -> None:
    if UNPRINTABLE.search(name) or "\n" in name:
        raise ValidationError(_("Leave out characters that cannot be printed."), code="unprintable")


class BrowsersZone(forms.Field):
    """The time zone of the browser, filled in by app.js; "" for whatever the list does not have, never an error."""

    widget = forms.HiddenInput({"data-timezone": ""})

    def clean(self, value: str | None) -> str:
        return listed(value or "")


class LoginForm(Plain, allauth_forms.LoginForm):  # type: ignore[misc]  # allauth is untyped
    timezone = BrowsersZone()

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        note_zone(request, self.cleaned_data["timezone"])
        return super().login(request, redirect_url)  # type: ignore[no-any-return]  # allauth is untyped


class ReauthenticateForm(Plain, allauth_forms.ReauthenticateForm):  # type: ignore[misc]  # as above
    pass


class SignupForm(Plain, allauth_forms.SignupForm):  # type: ignore[misc]  # as above
    new_password_label = _("Password")
    account_already_exists: bool
    field_order = ("first_name", "last_name", "email", "password1")

    first_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        validators=[check_printable],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=100,
        validators=[check_printable],
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    timezone = BrowsersZone()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trap = self.fields[settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD]
        trap.label = _("Leave this empty")
        trap.widget.attrs = {"tabindex": "-1", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "password1" in cleaned:
            person = User(**{name: cleaned.get(name, "") for name in ("first_name", "last_name", "email")})
            try:
                OwnWordsValidator().validate(cleaned["password1"], person)
            except ValidationError as error:
                self.add_error("password1", error)
        return cleaned

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth asks for it; the names are stored by its adapter."""

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """An address that has an account costs the same work as a new one, then undoes it: time tells nothing."""
        note_zone(request, self.cleaned_data["timezone"])
        if self.account_already_exists:
            self._rehearse(request)
        try:
            with transaction.atomic():
                return super().try_save(request)  # type: ignore[no-any-return]  # allauth is untyped
        except IntegrityError:  # somebody took the address between our looking and saving
            self.account_already_exists = True
        return super().try_save(request)  # type: ignore[no-any-return]  # as above

    def _rehearse(self, request: HttpRequest) -> None:
        email = self.cleaned_data["email"]
        self.cleaned_data["email"], self.account_already_exists = f"{uuid4()}@example.invalid", False
        point = transaction.savepoint()
        record(request, "signup", feature="account", user=self.save(request))
        transaction.savepoint_rollback(point)
        self.cleaned_data["email"], self.account_already_exists = email, True


class ChangeEmailForm(Plain, allauth_forms.AddEmailForm):  # type: ignore[misc]  # allauth is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ResetPasswordForm(Plain, allauth_forms.ResetPasswordForm):  # type: ignore[misc]  # as above
    def clean_email(self) -> str:
        """Whether anybody has the address is looked up by the worker, never while the page waits."""
        email: str = self.cleaned_data["email"]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        resets.ask(email)
        return email


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # as above
    def clean_oldpassword(self) -> str:
        """A wrong current password counts as a wrong login: a stolen session is no way to guess on."""
        spent = PASSWORDS_OF_ACCOUNT.spend(mailbox(self.user.email))
        if spent is None:
            raise ValidationError(
                _("Too many tries. Wait a day, or have a link for a new password mailed to you.")
            )
        password: str = super().clean_oldpassword()
        limits.give_back(spent)
        return password


class SetPasswordForm(Plain, allauth_forms.SetPasswordForm):  # type: ignore[misc]  # as above
    pass


class NewPasswordForm(Plain, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # as above
    pass


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker alone
    class Meta:
        model = User
        fields = ("first_name", "last_name")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages["required"] = MISSING[name]
            field.validators.append(check_printable)

    def save(self, commit: bool = True) -> User:
        """Names alone: the person's role may not write the rest of their row."""
        user: User = self.instance
        user.save(update_fields=["first_name", "last_name", "updated_at"])
        return user


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """What already has an effect. The other preferences join with the features they steer."""

    timezone = forms.ChoiceField(label=_("Time zone"), choices=zones)

    class Meta:
        model = UserPreferences
        fields = ("theme", "timezone")
        widgets = {"theme": forms.RadioSelect}


class DeleteForm(forms.Form):
    """The address of the account, typed once more: nothing is deleted by a press alone."""

    use_required_attribute = False

    email = forms.CharField(
        label=_("Type the e-mail address of this account"),
        max_length=LONGEST_EMAIL,
        error_messages={"required": _("Type the address, so that nothing is deleted by mistake.")},
        widget=forms.TextInput(
            {"autocomplete": "off", "inputmode": "email", "dir": "ltr", "spellcheck": "false"}
        ),
    )

    def __init__(self, data: QueryDict | None, *, user: User) -> None:
        super().__init__(data)
        self.user = user

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.casefold() != self.user.email.casefold():
            raise ValidationError(
                _("That is not the address of this account: nothing was deleted."), code="other"
            )
        if self.user.is_staff:
            raise ValidationError(
                _("Accounts of staff are deleted by a command, so that nobody locks everybody out."),
                code="staff",
            )
        return email
