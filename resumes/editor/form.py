"""The whole form of a résumé: its own fields, and lists of entries that can be added, moved and removed."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from resumes.editor.entries import Entries, EntryForm, Sections
from resumes.editor.fields import Line, Text
from resumes.editor.kinds import JOB, LINK, PERSON, SECTIONS, SKILL, STUDY
from resumes.models import Resume
from resumes.schema import EDUCATION, IMPORT_CONTENT, SKILL_LIST, WORK_EXPERIENCE, check_size
from saaska.documents import versions
from saaska.documents.choices import design_field
from saaska.documents.schema import PERSONAL_INFO, UNFINISHED

Content = dict[str, Any]

COLUMNS: Final = ("title", "template", "personal_info", "work_experience", "education", "skills", "summary")
PAGE_SIZES = [("", _("As the design has it")), ("a4", _("A4")), ("letter", _("Letter"))]
OWN_PARTS = ("summary", "work", "education", "skills")


def content_of(resume: Resume) -> Content:
    """What the editor edits of a résumé, in its normal form, its sections in the order in which they are printed."""
    return placed_content_of(resume)[0]


def placed_content_of(resume: Resume) -> tuple[Content, list[int]]:
    """The same, and each section's place in what is stored."""
    personal = PERSONAL_INFO.clean(resume.personal_info)
    order, sections = personal["layout"]["order"], personal["sections"]

    def printed_at(place: int) -> int:
        section = sections[place]["id"]
        return order.index(section) if section in order else len(order)

    places = sorted(range(len(sections)), key=printed_at)
    personal["sections"] = [sections[place] for place in places]
    content = {
        "title": resume.title,
        "template": resume.template,
        "personal_info": personal,
        "work_experience": WORK_EXPERIENCE.clean(resume.work_experience),
        "education": EDUCATION.clean(resume.education),
        "skills": SKILL_LIST.clean(resume.skills),
        "summary": resume.summary or personal["summary"],
    }
    return content, places


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

    def settle(self, stored: dict[str, Any]) -> dict[str, str]:
        """As EntryForm's: what is not right stays as it is stored; answers what was typed."""
        wrong = [key for key in self.fields if key in self.errors]
        self.cleaned_data.update({key: stored[key] for key in wrong})
        return {key: str(self[key].value() or "") for key in wrong}

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
        self.stored, places = placed_content_of(resume)
        self.data = data
        self.focus = ""
        self.content: Content = {}
        self.problems: list[Problem] = []
        self.unfinished: dict[str, str] = {}
        personal = self.stored["personal_info"]
        self.value = {**self.stored, "page_size": personal["layout"]["pageSize"]}
        self.details = DetailsForm(data, designs=designs, value=self.value)
        self.person = EntryForm(PERSON, "person", data=data, value=personal)
        self.links = Entries("link", LINK, data=data, stored=personal["links"])
        self.work = Entries("work", JOB, data=data, stored=self.stored["work_experience"])
        self.education = Entries("education", STUDY, data=data, stored=self.stored["education"])
        self.skills = Entries("skill", SKILL, data=data, stored=self.stored["skills"])
        self.sections = Sections(data=data, stored=zip(places, personal["sections"], strict=True))

    @classmethod
    def opened(cls, resume: Resume, *, designs: list[tuple[str, str]]) -> Self:
        """What is stored, and what was typed before into fields that are not right yet."""
        editor = cls(resume, designs=designs)
        if not resume.unfinished:
            return editor
        data = editor.posted_form()
        for name, text in resume.unfinished.items():
            data[name] = text
        editor = cls(resume, designs=designs, data=data)
        editor.settle()
        return editor

    def posted_form(self) -> QueryDict:
        """What a browser posts when it sends the form as it stands."""
        data = QueryDict(mutable=True)
        for _place, form in self.forms:
            for bound in form:
                value = bound.field.prepare_value(bound.value())
                if value is True:
                    data[bound.html_name] = "on"
                elif value not in (False, None):
                    data[bound.html_name] = str(value)
        for entries in self.lists.values():
            data.setlist(f"{entries.name}-entry", [form.token for form in entries.forms])
        for section in self.sections.forms:
            data[f"{section.prefix}-kind"] = section.of
        return data

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
        return self.settle() and not self.problems

    def settle(self) -> bool:
        """Finds out what would be saved: `content`, `problems` and `unfinished`.

        A field that is not right keeps its value, and what was typed there is kept as unfinished. False when the
        résumé as a whole cannot be saved.
        """
        self.problems = [
            Problem(place, str(message), form[key].id_for_label)
            for place, form in self.forms
            for key, messages in form.errors.items()
            for message in messages
        ]
        typed = self._settled()
        try:
            self.unfinished = UNFINISHED.clean(typed)
            self.content = self._content()
        except ValidationError as error:
            self.problems += [Problem("", str(message)) for message in error.messages]
            return False
        return True

    def _settled(self) -> dict[str, str]:
        stored = self.stored
        personal = stored["personal_info"]
        return {
            **self.details.settle(self.value),
            **self.person.settle(personal, "person"),
            **self.links.settle(personal["links"]),
            **self.work.settle(stored["work_experience"]),
            **self.education.settle(stored["education"]),
            **self.skills.settle(stored["skills"]),
            **self.sections.settle(personal["sections"]),
        }

    @property
    def is_changed(self) -> bool:
        """Whether saving would write anything. Once settled."""
        return self.content != self.stored or self.unfinished != self.resume.unfinished

    @property
    def draft(self) -> Resume:
        """The résumé as it is once this is saved."""
        draft = copy.copy(self.resume)
        if self.content and self.content != self.stored:
            for column, value in self.content.items():
                setattr(draft, column, value)
            if draft.template != self.resume.template:
                draft.template_version = versions.NEWEST
        return draft

    @property
    def wrong(self) -> list[BoundField]:
        """The fields that are not right."""
        return [form[key] for _place, form in self.forms for key in form.errors if key in form.fields]

    @property
    def given(self) -> list[tuple[str, str]]:
        """Names of hidden fields and the ids that new entries have once this is saved."""
        content, personal = self.content, self.content["personal_info"]
        return [
            *self.links.given(personal["links"]),
            *self.work.given(content["work_experience"]),
            *self.education.given(content["education"]),
            *self.skills.given(content["skills"]),
            *self.sections.given(personal["sections"]),
        ]

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
