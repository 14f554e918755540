"""Every URL pattern there is, and what stands for the things in its path."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.contrib import admin
from django.core import signing
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.regex_helper import normalize

from applications import reminders
from applications.models import (
    ApplicationContact,
    ApplicationEvent,
    ApplicationImport,
    ApplicationTask,
    BulkChange,
    InterviewRound,
    RemovedRecord,
    SavedView,
    SentDocument,
)
from applications.models.planner import CalendarFeed
from jobs.models import SavedJob
from letters import printing as letter_printing
from resumes import printing
from resumes.models import ResumeShare
from saaska.tests.sweeps.people import Person

PLANTED = "saaska.tests.sweeps.planted"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
NOBODY = UUID("00000000-0000-4000-8000-000000000000")

# What in a path names a thing of somebody. A pattern with arguments that is neither here, nor in WITHOUT_OBJECT, nor
# a page of the admin about a model in people.py fails the build.
OF_A_PERSON: dict[str, Callable[[Person], dict[str, object]]] = {
    "resumes:edit": lambda person: {"pk": person.resume.pk},
    "resumes:download": lambda person: {"pk": person.resume.pk},
    "resumes:fields": lambda person: {"pk": person.resume.pk},
    "resumes:tailor": lambda person: {"pk": person.resume.pk},
    "resumes:translate": lambda person: {"pk": person.resume.pk},
    "resumes:translation": lambda person: {"pk": person.translation.pk},
    "resumes:changes": lambda person: {"pk": person.tailored.pk},
    "resumes:undo_changes": lambda person: {"pk": person.tailored.pk},
    "resumes:share": lambda person: {"pk": person.resume.pk},
    "resumes:share_code": lambda person: {"pk": person.resume.pk},
    "resumes:unshare": lambda person: {"pk": person.resume.pk},
    "resumes:thumbnail": lambda person: {"pk": person.resume.pk},
    "resumes:starting_point": lambda person: {"pk": person.resume.pk},
    "resumes:archive": lambda person: {"pk": person.resume.pk},
    "resumes:unarchive": lambda person: {"pk": person.resume.pk},
    "resumes:reading": lambda person: {"pk": person.resume.pk},
    "resumes:page": lambda person: {
        "pk": person.resume.pk,
        "key": printing.order(person.resume).key,
        "name": "1",
    },
    "resumes:design": lambda person: {"pk": person.resume.pk},
    "resumes:update_design": lambda person: {"pk": person.resume.pk},
    "resumes:design_page": lambda person: {"pk": person.resume.pk, "number": 1},
    "resumes:photo": lambda person: {"pk": person.resume.pk},
    "resumes:put_photo": lambda person: {"pk": person.resume.pk, "digest": person.photo.digest},
    "resumes:remove_photo": lambda person: {"pk": person.resume.pk},
    "photos:show": lambda person: {
        "digest": person.photo.digest,
        "signature": person.photo.get_absolute_url().rpartition("/")[2].removesuffix(".jpg"),
    },
    "resumes:history": lambda person: {"pk": person.resume.pk},
    "resumes:state": lambda person: {"pk": person.resume.pk, "number": 1},
    "resumes:state_page": lambda person: {"pk": person.resume.pk, "number": 1, "name": "1"},
    "resumes:restore_state": lambda person: {"pk": person.resume.pk, "number": 1},
    "resumes:name_state": lambda person: {"pk": person.resume.pk, "number": 1},
    "resumes:copy_state": lambda person: {"pk": person.resume.pk, "number": 1},
    "resumes:duplicate": lambda person: {"pk": person.resume.pk},
    "resumes:delete": lambda person: {"pk": person.resume.pk},
    "resumes:restore": lambda person: {"pk": person.deleted_resume.pk},
    **{
        f"applications:{name}": lambda person: {"pk": person.application.pk}
        for name in (
            "detail",
            "edit",
            "postings",
            "move",
            "archive",
            "unarchive",
            "delete",
            "restore",
            "freeze",
            "packet",
            "add_round",
            "add_contact",
            "add_task",
            "add_event",
            "offer",
            "delete_offer",
            "notes",
        )
    },
    **{
        f"applications:{act}": lambda person, model=model: {
            "pk": person.application.pk,
            "record_pk": person.row_of(model).pk,
        }
        for act, model in (
            ("edit_round", InterviewRound),
            ("delete_round", InterviewRound),
            ("edit_contact", ApplicationContact),
            ("delete_contact", ApplicationContact),
            ("edit_task", ApplicationTask),
            ("delete_task", ApplicationTask),
            ("tick", ApplicationTask),
            ("edit_event", ApplicationEvent),
            ("delete_event", ApplicationEvent),
        )
    },
    "applications:bring_back": lambda person: {
        "pk": person.application.pk,
        "removed_pk": person.row_of(RemovedRecord).pk,
    },
    "applications:sent": lambda person: {
        "pk": person.application.pk,
        "document_pk": person.row_of(SentDocument).pk,
    },
    "applications:undo_move": lambda person: {
        "pk": person.application.pk,
        "event_pk": person.application.events.order_by("created_at").first().pk,
    },
    "applications:undo_change": lambda person: {"pk": person.row_of(BulkChange).pk},
    "applications:remove_view": lambda person: {"pk": person.row_of(SavedView).pk},
    "applications:event": lambda person: {"kind": "round", "pk": person.row_of(InterviewRound).pk},
    **{
        f"jobs:{name}": lambda person: {"pk": person.row_of(SavedJob).pk}
        for name in (
            *("detail", "edit", "apply", "match", "postings", "archive", "unarchive", "delete", "restore"),
        )
    },
    "applications:import_review": lambda person: {"pk": person.row_of(ApplicationImport).pk},
    "applications:undo_import": lambda person: {"pk": person.row_of(ApplicationImport).pk},
    "jobs:keep_for": lambda person: {"pk": person.application.pk},
    "jobs:import_saved": lambda person: {"pk": import_of_jobs(person)},
    "jobs:undo_import": lambda person: {"pk": import_of_jobs(person)},
    "jobs:terms": lambda person: {"pk": person.row_of(SavedJob).pk, "resume_pk": person.resume.pk},
    "letters:edit": lambda person: {"pk": person.letter.pk},
    "letters:page": lambda person: {
        "pk": person.letter.pk,
        "key": letter_printing.order(person.letter).key,
        "name": "1",
    },
    "letters:design": lambda person: {"pk": person.letter.pk},
    "letters:download": lambda person: {"pk": person.letter.pk},
    "letters:history": lambda person: {"pk": person.letter.pk},
    "letters:state": lambda person: {"pk": person.letter.pk, "number": 1},
    "letters:state_page": lambda person: {"pk": person.letter.pk, "number": 1, "name": "1"},
    "letters:restore_state": lambda person: {"pk": person.letter.pk, "number": 1},
    "letters:name_state": lambda person: {"pk": person.letter.pk, "number": 1},
    "letters:copy_state": lambda person: {"pk": person.letter.pk, "number": 1},
    "letters:thumbnail": lambda person: {"pk": person.letter.pk},
    "letters:archive": lambda person: {"pk": person.letter.pk},
    "letters:unarchive": lambda person: {"pk": person.letter.pk},
    "letters:sender": lambda person: {"pk": person.letter.pk},
    "letters:packet": lambda person: {"pk": person.letter.pk},
    "letters:enclose": lambda person: {"pk": person.letter.pk},
    "letters:enclosure": lambda person: {"pk": person.enclosure.pk},
    "letters:delete_enclosure": lambda person: {"pk": person.enclosure.pk},
    "letters:duplicate": lambda person: {"pk": person.letter.pk},
    "letters:delete": lambda person: {"pk": person.letter.pk},
    "letters:restore": lambda person: {"pk": person.deleted_letter.pk},
    "resumes:import_review": lambda person: {"pk": person.resume_import.pk},
    "resumes:import_into": lambda person: {"pk": person.resume_import.pk},
}
# Links that were mailed: who has one may use it. A stranger knows whose it could be, not the secret in it.
SECRET_LINKS: dict[str, Callable[[Person], dict[str, object]]] = {
    "account_confirm_email": lambda person: {"key": f"{person.address.pk}:1tXyzA:{'x' * 43}"},
    "account_reset_password_from_key": lambda person: {
        "uidb36": person.user.pk.hex,
        "key": "cxyz1-" + "a" * 32,
    },
    "shared:page": lambda _person: {"address": "a" * 20},
    "shared:style": lambda _person: {"address": "a" * 20},
    "applications:unsubscribe": lambda _person: {"signed": "a:b:c"},
    "applications:restore_view": lambda _person: {"signed": "a:b:c"},
    "feed:calendar": lambda _person: {"token": "a" * 64},
    "shared:photo": lambda _person: {"address": "a" * 20},
    "shared:pdf": lambda _person: {"address": "a" * 20},
}
# The same, as whoever was given the link has it.
OPENED: dict[str, Callable[[Person], str]] = {
    **{
        f"shared:{name}": lambda person, file=file: f"{open_share_of(person).get_absolute_url()}{file}"
        for name, file in (
            ("page", ""),
            ("style", "style.css"),
            ("pdf", "resume.pdf"),
        )
    },
    "applications:unsubscribe": lambda person: reverse(
        "applications:unsubscribe", args=[signing.dumps(str(person.user.pk), salt=reminders.SALT)]
    ),
    "feed:calendar": lambda person: person.row_of(CalendarFeed).get_absolute_url(),
}
# Arguments that name nothing of anybody.
WITHOUT_OBJECT: dict[str, dict[str, object]] = {
    "admin:app_list": {"app_label": "accounts"},
    "documents:detail": {"kind": "resume", "slug": "modern-professional"},
    "documents:picture": {"digest": "0" * 32, "name": "thumbnail.webp"},
}
PAGES_OF_ADMIN = ("change", "delete", "history")


def import_of_jobs(person: Person) -> object:
    """Of a table of saved jobs, which is another page's than one of applications."""
    imports = (row for row in person.rows if isinstance(row, ApplicationImport))
    return next(row.pk for row in imports if row.choices.get("kind") == "jobs")


def open_share_of(person: Person) -> ResumeShare:
    """Of a résumé that is public."""
    return next(row for row in person.rows if isinstance(row, ResumeShare) and row.resume.is_public)


@dataclass(frozen=True)
class Place:
    """One URL pattern. `template` is its path with %(argument)s."""

    name: str
    template: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name or 'unnamed'} {self.template}"

    @property
    def in_admin(self) -> bool:
        return self.template.startswith("/admin/")

    def url(self, arguments: dict[str, object]) -> str:
        return self.template % arguments

    def url_for(self, person: Person) -> str:
        """The page about that person's thing; the plain address when the path names nothing."""
        return self.url(self._arguments(person) or {}) if self.arguments else self.template

    def urls_for(self, person: Person) -> list[str]:
        """The page about that person's thing; what a secret opens, with a wrong one and with the right one."""
        opened = OPENED.get(self.name)
        return [self.url_for(person), *([opened(person)] if opened else [])]

    def url_for_nobody(self) -> str:
        """The same address with the id of nothing."""
        return self.url(dict.fromkeys(self.arguments, NOBODY))

    @property
    def names_an_object(self) -> bool:
        return bool(self.arguments) and self.name not in WITHOUT_OBJECT and self.name not in SECRET_LINKS

    def is_classified(self, person: Person) -> bool:
        return not self.arguments or self._arguments(person) is not None

    def _arguments(self, person: Person) -> dict[str, object] | None:
        for table in (OF_A_PERSON, SECRET_LINKS):
            if self.name in table:
                return table[self.name](person)
        return WITHOUT_OBJECT.get(self.name) or self._arguments_in_admin(person)

    def _arguments_in_admin(self, person: Person) -> dict[str, object] | None:
        """`admin:<app>_<model>_change` and its like take the key of a row; the table of rows is people.py."""
        if not self.in_admin:
            return None
        for model in admin.site._registry:
            start = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
            if self.template.startswith(start) and len(self.arguments) == 1:
                row = person.row_of(model)
                return {self.arguments[0]: row.pk} if row else None
        if self.name == "admin:view_on_site":
            return {"content_type_id": person.content_type.pk, "object_id": person.resume.pk}
        return {"url": "nothing"} if self.arguments == ("url",) else None


def places(urlconf: str | None = None) -> list[Place]:
    return list(_places(urlconf or settings.ROOT_URLCONF))


@cache
def _places(urlconf: str) -> list[Place]:
    return list(_walk(get_resolver(urlconf).url_patterns, "", ""))


def planted(*names: str) -> list[Place]:
    """Patterns of planted.py, by name. To be asked for under settings.ROOT_URLCONF = PLANTED."""
    return [place for place in places(PLANTED) if place.name in names]


def _walk(patterns: list[URLPattern | URLResolver], before: str, namespace: str) -> Iterator[Place]:
    for pattern in patterns:
        here = before + pattern.pattern.regex.pattern.removeprefix("^").removesuffix(r"\Z")
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner)
        else:
            template, arguments = normalize(here)[0]
            yield Place(
                f"{namespace}{pattern.name}" if pattern.name else "", f"/{template}", tuple(arguments)
            )
