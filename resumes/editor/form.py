"""The whole form of a résumé: its own fields, and lists of entries that can be added, moved and removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from resumes.editor.entries import Entries, EntryForm, Sections
from resumes.editor.fields import Line, Text
from resumes.editor.kinds import JOB, LINK, PERSON, SECTIONS, SKILL, STUDY
from resumes.models import Resume
from resumes.schema import EDUCATION, IMPORT_CONTENT, SKILL_LIST, WORK_EXPERIENCE, check_size
from saaska.documents.choices import design_field
from saaska.documents.schema import PERSONAL_INFO

Content = dict[str, Any]

COLUMNS: Final = ("title", "template", "personal_info", "work_experience", "education", "skills", "summary")
PAGE_SIZES = [("", _("As the design has it")), ("a4", _("A4")), ("letter", _("Letter"))]
OWN_PARTS = ("summary", "work", "education", "skills")


def content_of(resume: Resume) -> Content:
    """What the editor edits of a résumé, in its normal form, its sections in the order in which they are printed."""
    personal = PERSONAL_INFO.clean(resume.personal_info)
    order = personal["layout"]["order"]
    personal["sections"].sort(
        key=lambda section: order.index(section["id"]) if section["id"] in order else len(order)
    )
    return {
        "title": resume.title,
        "template": resume.template,
        "personal_info": personal,
        "work_experience": WORK_EXPERIENCE.clean(resume.work_experience),
        "education": EDUCATION.clean(resume.education),
        "skills": SKILL_LIST.clean(resume.skills),
        "summary": resume.summary or personal["summary"],
    }


class DetailsForm(forms.Form):
    """What is asked of the résumé as a whole."""

    use_required_attribute = False

    title = Line(_("Title"), _("For your own list; it is not printed."))
    summary = Text(_("Summary"), _("Two or three sentences. What should a reader remember?"))
    template = design_field("resume")
    page_size = forms.ChoiceField(label=_("Paper"), choices=PAGE_SIZES, required=False)

    def __init__(
        self, data: QueryDict | None, *, designs: list[tuple[str, str]], value: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=value)
        for key in ("title", "summary"):
            self.fields[key].of(IMPORT_CONTENT, key, {})  # type: ignore[attr-defined]  # both are a KeyField
        self.fields["template"].choices = designs  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["title"].required = True

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if not title:
            raise ValidationError(_("Give the résumé a title."), code="required")
        return title


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, and the id of the control that it is about ("" for the résumé as a whole)."""

    place: str
    message: str
    control: str = ""


class Editor:
    """A résumé in fields. Bound to `data` it shows what was typed; `content` is what would be saved."""

    def __init__(
        self, resume: Resume, *, designs: list[tuple[str, str]], data: QueryDict | None = None
    ) -> None:
        self.resume = resume
        self.stored = content_of(resume)
        self.data = data
        self.focus = ""
        self.content: Content = {}
        self.problems: list[Problem] = []
        personal = self.stored["personal_info"]
        value = {**self.stored, "page_size": personal["layout"]["pageSize"]}
        self.details = DetailsForm(data, designs=designs, value=value)
        self.person = EntryForm(PERSON, "person", data=data, value=personal)
        self.links = Entries("link", LINK, data=data, stored=personal["links"])
        self.work = Entries("work", JOB, data=data, stored=self.stored["work_experience"])
        self.education = Entries("education", STUDY, data=data, stored=self.stored["education"])
        self.skills = Entries("skill", SKILL, data=data, stored=self.stored["skills"])
        self.sections = Sections(data=data, stored=personal["sections"])

    @property
    def shows_all(self) -> bool:
        """Whether every part is open: whoever just sent something finds it again."""
        return self.data is not None

    @property
    def section_kinds(self) -> list[tuple[str, str]]:
        return [(of, str(label)) for of, (label, _icon, _kind) in SECTIONS.items()]

    @property
    def lists(self) -> dict[str, Entries]:
        """Every list of entries by its name."""
        own = (self.links, self.work, self.education, self.skills, self.sections)
        return {entries.name: entries for entries in (*own, *(form.items for form in self.sections.forms))}

    @property
    def forms(self) -> "Iterator[tuple[str, forms.Form]]":
        """Every form with the name of its place."""
        yield "", self.details
        yield "", self.person
        for entries in self.lists.values():
            for form in entries.forms:
                yield form.called or str(form.kind.new), form

    @property
    def categories(self) -> list[str]:
        """The categories of the skills, to choose from."""
        return sorted({skill["category"] for skill in self.stored["skills"] if skill["category"]})

    def perform(self, action: str) -> bool:
        """Change the lists as a button says ("add-work", "up-work-2"), judging nothing. False when none does."""
        verb, _dash, where = action.partition("-")
        name, _dash, token = where.rpartition("-")
        self._as_typed()
        try:
            if action == "add-section":
                self.focus = f"section-{self.sections.begin(self.posted('new-section'))}"
            elif verb == "add":
                self.focus = f"{where}-{self.lists[where].add()}"
            elif verb == "remove":
                self.focus = f"{name}-{self.lists[name].remove(token)}"
            elif verb in ("up", "down"):
                self.focus = f"{name}-{self.lists[name].move(token, -1 if verb == 'up' else 1)}"
            else:
                return False
        except LookupError:
            return False
        return True

    def posted(self, name: str) -> str:
        return str(self.data.get(name, "")) if self.data is not None else ""

    def _as_typed(self) -> None:
        typed = {key: self.details[key].value() for key in self.details.fields}
        designs = list(self.details.fields["template"].choices)  # type: ignore[attr-defined]  # a ChoiceField
        self.details = DetailsForm(None, designs=designs, value=typed)
        self.person = self.person.as_typed()
        for name in ("links", "work", "education", "skills", "sections"):
            setattr(self, name, getattr(self, name).as_typed())

    def is_valid(self) -> bool:
        self.problems = [
            Problem(place, str(message), form[key].id_for_label)
            for place, form in self.forms
            for key, messages in form.errors.items()
            for message in messages
        ]
        if not self.problems:
            try:
                self.content = self._content()
            except ValidationError as error:
                self.problems = [Problem("", str(message)) for message in error.messages]
        return not self.problems

    def _content(self) -> Content:
        details = self.details.cleaned_data
        content: Content = {
            "title": details["title"],
            "template": details["template"],
            "personal_info": PERSONAL_INFO.clean(self._personal_info()),
            "work_experience": WORK_EXPERIENCE.clean(self.work.cleaned()),
            "education": EDUCATION.clean(self.education.cleaned()),
            "skills": SKILL_LIST.clean(self.skills.cleaned()),
            "summary": details["summary"],
        }
        check_size(*(content[column] for column in COLUMNS[2:]))
        return content

    def _personal_info(self) -> dict[str, Any]:
        """The stored one with what the form asks for; what it does not ask for stays."""
        stored, details = self.stored["personal_info"], self.details.cleaned_data
        sections = self.sections.cleaned()
        order = arranged(stored["layout"]["order"], [section["id"] for section in sections])
        return {
            **stored,
            **self.person.cleaned_data,
            "summary": details["summary"] if stored["summary"] else "",
            "links": self.links.cleaned(),
            "sections": sections,
            "layout": {**stored["layout"], "pageSize": details["page_size"], "order": order},
        }


def arranged(order: list[str], sections: list[str]) -> list[str]:
    """A layout's order with its sections in this one; the own parts keep their places, new sections come last."""
    known = [section for section in sections if section in order]
    in_turn = iter(known)
    parts = dict.fromkeys(part for part in order if part in OWN_PARTS or part in known)
    return [next(in_turn) if part in known else part for part in parts]
