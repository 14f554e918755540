"""The forms that make a letter: a new one, and one like it for another company."""

import re
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letters import enclosures, packets
from letters.models import CoverLetter, Enclosure
from letters.schema import CONTENT
from saaska.documents.choices import DesignedForm, Designs, design_field
from saaska.documents.editor.kinds import PERSON
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.texts import LINE, printable
from saaska.keys import KeyForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from accounts.models import User
    from letters.packets import Part

TAKEN: Final = (*PERSON.fields, "photo", "links")  # of a résumé's personal_info


def line(
    label: "StrOrPromise", limit: int = LINE, help_text: "StrOrPromise" = "", **attrs: str
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=limit,
        required=False,
        help_text=help_text,
        widget=forms.TextInput({"dir": "auto", **attrs}),
    )


def title_of(job: str, company: str) -> str:
    """What a letter is called in its owner's list when nothing else is said."""
    named = {"job": job, "company": company}
    if job and company:
        return (gettext("%(job)s at %(company)s") % named)[:LINE]
    return job or company


class CreateForm(DesignedForm):
    """A new letter: for whom, whose header, which design, and from which text it starts."""

    company_name = line(_("Company"), autocomplete="off")
    job_title = line(_("Job title"), autocomplete="off")
    title = line(_("Title"), LINE, _("For your own list. Without one it is the job title and the company."))
    header = forms.ChoiceField(
        label=_("Name and contacts"),
        required=False,
        help_text=_("They stand above the letter, and you can change them there."),
    )
    start = forms.ChoiceField(label=_("Begin with"), required=False)
    template = design_field("letter")

    field_order = ("key", "company_name", "job_title", "title", "header", "start", "template")

    def __init__(
        self, data: QueryDict | None, *, user: "User", designs: Designs, initial: dict[str, Any] | None = None
    ) -> None:
        """`initial` may hold the slug of a wished design, which counts if it is one of these."""
        self.user = user
        starts = list(user.cover_letters.live().filter(is_template=True).values_list("pk", "title")[:100])
        senders = senders_of(user)
        first = {"header": senders[0][0], **(initial or {})}
        if first.get("template") not in dict(designs):
            first.pop("template", None)
        super().__init__(data, designs=designs, initial=first)
        self.fields["header"].choices = senders  # type: ignore[attr-defined]  # it is a ChoiceField
        begun = [("", _("An empty page")), *((str(pk), title) for pk, title in starts)]
        self.fields["start"].choices = begun  # type: ignore[attr-defined]  # as above

    def clean_title(self) -> str:
        return printable(self.cleaned_data["title"], lines=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("company_name", "job_title"):
            cleaned[name] = printable(cleaned.get(name) or "", lines=False)
        cleaned["title"] = cleaned.get("title") or title_of(cleaned["job_title"], cleaned["company_name"])
        if not cleaned["title"] and "title" not in self.errors:
            self.add_error("title", _("Name the company or the job, or give the letter a title."))
        return cleaned

    def columns(self) -> dict[str, Any]:
        """What create_once() wants."""
        values = self.cleaned_data
        start = self.user.cover_letters.live().filter(pk=values["start"]).first() if values["start"] else None
        return {
            **{name: values[name] for name in ("key", "title", "template", "company_name", "job_title")},
            "content": start.content if start else "",
            "personal_info": header_of(self.user, values["header"]),
        }


def senders_of(user: "User") -> "list[tuple[str, StrOrPromise]]":
    """Whose name and contacts a letter may have: those of the person's résumés, or of their account."""
    resumes = user.resumes.live().for_list().values_list("pk", "title")[:100]
    return [*((str(pk), title) for pk, title in resumes), ("", _("Name and e-mail of my account"))]


class SenderForm(forms.Form):
    """Where a letter's name and contacts are taken from anew."""

    use_required_attribute = False

    header = forms.ChoiceField(label=_("Name and contacts of"), required=False)

    def __init__(self, data: QueryDict | None, *, user: "User") -> None:
        senders = senders_of(user)
        super().__init__(data, initial={"header": senders[0][0]})
        self.user = user
        self.fields["header"].choices = senders  # type: ignore[attr-defined]  # it is a ChoiceField

    @property
    def named(self) -> str:
        choices = self.fields["header"].choices  # type: ignore[attr-defined]  # it is a ChoiceField
        return str(dict(choices)[self.cleaned_data["header"]])

    def sender(self) -> dict[str, Any]:
        """A valid form is needed."""
        return header_of(self.user, self.cleaned_data["header"])


def with_sender(personal_info: dict[str, Any], sender: dict[str, Any]) -> dict[str, Any]:
    """A letter's personal_info with the name and contacts of that one."""
    return {**personal_info, **{key: sender[key] for key in TAKEN if key in sender}}


def header_of(user: "User", resume_id: str) -> dict[str, Any]:
    """The name and contacts of one of the person's résumés, with its language and paper.

    Those of the account when there is no such résumé.
    """
    resume = user.resumes.live().filter(pk=resume_id).first() if resume_id else None
    account = {"firstName": user.first_name, "lastName": user.last_name, "email": user.email}
    if not resume:
        return PERSONAL_INFO.clean(account)
    taken = {key: resume.personal_info.get(key, "") or ([] if key == "links" else "") for key in TAKEN}
    # The photo comes along and is printed once its owner says so: few letters carry one.
    layout = PERSONAL_INFO.clean(resume.personal_info)["layout"]
    alike = {name: layout[name] for name in ("language", "pageSize")}
    return PERSONAL_INFO.clean({**taken, "layout": {**alike, "showPhoto": False}})


class DuplicateForm(KeyForm):
    """One like it for another company, whose name takes the place of the first one's in the text."""

    company_name = line(_("Company"), autocomplete="off")
    job_title = line(_("Job title"), autocomplete="off")

    def __init__(self, data: QueryDict | None, *, letter: CoverLetter) -> None:
        super().__init__(data, initial={"job_title": letter.job_title})
        self.letter = letter
        self.fields["company_name"].required = True
        self.fields["company_name"].error_messages["required"] = _("Name the company.")

    def columns(self) -> dict[str, Any]:
        letter = self.letter
        told = {
            name: printable(self.cleaned_data[name], lines=False) for name in ("company_name", "job_title")
        }
        changes = {getattr(letter, name): value for name, value in told.items() if value}
        content = renamed(letter.content, changes)[:CONTENT]
        title = title_of(told["job_title"], told["company_name"]) or letter.title
        return {"key": self.cleaned_data["key"], "title": title, "content": content, **told}


def renamed(text: str, changes: dict[str, str]) -> str:
    """The text with new names for old ones, all at once and only where they are whole words: "Go" is not in "Going"."""
    known = sorted(filter(None, changes), key=len, reverse=True)
    if not known:
        return text
    names = "|".join(map(re.escape, known))
    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda found: changes[found[0]], text)


class PacketForm(forms.Form):
    """What is bound, in which order: every part sends its token as `part`, those that are taken as `taken` too.

    Those that are taken come first, so that a button moves one past the next that is bound.
    """

    def __init__(
        self, data: QueryDict | None, *, letter: CoverLetter, user: "User", begun: list[str] | None = None
    ) -> None:
        """Without `data` the tokens of `begun` are taken, or what packets.begun_with() says."""
        super().__init__(data)
        self.known = packets.parts_for(letter, user)
        taken = begun or packets.begun_with(letter, user)
        order = [*taken, *self.known]
        if data is not None:
            taken = data.getlist("taken")
            order = [*data.getlist("part"), *taken, *self.known]
        order.sort(key=lambda token: token not in taken)
        self.order = [token for token in dict.fromkeys(order) if token in self.known]
        self.taken = [token for token in self.order if token in taken]

    @property
    def parts(self) -> "list[tuple[Part, bool]]":
        """Every part, and whether it is taken."""
        return [(self.known[token], token in self.taken) for token in self.order]

    @property
    def chosen(self) -> "list[Part]":
        return [self.known[token] for token in self.taken]

    def arrange(self, action: str) -> bool:
        """Move a part as a button says ("up-letter"); False when it says something else."""
        verb, _dash, token = action.partition("-")
        if verb not in ("up", "down") or token not in self.order:
            return False
        at = self.order.index(token)
        self.order.insert(max(0, at + (-1 if verb == "up" else 1)), self.order.pop(at))
        return True

    def clean(self) -> dict[str, Any]:
        if not self.taken:
            raise forms.ValidationError(_("Choose what is bound."), code="nothing")
        if len(self.taken) > packets.MOST:
            raise forms.ValidationError(
                _("A packet has %(most)s parts at most."), params={"most": packets.MOST}, code="many"
            )
        return super().clean() or self.cleaned_data


class EnclosureForm(forms.Form):
    """A PDF of the person's own. `taken` is what became of it, once the form is valid."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("PDF"),
        help_text=_("Up to 5 MB and 30 pages. Scripts and files inside it are left out."),
        widget=forms.FileInput({"accept": "application/pdf"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
            "invalid": _("Choose a file."),
            "missing": _("Choose a file."),
        },
    )
    called = line(_("Name"), help_text=_("Its bookmark in the packet. Without one it is the file’s name."))

    def __init__(
        self, data: QueryDict | None, files: Any = None, *, user: "User | None" = None, refused: bool = False
    ) -> None:
        super().__init__(data, files)
        self.user, self.refused = user, refused
        self.taken: Enclosure | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refused:
            self.errors.pop("file", None)
            self.add_error("file", enclosures.too_large())
        elif self.user and not self.errors:
            try:
                self.taken = enclosures.take(self.user, cleaned["file"], title=cleaned["called"])
            except enclosures.EnclosureError as problem:
                self.add_error("file", str(problem))
        return cleaned
