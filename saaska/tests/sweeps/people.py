"""Two people who have one of everything: Ada asks, Berta must stay untouched and unseen."""

import hashlib
import io
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pypdf
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserActivityFactory, UserFactory
from applications import records
from applications.models import JobApplication
from applications.models.planner import digest, token_of
from applications.tests.factories import (
    ApplicationContactFactory,
    ApplicationEventFactory,
    ApplicationImportFactory,
    ApplicationImportPartFactory,
    ApplicationTaskFactory,
    BulkChangeFactory,
    CalendarFeedFactory,
    InterviewRoundFactory,
    JobApplicationFactory,
    PostingTextFactory,
    ReminderChoicesFactory,
    ReminderFactory,
    RemovedRecordFactory,
    SavedViewFactory,
    SentDocumentFactory,
    WeeklyGoalFactory,
)
from billing.tests.factories import SubscriptionFactory
from interviews.tests.factories import InterviewSessionFactory
from jobs.tests.factories import SavedJobFactory, SavedPostingFactory
from letters.models import CoverLetter, Enclosure
from letters.tests.factories import CoverLetterFactory, EnclosureFactory
from resumes import importers
from resumes.models import Resume, ResumeImport
from resumes.tests.factories import (
    ResumeCopyFactory,
    ResumeFactory,
    ResumeImportFactory,
    ResumeShareDayFactory,
    ResumeShareFactory,
)
from saaska import files
from saaska.db.models import AuditEntry
from saaska.documents import versions
from saaska.documents.models import Photo
from saaska.documents.tests.factories import PhotoFactory, TemplateFactory

CANARY = "bertacanary"
TEXT = (models.CharField, models.TextField)


@dataclass
class Person:
    """A person and their rows, one a table at least (a test holds that no table of people is forgotten)."""

    user: User
    resume: Resume
    deleted_resume: Resume
    resume_import: ResumeImport
    photo: Photo
    address: EmailAddress
    application: JobApplication
    letter: CoverLetter
    deleted_letter: CoverLetter
    enclosure: Enclosure
    tailored: Resume
    translation: Resume
    rows: list[models.Model] = field(default_factory=list)

    password = PASSWORD

    def row_of(self, model: type[models.Model]) -> models.Model | None:
        """One of the person's rows of that model; of a model without people's rows, any row."""
        return (
            next((row for row in self.rows if isinstance(row, model)), None) or model._default_manager.first()
        )

    @property
    def content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(Resume)

    @property
    def ids(self) -> dict[str, object]:
        """The key of one row of each kind, by the kind's name."""
        return {row._meta.model_name or "": row.pk for row in reversed(self.rows)}


def a_person(word: str, **columns: Any) -> Person:
    """Somebody whose every free text says `word`, or as much of it as there is room for."""
    address = {"email": f"{word}@example.org"} if word.isalpha() else {}
    short = word[:100]
    user = UserFactory(first_name=short, last_name=short, **address, **columns)
    resume = ResumeFactory(user=user, full=True)
    resume.personal_info |= {"firstName": short, "summary": word}
    deleted = ResumeFactory(user=user, deleted=True)
    found = ResumeImportFactory(user=user, **an_import(word))
    photo = PhotoFactory(user=user)
    resume.personal_info |= {"photo": photo.digest}
    address = EmailAddress.objects.get(user=user)
    about_user = {
        "user": user,
        "content_type": ContentType.objects.get_for_model(Resume),
        "object_id": resume.pk,
    }
    application = JobApplicationFactory(user=user, notes=word, resume=resume)
    letter = CoverLetterFactory(user=user, company_name=short)
    deleted_letter = CoverLetterFactory(user=user, deleted=True)
    enclosure = EnclosureFactory(user=user)
    files.keep(enclosure.key, file := a_pdf())
    sent = SentDocumentFactory(application=application, sha256=hashlib.sha256(file).hexdigest())
    files.keep(sent.file, file)
    tie = ResumeCopyFactory(user=user, source=resume)
    translation = ResumeCopyFactory(user=user, source=resume, is_translation=True)
    rows = [
        user,
        user.preferences,
        UserActivityFactory(user=user),
        resume,
        deleted,
        found,
        photo,
        letter,
        deleted_letter,
        share := ResumeShareFactory(user=user, resume=resume),
        ResumeShareDayFactory(user=user, share=share),
        opened := ResumeShareFactory(user=user),  # the one above is of a résumé that is not public
        opened.resume,
        enclosure,
        tie.resume,
        tie,
        translation.resume,
        translation,
        application,
        ApplicationEventFactory(application=application),
        InterviewRoundFactory(application=application),
        ApplicationContactFactory(application=application),
        ApplicationTaskFactory(application=application),
        sent,
        ApplicationImportFactory(user=user),
        ApplicationImportFactory(user=user, choices={"kind": "jobs"}),
        ApplicationImportPartFactory(
            user=user,
            table__started_at=timezone.now(),
            table__imported_at=timezone.now(),
            table__data="",
        ),
        CalendarFeedFactory(user=user, seed=(seed := uuid4()), sha256=digest(token_of(seed))),
        ReminderChoicesFactory(user=user),
        ReminderFactory(user=user),
        WeeklyGoalFactory(user=user),
        SavedViewFactory(user=user),
        BulkChangeFactory(user=user),
        PostingTextFactory(application=application),
        RemovedRecordFactory(application=application, content=a_removed_task(application, short)),
        job := SavedJobFactory(user=user, notes=word),
        SavedPostingFactory(saved_job=job),
        InterviewSessionFactory(user=user),
        SubscriptionFactory(user=user),
        address,
        a_session(user),
        LogEntry.objects.create(**about_user, object_repr=short, action_flag=CHANGE, change_message=word),
    ]
    for row in rows:
        _speak(row, word)
    for states in (resume.states, letter.states):
        state = states.latest("number")
        _speak(state, word)
        rows.append(state)
    user.groups.add(Group.objects.create(name=short))
    user.user_permissions.add(Permission.objects.first())
    rows.append(AuditEntry.objects.filter(user=user).first())
    return Person(
        user,
        resume,
        deleted,
        found,
        photo,
        address,
        application,
        letter,
        deleted_letter,
        enclosure,
        tie.resume,
        translation.resume,
        rows,
    )


def a_removed_task(application: JobApplication, word: str) -> str:
    """What is kept of a task that was removed."""
    now = timezone.now()
    task = ApplicationTaskFactory.build(application=application, title=word, created_at=now, updated_at=now)
    return records.told(task)


def a_pdf() -> bytes:
    """One empty page."""
    document, written = pypdf.PdfWriter(), io.BytesIO()
    document.add_blank_page(595, 842)
    document.write(written)
    return written.getvalue()


def an_import(word: str) -> dict[str, Any]:
    """The columns of an import of a small file."""
    file = json.dumps(
        {"basics": {"name": f"Ann {word}", "summary": word}, "work": [{"name": word, "mood": word}]}
    )
    found = importers.read(file.encode(), file_name="resume.json")
    return {"content": found.as_content(), "report": found.report.as_json()}


def a_session(user: User) -> UserSession:
    ends = timezone.now() + timedelta(days=1)
    Session.objects.create(session_key=f"of-{user.pk.hex}"[:40], session_data="", expire_date=ends)
    return UserSession.objects.create(
        user=user, session_key=f"of-{user.pk.hex}"[:40], ip="203.0.113.9", user_agent=user.first_name
    )


def _speak(row: models.Model, word: str) -> None:
    """Puts the word into every text of the row that may hold any text."""
    told = {}
    for column in row._meta.concrete_fields:
        free = isinstance(column, TEXT) and not column.choices and not column.unique
        if free and column.name not in KEPT and not isinstance(column, models.EmailField):
            told[column.name] = f"{word} {column.name}"[: column.max_length]
    if isinstance(row, AuditEntry) or not told:
        return
    for name, value in told.items():
        setattr(row, name, value)
    row.save()


# Texts that mean something: a design, a language, a currency, a key.
KEPT = (
    "content",
    *("password", "template", "language", "timezone", "offer_currency", "salary_currency", "session_key"),
    "password_hash",
    "data",
    *(
        "file",
        "format",
        "type",
        "object_id",
        "url",
        "stripe_subscription_id",
        "profile_picture_url",
        "digest",
        "sha256",
    ),
)


def tables() -> list[str]:
    """Every table of ours, partitions apart."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
            " and relkind in ('r', 'p') and not relispartition order by 1"
        )
        return [name for (name,) in cursor.fetchall()]


def things_of_nobody() -> None:
    """A row of each kind that belongs to no person and that the admin shows."""
    app.configure_task("saaska.tests.nothing", allow_unknown=True).defer()
    for slug in ("modern-professional", "classic-elegant"):
        versions.publish(TemplateFactory(slug=slug, name=slug))
        TemplateFactory(slug=slug, name=f"{slug} letter", letter=True)
