"""Reminders: due at 8 o'clock where the person is, mailed once whatever dies, ended by one click."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.core import mail as outgoing
from django.db import connection
from django.test import Client
from freezegun import freeze_time

from accounts.tests.factories import UserFactory, UserPreferencesFactory
from applications import reminders
from applications.models import Reminder, ReminderChoices
from applications.models.application import SILENT
from applications.tasks import find_reminders, remind
from applications.tests.factories import (
    ApplicationTaskFactory,
    InterviewRoundFactory,
    JobApplicationFactory,
)
from saaska.db import reminders as taking
from saaska.db.scope import scope

pytestmark = pytest.mark.django_db
PAGE = "/applications/reminders/"


def at(*numbers):
    return datetime(*numbers, tzinfo=UTC)


@pytest.fixture
def berlin(ada):
    UserPreferencesFactory(user=ada, timezone="Europe/Berlin")
    return ada


def taken(moment):
    taking.take(moment)
    return sorted(Reminder.objects.values_list("kind", flat=True))


class TestTake:
    @pytest.mark.parametrize(
        ("eight", "day"),
        [
            (at(2026, 3, 27, 7), date(2026, 3, 27)),  # UTC+1
            (at(2026, 3, 29, 6), date(2026, 3, 29)),  # the clocks went forward in the night
            (at(2026, 10, 24, 6), date(2026, 10, 24)),  # UTC+2
            (at(2026, 10, 25, 7), date(2026, 10, 25)),  # and back
        ],
    )
    def test_eight_oclock_is_the_persons(self, berlin, eight, day):
        ApplicationTaskFactory(application__user=berlin, application__status="Hired", due_on=day)

        before = taken(eight.replace(hour=eight.hour - 1, minute=59))

        assert before == []
        assert taken(eight) == ["task"]

    @pytest.mark.parametrize("starts", [at(2026, 10, 24, 22, 30), at(2026, 10, 25, 22, 30)])
    def test_tomorrow_has_25_hours_at_the_end_of_summer(self, berlin, starts):
        InterviewRoundFactory(application__user=berlin, starts_at=starts)

        assert taken(at(2026, 10, 24, 6)) == ["round"]

    def test_each_kind_is_taken_once(self, ada):
        offer = JobApplicationFactory(user=ada, offer=True, offer_deadline=date(2026, 11, 25))
        InterviewRoundFactory(application=offer, starts_at=at(2026, 11, 24, 15))
        ApplicationTaskFactory(application=offer, due_on=date(2026, 11, 23))
        JobApplicationFactory(user=ada, interview=True, interview_date=at(2026, 11, 24, 9))
        silent = JobApplicationFactory(user=ada, date_applied=date(2026, 11, 1))
        silent.rows().update(last_contact_on=date(2026, 11, 16))
        ReminderChoices.objects.create(user=ada, weekly=True)

        first = taken(at(2026, 11, 23, 8))

        assert first == ["follow-up", "interview", "offer", "round", "task", "weekly"]
        assert taken(at(2026, 11, 23, 8, 15)) == first

    @pytest.mark.parametrize(
        "change",
        [{"status": "Rejected"}, {"archived_at": at(2026, 11, 1)}, {"deleted_at": at(2026, 11, 1)}],
    )
    def test_nothing_of_what_is_over(self, ada, change):
        over = JobApplicationFactory(
            user=ada, interview=True, interview_date=at(2026, 11, 24, 9), offer_deadline=date(2026, 11, 24)
        )
        InterviewRoundFactory(application=over, starts_at=at(2026, 11, 24, 15))
        ApplicationTaskFactory(application=over, due_on=date(2026, 11, 23))
        over.rows().update(last_contact_on=date(2026, 11, 16), **change)

        assert taken(at(2026, 11, 23, 8)) == []

    def test_a_new_day_is_a_new_reminder(self, ada):
        task = ApplicationTaskFactory(
            application__user=ada, application__status="Hired", due_on=date(2026, 11, 23)
        )
        taking.take(at(2026, 11, 23, 8))
        type(task).objects.update(due_on=date(2026, 11, 24))

        assert taken(at(2026, 11, 24, 8)) == ["task", "task"]

    def test_what_a_person_does_not_want_is_not_taken(self, ada):
        ApplicationTaskFactory(application__user=ada, application__status="Hired", due_on=date(2026, 11, 23))
        ReminderChoices.objects.create(user=ada, task=False)

        assert taken(at(2026, 11, 23, 8)) == []

    def test_nor_anything_for_who_wants_no_mail(self, ada):
        ApplicationTaskFactory(application__user=ada, application__status="Hired", due_on=date(2026, 11, 23))
        UserPreferencesFactory(user=ada, notification_email=False)

        assert taken(at(2026, 11, 23, 8)) == []

    def test_a_zone_that_is_none_is_utc(self, ada):
        ApplicationTaskFactory(application__user=ada, application__status="Hired", due_on=date(2026, 11, 23))
        UserPreferencesFactory(user=ada, timezone="Mars/Olympus")

        assert taken(at(2026, 11, 23, 8)) == ["task"]

    def test_silence_is_as_long_as_on_the_board(self):
        assert taking.SILENT_DAYS == SILENT

    def test_what_is_due_is_found_by_index(self, db):
        with connection.cursor() as cursor:
            cursor.execute("set local enable_seqscan = off")
            cursor.execute("explain " + taking.CANDIDATES.replace("moment", "now()"))
            plan = "\n".join(line for (line,) in cursor)

        assert "Seq Scan" not in plan


@pytest.fixture
def due(ada):
    application = JobApplicationFactory(user=ada, status="Hired", company="Harbour <Data>")
    return ApplicationTaskFactory(application=application, title="Ask about leave", due_on=date(2026, 11, 23))


@freeze_time("2026-11-23 08:00")
class TestMail:
    def test_it_tells_what_is_due_and_how_to_end_it(self, due, run_jobs):
        find_reminders(0)
        run_jobs()

        (sent,) = outgoing.outbox
        html = sent.alternatives[0].content
        assert (sent.to, sent.subject) == (["ada@example.org"], "Ask about leave")
        assert "Harbour <Data>" in sent.body
        assert "Harbour &lt;Data&gt;" in html
        assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert sent.extra_headers["List-Unsubscribe"][1:-1] in sent.body

    def test_it_goes_once_however_often_one_looks(self, due, run_jobs):
        for _time in range(3):
            find_reminders(0)
        run_jobs()

        assert len(outgoing.outbox) == 1

    def test_what_was_done_meanwhile_is_not_told(self, due, run_jobs):
        find_reminders(0)
        type(due).objects.update(done_at=at(2026, 11, 23, 8))
        run_jobs()

        assert outgoing.outbox == []
        assert Reminder.objects.filter(sent_at=None).count() == 0

    def test_nor_of_what_was_rejected_meanwhile(self, due, run_jobs):
        find_reminders(0)
        due.application.rows().update(status="Rejected")
        run_jobs()

        assert outgoing.outbox == []

    def test_a_worker_that_dies_before_the_mail_leaves_it_to_the_next(self, due, ada, monkeypatch, run_jobs):
        find_reminders(0)
        with monkeypatch.context() as dying:
            dying.setattr("django.core.mail.EmailMessage.send", killed)
            with pytest.raises(SystemExit):
                remind(str(ada.pk))

        find_reminders(0)
        run_jobs()

        assert len(outgoing.outbox) == 1

    def test_one_that_dies_before_it_took_anything_loses_nothing(self, due, run_jobs, monkeypatch):
        with monkeypatch.context() as dying:
            dying.setattr(remind, "defer", killed)
            with pytest.raises(SystemExit):
                find_reminders(0)

        assert Reminder.objects.count() == 0
        find_reminders(0)
        run_jobs()
        assert len(outgoing.outbox) == 1

    def test_one_that_dies_after_the_mail_sends_the_same_one_again(self, due, ada, monkeypatch):
        """No mail server takes part in a transaction: programs show a mail of one Message-ID once."""
        find_reminders(0)
        with monkeypatch.context() as dying:
            dying.setattr(reminders, "mark", killed)
            with pytest.raises(SystemExit), scope("user", ada.pk):
                reminders.send_to(ada.pk)
        remind(str(ada.pk))

        first, second = (sent.extra_headers["Message-ID"] for sent in outgoing.outbox)
        assert first == second

    def test_the_summary_tells_the_week(self, due, ada, run_jobs):
        ReminderChoices.objects.create(user=ada, weekly=True, task=False)
        find_reminders(0)
        run_jobs()

        assert outgoing.outbox[0].subject == "Your week"
        assert "Mon, 23 November: Ask about leave" in outgoing.outbox[0].body


def killed(*_given, **_named):
    raise SystemExit


@freeze_time("2026-11-23 08:00")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_mail():
    user = UserFactory()
    ApplicationTaskFactory(application__user=user, application__status="Hired", due_on=date(2026, 11, 23))
    together = threading.Barrier(2)

    def work():
        together.wait()
        taking.take(at(2026, 11, 23, 8))
        together.wait()
        remind(str(user.pk))
        connection.close()

    workers = [threading.Thread(target=work) for _n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Reminder.objects.count() == 1
    assert len(outgoing.outbox) == 1


class TestEdit:
    def test_it_keeps_the_choices(self, client, ada):
        client.post(PAGE, {"by_email": "on", "weekly": "on"})

        choices = ada.reminder_choices.get()
        assert (choices.weekly, choices.task, ada.preferences.notification_email) == (True, False, True)

    def test_everything_but_the_summary_is_chosen_at_first(self, client, ada):
        form = client.get(PAGE).context["form"]

        assert [field.name for field in form if field.value()] == [
            "by_email",
            "interview",
            "follow_up",
            "offer",
            "task",
        ]

    def test_another_method_is_refused(self, client, ada):
        assert client.put(PAGE).status_code == 405


class TestUnsubscribe:
    def url(self, user):
        end = reminders.mail(user, [], [], "key").extra_headers["List-Unsubscribe"]
        return "/" + end.strip("<>").partition("//")[2].partition("/")[2]

    def test_looking_ends_nothing(self, ada):
        assert Client().get(self.url(ada)).status_code == 200
        assert ada.preferences.notification_email

    def test_one_click_without_login_ends_the_mails(self, ada):
        program = Client(enforce_csrf_checks=True)

        answer = program.post(self.url(ada), {"List-Unsubscribe": "One-Click"})

        assert answer.status_code == 200
        assert not ada.preferences.notification_email

    def test_a_link_that_nobody_signed_is_none(self, db):
        assert Client().post("/applications/reminders/end/x:y:z/").status_code == 404

    def test_another_method_is_refused(self, ada):
        assert Client().put(self.url(ada)).status_code == 405
