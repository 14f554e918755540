"""Interviews, contacts and tasks of an application."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from applications import records
from applications.models import InterviewRound
from applications.tasks import move_interviews_on
from applications.tests.factories import (
    ApplicationContactFactory,
    ApplicationTaskFactory,
    InterviewRoundFactory,
    JobApplicationFactory,
    RemovedRecordFactory,
)
from saaska.db.interviews import move_on
from saaska.db.scope import scope

pytestmark = pytest.mark.django_db
IN_PLACE = {"HX-Request": "true"}
FACTORIES = {
    "round": InterviewRoundFactory,
    "contact": ApplicationContactFactory,
    "task": ApplicationTaskFactory,
}


def url(act, row):
    """The address of an act on an application, or on a row of one."""
    keys = [row.application_id, row.pk] if hasattr(row, "application_id") else [row.pk]
    return reverse(f"applications:{act}", args=keys)


def a_round(**more):
    typed = {"kind": "onsite", "starts_at": "2027-03-04T14:30", "minutes": "45", "people": "Ines Roth"}
    return typed | {"place": "Quay 4", "link": "meet.example.org/x", "notes": "Ask\nfor the team.", **more}


def live_in(client, zone):
    session = client.session
    session["timezone"] = zone
    session.save()


@pytest.fixture
def application(ada):
    return JobApplicationFactory(user=ada)


class TestRound:
    def test_it_is_kept_in_the_persons_time_zone_and_stands_in_the_calendar(self, client, ada, application):
        live_in(client, "America/New_York")

        response = client.post(url("add_round", application), a_round(), follow=True)

        made = application.rounds.get()
        application.refresh_from_db()
        assert made.starts_at == datetime(2027, 3, 4, 19, 30, tzinfo=UTC)
        assert (made.link, made.notes) == ("https://meet.example.org/x", "Ask\nfor the team.")
        assert application.interview_date == made.starts_at
        assert "14:30" in response.content.decode()
        assert "Quay 4" in response.content.decode()
        assert "On site" in client.get("/applications/calendar/", {"month": "2027-03"}).content.decode()

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"starts_at": ""}, "When does it begin?"),
            ({"starts_at": "tomorrow"}, "Write date and time as 2026-05-31 14:30."),
            ({"starts_at": "0001-01-01T00:00"}, "Write date and time as 2026-05-31 14:30."),
            ({"minutes": "0"}, "Write a number from 5 to 1440."),
            ({"link": "javascript:alert(1)"}, "This is not a web address"),
        ],
    )
    def test_bad_input_gets_a_sentence_and_loses_nothing(self, client, application, wrong, sentence):
        response = client.post(url("add_round", application), a_round(**wrong))

        page = response.content.decode()
        assert response.status_code == 422
        assert sentence in page
        assert "Ines Roth" in page
        assert not application.rounds.exists()

    def test_an_hour_that_the_clocks_leave_out_is_refused(self, client, ada, application):
        live_in(client, "Europe/Berlin")

        response = client.post(url("add_round", application), a_round(starts_at="2027-03-28T02:30"))

        assert "the clocks go forward" in response.content.decode()

    def test_the_second_of_an_hour_shown_twice_stays_it(self, client, ada, application):
        live_in(client, "Europe/Berlin")
        second = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)  # 2:30 there, an hour after 2:30
        row = InterviewRoundFactory(application=application, starts_at=second)

        typed = a_round(starts_at="2027-10-31T02:30", version=records.stamp(row))
        client.post(url("edit_round", row), typed)

        row.refresh_from_db()
        assert (row.starts_at, row.place) == (second, "Quay 4")

    def test_the_applications_date_follows_the_next_one(self, client, application):
        near, far = (timezone.now() + timedelta(days=days) for days in (2, 9))
        first = InterviewRoundFactory(application=application, starts_at=near)
        InterviewRoundFactory(application=application, starts_at=far)

        typed = a_round(result="cancelled", version=records.stamp(first))
        client.post(url("edit_round", first), typed)

        application.refresh_from_db()
        assert application.interview_date == far

    def test_an_interview_told_by_the_date_alone_is_not_lost(self, client, ada):
        application = JobApplicationFactory(user=ada, interview=True)

        client.post(url("add_round", application), a_round())

        assert application.rounds.filter(starts_at=application.interview_date, kind="other").exists()
        assert application.rounds.count() == 2

    def test_an_interview_told_by_the_date_alone_gets_its_details(self, client, ada):
        application = JobApplicationFactory(user=ada, interview=True)
        add = url("add_round", application)

        begun = client.get(add, {"planned": ""}).context["form"].initial["starts_at"]
        client.post(add, a_round(planned="1"))

        assert begun == application.interview_date
        assert application.rounds.count() == 1


class TestContactAndTask:
    def test_a_contact_is_kept(self, client, application):
        typed = {
            "name": "Ines Roth",
            "role": "Lead",
            "email": "ines@example.org",
            "phone": "+49 30 1",
            "notes": "Kind.",
        }

        page = client.post(url("add_contact", application), typed, follow=True).content.decode()

        made = application.contacts.get()
        assert (made.name, made.role, made.email, made.phone, made.notes) == tuple(typed.values())
        assert "mailto:ines@example.org" in page

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [({"name": "\u202e"}, "Who is it?"), ({"name": "Ines", "email": "ines"}, "not an e-mail address")],
    )
    def test_a_contact_needs_a_name_and_an_address_that_is_one(self, client, application, typed, sentence):
        response = client.post(url("add_contact", application), typed)

        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert not application.contacts.exists()

    def test_a_task_is_kept_ticked_and_unticked(self, client, application):
        client.post(url("add_task", application), {"title": "Thank them", "due_on": "2027-01-05"})
        task = application.tasks.get()

        client.post(url("tick", task), {"done": "1"})
        done = application.tasks.get().done_at
        client.post(url("tick", task), {"done": "0"})

        assert done
        assert application.tasks.get().done_at is None


class TestEach:
    """What holds for every kind."""

    @pytest.mark.parametrize("kind", FACTORIES)
    def test_a_removed_one_comes_back_as_it_was(self, client, application, kind):
        row = FACTORIES[kind](application=application)
        before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}

        page = client.post(url(f"delete_{kind}", row), follow=True).content.decode()
        was_there = type(row).objects.exists()
        undo = url("bring_back", application.removed.get())
        client.post(undo)
        client.post(undo)

        back = type(row).objects.get()
        assert undo in page
        assert not was_there
        assert {name: getattr(back, name) for name in before} == before

    @pytest.mark.parametrize(
        ("kind", "feature", "typed"),
        [
            ("round", "interview_round", a_round()),
            ("contact", "contact", {"name": "Robin Vale"}),
            ("task", "task", {"title": "Thank them"}),
            ("event", "event", {"what": "contact", "happened_at": "2026-03-09T10:00"}),
        ],
    )
    def test_its_making_removal_and_return_are_noted_once(
        self, client, ada, application, kind, feature, typed
    ):
        key = str(uuid4())
        for _twice in range(2):
            client.post(url(f"add_{kind}", application), {"key": key, **typed})
        client.post(reverse(f"applications:delete_{kind}", args=[application.pk, key]))
        undo = url("bring_back", application.removed.get())
        for _twice in range(2):
            client.post(undo)

        noted = list(ada.activities.filter(feature=feature).order_by("timestamp"))

        assert [activity.type for activity in noted] == ["create", "delete", "restore"]
        assert all(activity.details == {kind: key, "application": str(application.pk)} for activity in noted)

    def test_what_is_removed_lies_encrypted(self, client, application):
        row = ApplicationContactFactory(application=application, notes="Ask Ines.")
        client.post(url("delete_contact", row))

        with connection.cursor() as cursor:
            cursor.execute("select content from removed_records")
            (content,) = cursor.fetchone()

        assert "Ines" not in content
        assert "Ask Ines." in application.removed.get().content

    def test_what_was_removed_long_ago_goes_for_good(self, client, application):
        old = RemovedRecordFactory(application=application)
        type(old).objects.update(created_at=timezone.now() - timedelta(days=31))

        client.post(url("delete_task", ApplicationTaskFactory(application=application)))

        assert not application.removed.filter(pk=old.pk).exists()

    def test_the_same_form_sent_twice_makes_one(self, client, application):
        typed = {"key": str(uuid4()), "title": "Thank them"}

        client.post(url("add_task", application), typed)
        client.post(url("add_task", application), typed)

        assert application.tasks.count() == 1

    def test_there_is_an_end_to_how_many(self, client, application, monkeypatch):
        monkeypatch.setattr(records, "MOST", 1)
        ApplicationTaskFactory(application=application)

        response = client.post(url("add_task", application), {"title": "Thank them"})

        assert response.status_code == 422
        assert application.tasks.count() == 1

    def test_a_state_that_is_not_the_newest_is_refused_with_both_texts(self, client, application):
        task = ApplicationTaskFactory(application=application)
        version = records.stamp(task)
        client.post(url("edit_task", task), {"title": "Call them", "version": version})

        response = client.post(url("edit_task", task), {"title": "Write to them", "version": version})
        again = {"title": "Write to them", "version": dict(response.context["hidden"])["version"]}
        client.post(url("edit_task", task), again)

        page = response.content.decode()
        assert response.status_code == 409
        assert '<dd dir="auto">Call them</dd>' in page
        assert 'value="Write to them"' in page
        assert application.tasks.get().title == "Write to them"

    @pytest.mark.parametrize("kind", FACTORIES)
    def test_a_strangers_is_not_found(self, client, ada, kind):
        row = FACTORIES[kind]()

        assert client.post(url(f"add_{kind}", row.application)).status_code == 404
        assert client.get(url(f"edit_{kind}", row)).status_code == 404
        assert client.post(url(f"delete_{kind}", row)).status_code == 404

    def test_a_row_of_another_application_is_not_found(self, client, ada, application):
        row = ApplicationTaskFactory(application=JobApplicationFactory(user=ada))
        here = reverse("applications:edit_task", args=[application.pk, row.pk])

        assert client.get(here).status_code == 404

    @pytest.mark.parametrize("act", ["delete_task", "tick"])
    def test_it_is_done_by_a_post_alone(self, client, application, act):
        assert client.get(url(act, ApplicationTaskFactory(application=application))).status_code == 405

    def test_a_script_gets_the_section_alone(self, client, application):
        task = ApplicationTaskFactory(application=application)

        form = client.get(url("edit_task", task), headers=IN_PLACE).content.decode()
        answer = client.post(url("tick", task), {"done": "1"}, headers=IN_PLACE).content.decode()

        assert form.lstrip().startswith("<section")
        assert 'name="title"' in form
        assert answer.lstrip().startswith("<section")
        assert "<html" not in answer


class TestEvent:
    def test_a_corrected_date_keeps_what_it_said(self, client, ada):
        application = JobApplicationFactory(user=ada, date_applied=date(2026, 3, 2))
        event = application.events.get()

        typed = {"happened_at": "2026-03-05T09:00", "version": records.stamp(event)}
        page = client.post(url("edit_event", event), typed, follow=True).content.decode()

        event.refresh_from_db()
        application.refresh_from_db()
        assert event.happened_at == datetime(2026, 3, 5, 9, tzinfo=UTC)
        assert event.dates_before == [datetime(2026, 3, 2, 12, tzinfo=UTC)]
        assert "Corrected; it said 2 March 2026, 12:00" in page
        assert (application.date_applied, application.last_contact_on) == (date(2026, 3, 5), date(2026, 3, 5))

    def test_the_same_date_is_no_correction(self, client, application):
        event = application.events.get()
        shown = client.get(url("edit_event", event)).context["form"]["happened_at"].value()

        typed = {"happened_at": f"{shown:%Y-%m-%dT%H:%M}", "version": records.stamp(event)}
        client.post(url("edit_event", event), typed)

        assert application.events.get().happened_at == event.happened_at
        assert application.events.get().dates_before == []

    def test_a_forgotten_stage_is_added_and_says_so(self, client, ada):
        application = JobApplicationFactory(user=ada, date_applied=date(2026, 3, 2))
        typed = {"what": "status-Interview", "stage": "Phone screen", "happened_at": "2026-03-09T10:00"}

        page = client.post(url("add_event", application), typed, follow=True).content.decode()

        added = application.events.get(status="Interview")
        application.refresh_from_db()
        assert (added.stage, added.kind, added.is_by_hand) == ("Phone screen", "status", True)
        assert "Added by you on" in page
        assert (application.status, application.last_contact_on) == ("Applied", date(2026, 3, 9))

    def test_what_was_added_by_hand_is_removed_and_brought_back(self, client, application):
        client.post(
            url("add_event", application),
            {"what": "contact", "happened_at": "2026-03-09T10:00", "text": "They called."},
        )
        event = application.events.get(kind="contact")

        client.post(url("delete_event", event))
        is_gone = not application.events.filter(kind="contact").exists()
        client.post(url("bring_back", application.removed.get()))

        assert is_gone
        assert application.events.get(kind="contact").details == event.details

    def test_what_the_product_wrote_is_not_removed(self, client, application):
        assert client.post(url("delete_event", application.events.get())).status_code == 404
        assert application.events.exists()

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"what": ""}, "Choose what happened."),
            ({"happened_at": "2190-01-01T00:00"}, "That is still to come."),
            ({"happened_at": ""}, "When was that?"),
        ],
    )
    def test_bad_input_gets_a_sentence_and_writes_nothing(self, client, application, wrong, sentence):
        typed = {"what": "note", "happened_at": "2026-03-09T10:00", "text": "They called.", **wrong}

        response = client.post(url("add_event", application), typed)

        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert "They called." in response.content.decode()
        assert application.events.count() == 1

    def test_undoing_a_move_passes_by_what_was_added_by_hand(self, client, application):
        client.post(reverse("applications:move", args=[application.pk]), {"status": "Rejected"})
        moved = application.events.get(status="Rejected")
        client.post(
            url("add_event", application), {"what": "status-Interview", "happened_at": "2026-03-09T10:00"}
        )

        client.post(reverse("applications:undo_move", args=[application.pk, moved.pk]))

        application.refresh_from_db()
        assert application.status == "Applied"
        assert set(application.events.values_list("status", flat=True)) == {"Applied", "Interview"}


class TestNextInterview:
    """One rule: the next round that is not cancelled, else the last there was."""

    def test_it_moves_on_when_one_is_over(self, client, ada):
        now = timezone.now()
        application = JobApplicationFactory(
            user=ada, status="Interview", interview_date=now - timedelta(hours=1)
        )
        InterviewRoundFactory(application=application, starts_at=application.interview_date)
        InterviewRoundFactory(
            application=application, starts_at=now + timedelta(days=1), result=InterviewRound.Result.CANCELLED
        )
        following = InterviewRoundFactory(application=application, starts_at=now + timedelta(days=2))
        alone = JobApplicationFactory(user=ada, interview_date=now - timedelta(hours=1))
        before = application.version

        move_interviews_on(0)

        application.refresh_from_db()
        alone.refresh_from_db()
        assert (application.interview_date, application.version) == (following.starts_at, before)
        assert application.next_step == ("interview", following.starts_at)
        assert alone.interview_date == now - timedelta(hours=1)

    def test_the_form_says_where_it_comes_from(self, client, ada):
        application = JobApplicationFactory(user=ada, interview=True)

        page = client.get(f"{application.get_absolute_url()}edit/").content.decode()

        assert (
            f"Next interview: {date_format(timezone.localtime(application.interview_date), 'l, j F Y, H:i')}."
            in page
        )

    @pytest.mark.parametrize("name", ["user", "anon", "auth"])
    def test_no_visitor_may_move_it(self, name):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), scope(name):
            move_on(timezone.now())
