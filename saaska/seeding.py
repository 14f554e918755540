"""The demo account, written into the tables of every app; demo.py holds what it says."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User, UserActivity, UserPreferences
from applications.freezing import freeze
from applications.goals import monday_of
from applications.models import (
    ApplicationContact,
    ApplicationTask,
    InterviewRound,
    JobApplication,
    SentDocument,
    WeeklyGoal,
)
from interviews.models import InterviewSession
from jobs.models import SavedJob
from letters.models import CoverLetter
from resumes.models import Resume
from resumes.schema import EDUCATION, SKILL_LIST, WORK_EXPERIENCE
from saaska import demo
from saaska.db.partitions import maintain_months
from saaska.db.stage_history import happening
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.shapes import Shape

DEMO_EMAIL, DEMO_PASSWORD = "demo@saaska.com", "demo-saaska-2026"  # nosec B105  # printed at every start
STAFF_EMAIL, STAFF_PASSWORD = "staff@example.org", "staff-saaska-2026"  # nosec B105  # only while DEBUG is on
BESIDE_COLUMNS = {
    "key",
    "days",
    "downloads",
    "resume",
    "letter",
    "closes_in",
    "stage",
    "contact",
}  # what demo.py tells that is no column
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
ADDRESS = "203.0.113.24"  # of a block kept for documentation
DAYS_OF_MEMBERSHIP = 360

AnyRow = TypeVar("AnyRow", bound=models.Model)
AnyDocument = TypeVar("AnyDocument", Resume, CoverLetter)


@transaction.atomic
def seed_demo(today: date) -> bool:
    """The demo account and its whole career, dated back from today; False when the account is there already."""
    if User.objects.filter(email=DEMO_EMAIL).exists():
        return False
    maintain_months(since=today.replace(year=today.year - 1, day=1))
    joined_at = demo.moment(today, DAYS_OF_MEMBERSHIP, 14, 12)
    user = account(DEMO_EMAIL, DEMO_PASSWORD, demo.FIRST_NAME, demo.LAST_NAME, created_at=joined_at)
    preferences(user)
    resumes = documents(Resume, demo.resumes(today), user=user, today=today)
    letters = documents(CoverLetter, demo.letters(), user=user, today=today)
    sent = applications(user, today, resumes, letters)
    made: dict[str, Iterable[Any]] = {
        "resume": resumes.values(),
        "cover_letter": letters.values(),
        "application": sent,
        "saved_job": saved_jobs(user, today, sent),
        "interview": interview_sessions(user, today),
    }
    done = [
        activity(user, "create", feature, row.created_at, **named(feature, row))
        for feature, rows in made.items()
        for row in rows
    ]
    done += downloads(user, "resume", demo.resumes(today), resumes, today)
    done += downloads(user, "cover_letter", demo.letters(), letters, today)
    record(user, done)
    return True


def freeze_what_was_sent() -> None:
    """The résumé and letter of an application, printed as on the day it was sent: the slow part of the demo account."""
    application = JobApplication.objects.get(user__email=DEMO_EMAIL, company=demo.FROZEN)
    kinds = {SentDocument.Kind.RESUME: application.resume, SentDocument.Kind.LETTER: application.cover_letter}
    for kind, document in kinds.items():
        freeze(application, kind, document, sent_at=application.created_at)


@transaction.atomic
def seed_staff() -> bool:
    """A staff account for development; False when it is there already."""
    if User.objects.filter(email=STAFF_EMAIL).exists():
        return False
    now = timezone.now()
    account(STAFF_EMAIL, STAFF_PASSWORD, "Robin", "Vale", created_at=now, is_staff=True, is_superuser=True)
    return True


def insert(row: AnyRow) -> AnyRow:
    """Writes a row as it is, checked by its shapes; save() would date it today (auto_now_add)."""
    row.clean_fields()
    row.save_base(raw=True, force_insert=True)
    return row


def columns(told: demo.Row) -> demo.Row:
    return {name: value for name, value in told.items() if name not in BESIDE_COLUMNS}


def account(email: str, password: str, first_name: str, last_name: str, **fields: Any) -> User:
    """A person who can log in at once: the address counts as verified."""
    user = User(email=email, first_name=first_name, last_name=last_name, email_verified=True, **fields)
    user.updated_at = user.created_at
    user.set_password(password)
    insert(user)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def preferences(user: User) -> UserPreferences:
    return insert(
        UserPreferences(
            user=user,
            theme=UserPreferences.Theme.SYSTEM,
            timezone="America/Chicago",
            privacy_level=UserPreferences.Privacy.CONTACTS,
            created_at=user.created_at,
            updated_at=user.created_at,
        )
    )


def documents(
    kind: type[AnyDocument], told: list[demo.Row], *, user: User, today: date
) -> dict[str, AnyDocument]:
    """Résumés or letters by their key, downloaded on each of the days that demo.py lists."""

    def write(row: demo.Row) -> AnyDocument:
        last_downloaded_at = max(download_times(row, today))
        return insert(
            kind(
                user=user,
                download_count=len(row["downloads"]),
                last_downloaded_at=last_downloaded_at,
                created_at=demo.moment(today, row["days"], 16, 5),
                updated_at=last_downloaded_at - timedelta(minutes=11),
                **normal(columns(row)),
            )
        )

    return {row["key"]: write(row) for row in told}


def normal(told: demo.Row) -> demo.Row:
    """As an editor stores it: the first word that somebody changes is the only change their history shows."""
    shapes: dict[str, Shape[Any]] = {
        "personal_info": PERSONAL_INFO,
        "work_experience": WORK_EXPERIENCE,
        "education": EDUCATION,
        "skills": SKILL_LIST,
    }
    return {name: shapes[name].clean(value) if name in shapes else value for name, value in told.items()}


def download_times(told: demo.Row, today: date) -> list[datetime]:
    return [demo.moment(today, days, 17, 40) for days in told["downloads"]]


def applications(
    user: User, today: date, resumes: dict[str, Resume], letters: dict[str, CoverLetter]
) -> list[JobApplication]:
    def send(row: demo.Row) -> JobApplication:
        applied_at = demo.moment(today, row["days"], 18, row["days"] % 60)
        interview_at = row.get("interview_date")
        application = insert(
            JobApplication(
                user=user,
                date_applied=applied_at.date(),
                resume=resumes[row.get("resume", demo.RESUME_SENT)],
                cover_letter=letters[row["letter"]] if "letter" in row else None,
                created_at=applied_at,
                updated_at=interview_at if interview_at and interview_at < timezone.now() else applied_at,
                **{**columns(row), "status": JobApplication.Status.APPLIED},
            )
        )
        for status, at in steps(row["status"], applied_at, interview_at):
            move(application, status, at, row.get("stage", "") if status == row["status"] else "")
        if "contact" in row:
            name, role, email = row["contact"]
            insert(ApplicationContact(user=user, application=application, name=name, role=role, email=email))
        if interview_at:
            insert(interview_round(application, interview_at))
        return application

    sent = [send(row) for row in demo.applications(today)]
    for title, days, position in demo.tasks():
        due_on = today + timedelta(days=days)
        insert(ApplicationTask(user=user, application=sent[position], title=title, due_on=due_on))
    since = monday_of(today - timedelta(days=DAYS_OF_MEMBERSHIP))
    insert(WeeklyGoal(user=user, monday=since, applications=demo.GOAL))
    return sent


def steps(status: str, applied_at: datetime, interview_at: datetime | None) -> list[tuple[str, datetime]]:
    """The way from Applied to a status: invited some days before the interview, answered some days after it."""
    now = timezone.now()
    way = []
    if interview_at:
        way.append(("Interview", max(interview_at - timedelta(days=6), applied_at + timedelta(days=1))))
    elif status == "Interview":
        way.append((status, applied_at + timedelta(days=4)))
    answers = {"Offer": ["Offer"], "Hired": ["Offer", "Hired"], "Rejected": ["Rejected"]}.get(status, [])
    last = interview_at or applied_at
    for number, answer in enumerate(answers, start=1):
        way.append((answer, last + timedelta(days=number * (3 + applied_at.day % 5))))
    return [(step, min(at, now)) for step, at in way]


def move(application: JobApplication, status: str, at: datetime, stage: str = "") -> None:
    with happening(at):
        application.rows().update(status=status, stage=stage)
    application.status, application.stage = status, stage


def interview_round(application: JobApplication, at: datetime) -> InterviewRound:
    result = InterviewRound.Result.OPEN
    if at < timezone.now():
        came_further = application.status in ("Offer", "Hired")
        result = InterviewRound.Result.PASSED if came_further else InterviewRound.Result.OPEN
        result = InterviewRound.Result.FAILED if application.status == "Rejected" else result
    return InterviewRound(
        user_id=application.user_id,
        application=application,
        kind=InterviewRound.Kind.VIDEO,
        starts_at=at,
        result=result,
        created_at=application.created_at,
        updated_at=application.created_at,
    )


def saved_jobs(user: User, today: date, sent: list[JobApplication]) -> list[SavedJob]:
    became = {(application.company, application.position): application for application in sent}

    def keep(row: demo.Row) -> SavedJob:
        kept_at = demo.moment(today, row["days"], 12, 25)
        job = SavedJob(user=user, created_at=kept_at, updated_at=kept_at, **columns(row))
        if "closes_in" in row:
            job.closes_on = today + timedelta(days=row["closes_in"])
        if job.applied:
            job.application = became[job.company, job.position]
        return insert(job)

    return [keep(row) for row in demo.saved_jobs()]


def interview_sessions(user: User, today: date) -> list[InterviewSession]:
    def practise(row: demo.Row) -> InterviewSession:
        begun_at = demo.moment(today, row["days"], 20)
        finished_at = begun_at + timedelta(seconds=row["duration"]) if "duration" in row else None
        return insert(
            InterviewSession(
                user=user,
                created_at=begun_at,
                completed_at=finished_at,
                completed=finished_at is not None,
                **columns(row),
            )
        )

    return [practise(row) for row in demo.interview_sessions()]


def downloads(
    user: User,
    feature: str,
    told: list[demo.Row],
    made: dict[str, AnyDocument],
    today: date,
) -> list[UserActivity]:
    return [
        activity(user, "download", feature, at, **named(feature, made[row["key"]]), format="pdf")
        for row in told
        for at in download_times(row, today)
    ]


def named(feature: str, row: models.Model) -> dict[str, str]:
    """As the product's own activities name a thing."""
    return {"letter" if feature == "cover_letter" else feature: str(row.pk)}


def activity(user: User, type: str, feature: str, at: datetime, **details: str) -> UserActivity:
    return UserActivity(
        user=user,
        type=type,
        feature=feature,
        timestamp=at,
        details=details,
        ip_address=ADDRESS,
        user_agent=BROWSER,
    )


def record(user: User, done: list[UserActivity]) -> None:
    """The trace of somebody who did these things: a sign-up first, a login and a logout around each day."""
    insert(activity(user, "signup", "account", user.created_at))
    in_order = sorted(done, key=attrgetter("timestamp"))
    for _day, of_a_day in groupby(in_order, key=lambda one: one.timestamp.date()):
        acts = list(of_a_day)
        user.last_login = acts[0].timestamp - timedelta(minutes=4)
        insert(activity(user, "login", "account", user.last_login))
        for act in acts:
            insert(act)
        insert(activity(user, "logout", "account", acts[-1].timestamp + timedelta(minutes=6)))
    user.save(update_fields=["last_login"])
