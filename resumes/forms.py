"""The small forms: a new résumé, the choice of a file, what an import shall become."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from resumes import importers
from saaska.documents import photos
from saaska.documents.choices import DesignedForm, Designs, design_field
from saaska.documents.schema import LINE, NAME, PERSONAL_INFO
from saaska.keys import KeyForm

if TYPE_CHECKING:
    from accounts.models import User


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

    field_order = ("key", "title", "first_name", "last_name", "email", "template")

    def __init__(self, data: QueryDict | None, *, user: "User", designs: Designs, wished: str = "") -> None:
        """`wished` is the slug of the design to begin with, if it is one of these."""
        initial = {"first_name": user.first_name, "last_name": user.last_name, "email": user.email}
        if wished in dict(designs):
            initial["template"] = wished
        super().__init__(data, designs=designs, initial=initial)

    def columns(self) -> dict[str, Any]:
        """What create_once() wants."""
        values = self.cleaned_data
        person = {
            "firstName": values["first_name"],
            "lastName": values["last_name"],
            "email": values["email"],
        }
        return {
            "key": values["key"],
            "title": values["title"],
            "template": values["template"],
            "personal_info": PERSONAL_INFO.clean(person),
        }


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
    """A file to import, or the text of one. `found` is what it holds, once the form is valid."""

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
        except importers.UnreadableFile as problem:
            self.add_error(field, forms.ValidationError(str(problem), code="unreadable"))


def too_large() -> str:
    return _("The file is larger than %(limit)s MB. A résumé’s data takes much less.") % {
        "limit": importers.MAX_BYTES // 1_000_000
    }


class ReviewForm(ResumeForm):
    """What becomes of a file that was read. The row's id is the key."""

    key = None  # type: ignore[assignment]  # how Django drops an inherited field
