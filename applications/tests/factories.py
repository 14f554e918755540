"""Test data: only required fields; traits name states."""

from datetime import timedelta
from uuid import uuid4

import factory
from django.utils import timezone

from accounts.tests.factories import UserFactory
from applications.goals import monday_of
from applications.models import (
    ApplicationContact,
    ApplicationEvent,
    ApplicationImport,
    ApplicationImportPart,
    ApplicationTask,
    BulkChange,
    CalendarFeed,
    InterviewRound,
    JobApplication,
    PostingText,
    Reminder,
    ReminderChoices,
    RemovedRecord,
    SavedView,
    SentDocument,
    WeeklyGoal,
)


class JobApplicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JobApplication

    class Params:
        interview = factory.Trait(
            status=JobApplication.Status.INTERVIEW,
            interview_date=factory.LazyFunction(lambda: timezone.now() + timedelta(days=3)),
        )
        offer = factory.Trait(status=JobApplication.Status.OFFER, offer_salary="90000.00")
        rejected = factory.Trait(status=JobApplication.Status.REJECTED)
        hired = factory.Trait(status=JobApplication.Status.HIRED)

    user = factory.SubFactory(UserFactory)
    company = factory.Sequence(lambda n: f"Company {n}")
    position = "Data Engineer"
    date_applied = factory.LazyFunction(timezone.localdate)


class OfApplication(factory.django.DjangoModelFactory):
    """A row about an application belongs to whoever the application belongs to."""

    class Meta:
        abstract = True

    application = factory.SubFactory(JobApplicationFactory)
    user = factory.SelfAttribute("application.user")


class ApplicationEventFactory(OfApplication):
    class Meta:
        model = ApplicationEvent

    kind = ApplicationEvent.Kind.NOTE
    happened_at = factory.LazyFunction(timezone.now)


class InterviewRoundFactory(OfApplication):
    class Meta:
        model = InterviewRound

    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=3))


class ApplicationContactFactory(OfApplication):
    class Meta:
        model = ApplicationContact

    name = "Robin Vale"


class ApplicationTaskFactory(OfApplication):
    class Meta:
        model = ApplicationTask

    title = "Ask how it stands"


class SentDocumentFactory(OfApplication):
    class Meta:
        model = SentDocument

    kind = SentDocument.Kind.RESUME
    title = "Résumé"
    file_name = "resume.pdf"
    content_type = "application/pdf"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    file = factory.LazyAttribute(lambda made: f"sent/{made.user.pk}/{made.sha256}")
    size = 1000
    sent_at = factory.LazyFunction(timezone.now)


class PostingTextFactory(OfApplication):
    class Meta:
        model = PostingText

    text = "We look for a data engineer."


class RemovedRecordFactory(OfApplication):
    class Meta:
        model = RemovedRecord

    kind = RemovedRecord.Kind.TASK
    content = "[]"


class CalendarFeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarFeed

    user = factory.SubFactory(UserFactory)
    sha256 = factory.Sequence(lambda n: f"{n:064x}")


class ReminderChoicesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReminderChoices

    user = factory.SubFactory(UserFactory)


class ReminderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reminder

    user = factory.SubFactory(UserFactory)
    kind = Reminder.Kind.TASK
    about = factory.LazyFunction(uuid4)
    on = factory.LazyFunction(timezone.localdate)


class WeeklyGoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WeeklyGoal

    user = factory.SubFactory(UserFactory)
    monday = factory.LazyFunction(lambda: monday_of(timezone.localdate()))
    applications = 5


class SavedViewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedView

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"View {n}")
    query = "status=Offer"


class BulkChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BulkChange

    user = factory.SubFactory(UserFactory)
    action = BulkChange.Action.ARCHIVE


class ApplicationImportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApplicationImport

    user = factory.SubFactory(UserFactory)
    file_name = "applications.csv"
    data = "Company,Position,Applied on\nHarbour Data,Data engineer,2026-01-31\n"
    choices = factory.LazyFunction(
        lambda: {"columns": ["company", "position", "date_applied"], "twins": "leave", "rows": {}}
    )


class ApplicationImportPartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApplicationImportPart

    user = factory.SubFactory(UserFactory)
    table = factory.SubFactory(ApplicationImportFactory, user=factory.SelfAttribute("..user"))
    number = 1
    data = "[]"
    outcome = factory.LazyFunction(lambda: {"made": [], "merged": [], "report": []})
