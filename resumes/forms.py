"""The small forms: a new résumé, the choice of a file, what an import shall become, a public address."""

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import UserPreferences
from resumes import importers, sharing
from resumes.models import Resume, ResumeQuerySet, ResumeShare
from saaska.documents import photos
from saaska.documents.choices import DesignedForm, Designs, design_field
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.texts import LINE, NAME
from saaska.documents.wording import CHOICES
from saaska.keys import KeyForm

if TYPE_CHECKING:
    from accounts.models import User


ENGLISH: Final = "en"  # which a document says by saying nothing
JOBS: Final = 100  # that a copy can be tailored for, the newest of each sort
ADDRESS: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{4,58})[a-z0-9]")


class ResumeForm(DesignedForm):
    """A form whose row is a résumé."""

    title = forms.CharField(
        label=_("Title"),
        max_length=LINE,
        help_text=_("For your own list, such as “Product designer”. It is not printed."),
        error_messages={"required": _("Give the résumé a title.")},
    )
    template = design_field("resume")


class CreateForm(ResumeForm):
    first_name = forms.CharField(
        label=_("First name"),
        max_length=NAME,
        required=False,
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=NAME,
        required=False,
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=LINE, required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )

    start = forms.ChoiceField(
        label=_("Begin with"),
        required=False,
        help_text=_("A starting point brings its whole text; name and e-mail are those above."),
    )

    field_order = ("key", "title", "first_name", "last_name", "email", "start", "template")

    def __init__(self, data: QueryDict | None, *, user: "User", designs: Designs, wished: str = "") -> None:
        """`wished` is the slug of the design to begin with, if it is one of these."""
        initial = {"first_name": user.first_name, "last_name": user.last_name, "email": user.email}
        if wished in dict(designs):
            initial["template"] = wished
        super().__init__(data, designs=designs, initial=initial)
        self.user = user
        starts = [(str(pk), title) for pk, title in starting_points(user).values_list("pk", "title")[:100]]
        self.fields["start"].choices = [("", _("An empty page")), *starts]  # type: ignore[attr-defined]  # it is a ChoiceField

    def columns(self) -> dict[str, Any]:
        """What create_once() wants."""
        values = self.cleaned_data
        person = {
            "firstName": values["first_name"],
            "lastName": values["last_name"],
            "email": values["email"],
        }
        start = starting_points(self.user).filter(pk=values["start"]).first() if values["start"] else None
        brought = {column: getattr(start, column) for column in Resume.CONTENT} if start else {}
        return {
            **brought,
            "key": values["key"],
            "title": values["title"],
            "template": values["template"],
            "personal_info": PERSONAL_INFO.clean({**brought.get("personal_info", {}), **person}),
        }


def starting_points(user: "User") -> ResumeQuerySet:
    """The résumés that new ones may begin with."""
    found: ResumeQuerySet = user.resumes.live().filter(is_template=True).order_by("title", "id")
    return found


class TailorForm(KeyForm):
    """A copy that knows its source, named by hand or after the job it is meant for."""

    wanted = forms.ChoiceField(
        label=_("For"), required=False, help_text=_("One of your applications or saved jobs.")
    )
    name = forms.CharField(
        label=_("Title"),
        max_length=LINE,
        required=False,
        help_text=_("Leave it empty to name the copy after the job. It is not printed."),
    )

    def __init__(self, data: QueryDict | None, *, user: "User", resume: Resume, job: str = "") -> None:
        """`job` is the id of the saved job that is meant at first."""
        super().__init__(data, initial={"wanted": f"job-{job}"} if job else {})
        self.resume = resume
        sent, saved = (
            [(f"{sort}-{pk}", f"{position}, {company}") for pk, position, company in rows]
            for sort, rows in (
                ("application", jobs_of(user.job_applications.live())),
                ("job", jobs_of(user.saved_jobs.live())),
            )
        )
        self.jobs = dict([*sent, *saved])
        self.fields["wanted"].choices = [  # type: ignore[attr-defined]  # it is a ChoiceField
            ("", _("No job in particular")),
            *((label, jobs) for label, jobs in ((_("Applications"), sent), (_("Saved jobs"), saved)) if jobs),
        ]

    @property
    def saved_job(self) -> UUID | None:
        """The id of the saved job that it is meant for, if it is one."""
        sort, _line, pk = self.cleaned_data["wanted"].partition("-")
        return UUID(pk) if sort == "job" else None

    @property
    def title(self) -> str:
        """What the copy is called."""
        name: str = self.cleaned_data["name"] or self.jobs.get(self.cleaned_data["wanted"], "")
        return name[:LINE] or self.resume.title_of_copy(self.resume.title)


def jobs_of(rows: Any) -> list[tuple[Any, str, str]]:
    return list(rows.order_by("-created_at", "id").values_list("pk", "position", "company")[:JOBS])


class TranslateForm(KeyForm):
    """The language of a résumé's translation."""

    def __init__(self, data: QueryDict | None, *, resume: Resume) -> None:
        super().__init__(data)
        own = PERSONAL_INFO.clean(resume.personal_info)["layout"]["language"]
        self.fields["language"] = forms.TypedChoiceField(
            label=_("Language of the translation"),
            help_text=_("Headings, months and page numbers come in it. The texts are yours to write."),
            choices=[(code or ENGLISH, name) for code, name in CHOICES if code != own],
            coerce=lambda code: "" if code == ENGLISH else code,
            empty_value=None,
        )


class PhotoForm(forms.Form):
    """A picture to become the photo."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("Picture"),
        widget=forms.ClearableFileInput({"accept": photos.ACCEPTED}),
        help_text=_(
            "JPEG, PNG or WebP, up to 5 MB. It is cut to a portrait; where and when it was taken is removed."
        ),
        error_messages=dict.fromkeys(("required", "empty", "invalid", "missing"), _("Choose a picture.")),
    )

    def __init__(self, data: QueryDict | None, files: Any = None, *, refused: bool = False) -> None:
        """`refused` says that the server stopped reading the file, because it was too large."""
        super().__init__(data, files)
        if refused:
            self.fields["file"].error_messages["required"] = photos.too_large()


class UploadForm(KeyForm):
    """A file to import, or the text of one. `found` is what it holds, once the form is valid, or else `jobs`."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Up to 5 MB. What it is, is told by what it holds."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
            "invalid": _("Choose a file."),
            "missing": _("Choose a file."),
        },
    )
    text = forms.CharField(
        label=_("Or paste its text"),
        required=False,
        strip=False,
        max_length=importers.PASTED,
        widget=forms.Textarea({"rows": 6, "dir": "auto", "spellcheck": "false"}),
    )

    def __init__(self, data: QueryDict | None, files: Any = None, *, refused: bool = False) -> None:
        super().__init__(data, files)
        self.refused = refused
        self.found: importers.Import | None = None
        self.jobs: dict[str, str] = {}  # the tables about jobs of a file that holds nothing else

    @property
    def name(self) -> str:
        """What the import is called in the list of imports."""
        file = self.cleaned_data.get("file")
        return file.name if file else gettext("Pasted text")

    def clean(self) -> None:
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if self.refused or (text.strip() and "file" not in self.files):
            self.errors.pop("file", None)
        if self.refused:
            self.add_error("file", too_large())
        elif file and text.strip():
            self.add_error("text", _("Choose a file or paste a text, not both."))
        elif file:
            self.read_file(file)
        elif text.strip() and not self.errors:
            self.read("text", text.replace("\r\n", "\n").encode(errors="replace"), "")

    def read_file(self, file: "UploadedFile[bytes]") -> None:
        if file.size is None or file.size > importers.MAX_BYTES:
            self.add_error("file", too_large())
        else:
            self.read("file", file.read(), file.name or "file")

    def read(self, field: str, data: bytes, file_name: str) -> None:
        try:
            self.found = importers.read(data, file_name=file_name)
        except importers.OnlyJobsError as problem:
            self.jobs = problem.jobs
        except importers.UnreadableFile as problem:
            self.add_error(field, forms.ValidationError(str(problem), code="unreadable"))


def too_large() -> str:
    return _("The file is larger than %(limit)s MB. A résumé’s data takes much less.") % {
        "limit": importers.MAX_BYTES // 1_000_000
    }


class ReviewForm(ResumeForm):
    """What becomes of a file that was read. The row's id is the key."""

    key = None  # type: ignore[assignment]  # how Django drops an inherited field


class IntoForm(forms.Form):
    """Which résumé a file is taken into: one of the newest, as the list of them is in the order of their changes."""

    use_required_attribute = False

    resume = forms.ModelChoiceField(Resume.objects.none(), label=_("Résumé"), empty_label=None)

    def __init__(self, data: QueryDict | None = None, *, user: "User") -> None:
        super().__init__(data)
        own = user.resumes.live().order_by("-updated_at", "pk")
        self.fields["resume"].queryset = own if data is not None else own.only("title")[:JOBS]  # type: ignore[attr-defined]  # a ModelChoiceField

    @property
    def has_choices(self) -> bool:
        return bool(len(self.fields["resume"].queryset))  # type: ignore[attr-defined]  # the same


class ShareForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """Where a résumé is public, for how long, and how much of its owner with it."""

    use_required_attribute = False

    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        required=False,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Leave it empty and none is asked for. One that is set stays until you take it away."),
    )
    no_password = forms.BooleanField(label=_("Take the password away"), required=False)
    expires_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Without one, the address works until you take it away."),
    )
    privacy = forms.ChoiceField(
        label=_("What visitors see of you"),
        choices=UserPreferences.Privacy.choices,
        widget=forms.RadioSelect,
        help_text=_("Of all your public résumés. Photo, phone, place and references only with “everything”."),
    )

    class Meta:
        model = ResumeShare
        fields = ("address", "is_listed")
        labels = {"is_listed": _("Search engines may list it")}

    field_order = ("address", "privacy", "password", "no_password", "expires_on", "is_listed")

    def __init__(self, data: QueryDict | None, *, instance: ResumeShare, person: "User") -> None:
        super().__init__(data, instance=instance)
        self.person = person
        address = self.fields["address"]
        address.help_text = _("Letters, digits and hyphens, six at least. Random ones are guessed by nobody.")
        address.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.initial.setdefault("address", "")
        self.initial["address"] = self.initial["address"] or sharing.new_address()
        self.initial["privacy"] = person.preferences.privacy_level
        if instance.expires_at:
            self.initial["expires_on"] = timezone.localdate(instance.expires_at) - timedelta(days=1)
        if not instance.password_hash:
            del self.fields["no_password"]

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].lower()
        if not ADDRESS.fullmatch(address):
            raise forms.ValidationError(
                _("Use six to sixty letters from a to z, digits and hyphens, such as “zoe-mueller”."),
                code="invalid",
            )
        return address

    def clean_expires_on(self) -> date | None:
        last: date | None = self.cleaned_data["expires_on"]
        if last and last < timezone.localdate():
            raise forms.ValidationError(_("That day is over. Choose today or a later one."), code="over")
        return last

    def store(self) -> bool:
        """False, with an error at the address, when that is somebody else's already."""
        share, values = self.instance, self.cleaned_data
        last = values["expires_on"]
        share.expires_at = (
            timezone.make_aware(datetime.combine(last + timedelta(days=1), time())) if last else None
        )
        if values["password"]:
            share.password_hash = make_password(values["password"])
        elif values.get("no_password"):
            share.password_hash = ""
        try:
            with transaction.atomic():
                share.save()
        except IntegrityError:
            self.add_error("address", _("This address is taken. Choose another one."))
            return False
        Resume.objects.filter(pk=share.resume_id).update(is_public=True)
        UserPreferences.objects.filter(user=self.person).update(privacy_level=values["privacy"])
        return True
