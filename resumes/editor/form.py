"""The whole form of a résumé: its own fields, and lists of entries that can be added, moved and removed."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from resumes.advice import Place
from resumes.editor.entries import Entries, Sections
from resumes.editor.kinds import JOB, SECTIONS, SKILL, STUDY
from resumes.models import Resume
from resumes.schema import EDUCATION, IMPORT_CONTENT, SKILL_LIST, WORK_EXPERIENCE, check_size
from saaska.documents import designs, photos
from saaska.documents.choices import Designs, design_field
from saaska.documents.editor import form as shared
from saaska.documents.editor.fields import Text
from saaska.documents.editor.form import Content
from saaska.documents.editor.kinds import LINK
from saaska.documents.models import Photo
from saaska.documents.schema import PERSONAL_INFO

COLUMNS: Final = ("title", "template", "personal_info", "work_experience", "education", "skills", "summary")
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


class DetailsForm(shared.DetailsForm):
    shape = IMPORT_CONTENT
    untitled = _("Give the résumé a title.")

    summary = Text(_("Summary"), _("Two or three sentences. What should a reader remember?"))
    template = design_field("resume")


class Editor(shared.Editor[Resume]):
    details_form = DetailsForm

    def __init__(self, resume: Resume, *, designs: Designs, data: QueryDict | None = None) -> None:
        self.places: list[int] = []
        super().__init__(resume, designs=designs, data=data)
        personal = self.stored["personal_info"]
        self.links = Entries("link", LINK, data=data, stored=personal["links"])
        self.work = Entries("work", JOB, data=data, stored=self.stored["work_experience"])
        self.education = Entries("education", STUDY, data=data, stored=self.stored["education"])
        self.skills = Entries("skill", SKILL, data=data, stored=self.stored["skills"])
        placed = zip(self.places, personal["sections"], strict=True)
        self.sections = Sections(data=data, stored=placed)

    def stored_content(self) -> Content:
        content, self.places = placed_content_of(self.document)
        return content

    def posted_form(self) -> QueryDict:
        data = super().posted_form()
        for entries in self.lists.values():
            data.setlist(f"{entries.name}-entry", [form.token for form in entries.forms])
        for section in self.sections.forms:
            data[f"{section.prefix}-kind"] = section.of
        return data

    def rebased(self, content: Content) -> QueryDict:
        personal = content["personal_info"]
        order = arranged(personal["layout"]["order"], [section["id"] for section in personal["sections"]])
        personal = {**personal, "layout": {**personal["layout"], "order": order}}
        data = super().rebased({**content, "personal_info": personal})
        data["photo"] = personal["photo"]
        return data

    @cached_property
    def photo(self) -> Photo | None:
        """What the page shows."""
        return photos.known(self.document.user_id, self.digest)

    @cached_property
    def digest(self) -> str:
        """The photo: the posted one if it is one of theirs, "" for none, else the one that is stored."""
        stored: str = self.stored["personal_info"]["photo"]
        posted = self.posted("photo") if self.data is not None and "photo" in self.data else stored
        if posted in ("", stored) or photos.known(self.document.user_id, posted):
            return posted
        return stored

    @property
    def hides_photo(self) -> bool:
        return not self.stored["personal_info"]["layout"]["showPhoto"]

    @property
    def designs_with_photo(self) -> list[str]:
        choices = self.details.fields["template"].choices  # type: ignore[attr-defined]  # it is a ChoiceField
        return [name for slug, name in choices if slug in designs.with_photo("resume")]

    @property
    def section_kinds(self) -> list[tuple[str, str]]:
        return [(of, str(label)) for of, (label, _icon, _kind) in SECTIONS.items()]

    @property
    def lists(self) -> dict[str, Entries]:
        """Every list of entries by its name."""
        own = (self.links, self.work, self.education, self.skills, self.sections)
        return {entries.name: entries for entries in (*own, *(form.items for form in self.sections.forms))}

    @property
    def forms(self) -> Iterator[tuple[str, forms.Form]]:
        yield from super().forms
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
            elif verb == "again":
                self.focus = f"{name}-{self.lists[name].add_like(token)}"
            elif verb == "remove":
                self.focus = f"{name}-{self.lists[name].remove(token)}"
            elif verb in ("up", "down"):
                self.focus = f"{name}-{self.lists[name].move(token, -1 if verb == 'up' else 1)}"
            else:
                return False
        except LookupError:
            return False
        return True

    def control(self, place: Place) -> str:
        """The id of the control at a place of the content; of the entry, or its part, when no field is meant."""
        if place.part == "person":
            return str(self.person[place.key].id_for_label)
        if place.part == "details":
            return str(self.details[place.key].id_for_label)
        if place.number < 0:
            return f"part-{place.part}"
        entries = self.lists.get(place.part)
        forms = (entries.filled if self.content else entries.forms) if entries else []
        if place.number >= len(forms):  # what is stored has more entries than the page as it was typed
            return f"part-{place.part}"
        return str(forms[place.number][place.key].id_for_label)

    def posted(self, name: str) -> str:
        return str(self.data.get(name, "")) if self.data is not None else ""

    def _as_typed(self) -> None:
        typed = {key: self.details[key].value() for key in self.details.fields}
        designs = list(self.details.fields["template"].choices)  # type: ignore[attr-defined]  # a ChoiceField
        self.details = DetailsForm(None, designs=designs, value=typed)
        self.person = self.person.as_typed()
        for name in ("links", "work", "education", "skills", "sections"):
            setattr(self, name, getattr(self, name).as_typed())

    def settled(self) -> dict[str, str]:
        stored = self.stored
        personal = stored["personal_info"]
        return {
            **super().settled(),
            **self.links.settle(personal["links"]),
            **self.work.settle(stored["work_experience"]),
            **self.education.settle(stored["education"]),
            **self.skills.settle(stored["skills"]),
            **self.sections.settle(personal["sections"]),
        }

    @property
    def given(self) -> list[tuple[str, str]]:
        content, personal = self.content, self.content["personal_info"]
        return [
            *self.links.given(personal["links"]),
            *self.work.given(content["work_experience"]),
            *self.education.given(content["education"]),
            *self.skills.given(content["skills"]),
            *self.sections.given(personal["sections"]),
        ]

    def settled_content(self) -> Content:
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
            "photo": self.digest,
            "summary": details["summary"] if stored["summary"] else "",
            "links": self.links.cleaned(),
            "sections": sections,
            "layout": {**self.layout(), "order": order},
        }


def arranged(order: list[str], sections: list[str]) -> list[str]:
    """A layout's order with its sections in this one; the own parts keep their places, new sections come last."""
    known = [section for section in sections if section in order]
    in_turn = iter(known)
    parts = dict.fromkeys(part for part in order if part in OWN_PARTS or part in known)
    return [next(in_turn) if part in known else part for part in parts]
