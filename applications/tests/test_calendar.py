"""The calendar: what stands on which day, where the person is, and the files of its entries."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from applications import icalendar
from applications.calendar import Entry, between, one
from applications.models import InterviewRound
from applications.tests.factories import (
    ApplicationTaskFactory,
    InterviewRoundFactory,
    JobApplicationFactory,
)
from applications.tests.plans import partitions_of
from applications.views.calendar import week_of
from saaska.db.scope import scope

pytestmark = pytest.mark.django_db
URL = "/applications/calendar/"


def at(*numbers):
    return datetime(*numbers, tzinfo=UTC)


def titles(page):
    return {
        str(day.on): [entry.title for entry in day.entries]
        for week in page.context["weeks"]
        for day in week
        if day.entries
    }


class TestIndex:
    def test_it_shows_each_kind_on_its_day(self, client, ada):
        applied = {"user": ada, "date_applied": date(2026, 11, 2)}
        silent = JobApplicationFactory(**applied, position="Silent")
        silent.rows().update(last_contact_on=date(2026, 11, 2))
        offer = JobApplicationFactory(
            **applied, position="Offered", offer=True, offer_deadline=date(2026, 11, 20)
        )
        ApplicationTaskFactory(application=offer, title="Ask about leave", due_on=date(2026, 11, 18))
        InterviewRoundFactory(application=offer, starts_at=at(2026, 11, 12, 9))

        page = client.get(f"{URL}?month=2026-11")

        assert titles(page) == {
            "2026-11-09": ["Follow up: Silent"],
            "2026-11-12": ["Video call: Offered"],
            "2026-11-18": ["Ask about leave"],
            "2026-11-20": ["Answer the offer: Offered"],
        }

    def test_an_interview_told_twice_stands_once(self, client, ada):
        application = JobApplicationFactory(user=ada, interview=True, interview_date=at(2026, 11, 12, 9))
        InterviewRoundFactory(application=application, starts_at=at(2026, 11, 12, 9))

        assert titles(client.get(f"{URL}?month=2026-11"))["2026-11-12"] == ["Video call: Data Engineer"]

    def test_what_is_put_away_cancelled_or_done_is_not_shown(self, client, ada):
        deleted, archived, kept = (JobApplicationFactory(user=ada, status="Hired") for _n in range(3))
        deleted.delete_for_now()
        archived.archive()
        for application in (deleted, archived):
            InterviewRoundFactory(application=application, starts_at=at(2026, 11, 12, 9))
            ApplicationTaskFactory(application=application, due_on=date(2026, 11, 12))
        cancelled = InterviewRound.Result.CANCELLED
        InterviewRoundFactory(application=kept, starts_at=at(2026, 11, 12, 9), result=cancelled)
        ApplicationTaskFactory(application=kept, due_on=date(2026, 11, 12), done_at=timezone.now())

        page = client.get(f"{URL}?month=2026-11")

        assert titles(page) == {}
        assert "Nothing stands in this month." in page.content.decode()

    def test_a_week_has_its_address(self, client, ada):
        page = client.get(f"{URL}?week=2026-W48")

        days = [str(day.on) for day in page.context["weeks"][0]]
        assert (days[0], days[-1]) == ("2026-11-22", "2026-11-28")  # English begins on Sunday
        assert (page.context["before"], page.context["after"]) == ("?week=2026-W47", "?week=2026-W49")

    @pytest.mark.parametrize("day", [date(2026, 12, 27), date(2027, 1, 2), date(2024, 12, 30)])
    def test_the_name_of_a_week_leads_to_it(self, client, ada, day):
        page = client.get(f"{URL}?week={week_of(day)}")

        assert day in [shown.on for shown in page.context["weeks"][0]]

    @freeze_time("2026-11-28 12:00")
    @pytest.mark.parametrize(
        "asked",
        ["", "?month=2026-13", "?month=9999-12", "?week=2026-W54", "?week=9999-W52", "?week=٢٠٢٦-W01"],
    )
    def test_what_is_no_month_shows_this_one(self, client, ada, asked):
        assert client.get(URL + asked).context["first"] == date(2026, 11, 1)

    def test_a_strangers_stays_theirs(self, client, ada):
        InterviewRoundFactory(starts_at=at(2026, 11, 12, 9))

        assert titles(client.get(f"{URL}?month=2026-11")) == {}

    def test_it_asks_as_much_for_many_and_touches_one_partition(self, client, ada, count_queries):
        client.get(f"{URL}?month=2026-11")
        for _n in range(10):
            application = JobApplicationFactory(user=ada, interview=True, interview_date=at(2026, 11, 3, 9))
            InterviewRoundFactory(application=application, starts_at=at(2026, 11, 12, 9))
            ApplicationTaskFactory(application=application, due_on=date(2026, 11, 18))

        with count_queries() as queries:
            page = client.get(f"{URL}?month=2026-11")

        assert len(queries) <= 5
        assert "6 more" in page.content.decode()
        asked = [query for query in queries if "job_applications" in query]
        assert [partitions_of(query) for query in asked] == [1]

    def test_who_is_silent_is_found_by_index(self, ada):
        with CaptureQueriesContext(connection) as asked, scope("user", ada.pk):
            between(ada.pk, date(2026, 11, 1), date(2026, 11, 30))

        with scope("user", ada.pk), connection.cursor() as cursor:
            cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off")
            cursor.execute("explain " + next(one["sql"] for one in asked if "standing" in one["sql"]))
            plan = [line.strip() for (line,) in cursor]
        assert [line for line in plan if line.startswith("Index Cond") and "CASE WHEN" in line]

    def test_each_entry_is_the_one_that_its_file_tells(self, ada):
        """The month is one query, a file is made from its row: both say the same."""
        begun = date(2026, 11, 2)
        JobApplicationFactory(user=ada, date_applied=begun)
        JobApplicationFactory(user=ada, interview_date=at(2099, 11, 3, 9), date_applied=begun)
        JobApplicationFactory(user=ada, status="Offer", offer_deadline=date(2026, 11, 20), date_applied=begun)
        held = JobApplicationFactory(user=ada, status="Interview", date_applied=begun)
        InterviewRoundFactory(application=held, starts_at=at(2026, 11, 12, 9), minutes=45, place="Room 4")
        ApplicationTaskFactory(application=held, due_on=date(2026, 11, 18))

        found = between(ada.pk, begun, date(2099, 12, 1))

        assert {entry.kind for entry in found} == {"follow-up", "interview", "offer", "round", "task"}
        assert [replace(one(ada.pk, entry.kind, entry.pk), of_day=entry.of_day) for entry in found] == found

    def test_another_method_is_refused(self, client, ada):
        assert client.post(URL).status_code == 405


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Europe/Berlin", at(2026, 3, 28, 23, 30), "2026-03-29"),  # the day of 23 hours begins
        ("Europe/Berlin", at(2026, 3, 29, 22, 30), "2026-03-30"),  # and ends
        ("Europe/Berlin", at(2026, 10, 25, 22, 30), "2026-10-25"),  # the day of 25 hours lasts
        ("America/New_York", at(2026, 3, 8, 4, 30), "2026-03-07"),
        ("Africa/Cairo", at(2026, 4, 23, 22, 30), "2026-04-24"),  # midnight itself does not exist
        ("Pacific/Apia", at(2026, 11, 12, 23, 30), "2026-11-13"),
    ],
)
def test_the_day_is_the_persons_at_the_edges_of_daylight_saving(ada, zone, moment, day):
    InterviewRoundFactory(application__user=ada, application__status="Hired", starts_at=moment)
    on = date.fromisoformat(day)

    with timezone.override(ZoneInfo(zone)):
        found = [entry.day for entry in between(ada.pk, on, on)]

    assert found == [on]


class TestEvent:
    def url(self, kind, row):
        return reverse("applications:event", args=[kind, row.pk])

    def test_an_interview_is_a_file_in_utc(self, client, ada):
        application = JobApplicationFactory(user=ada, position="Engineer; data, mostly")
        held = InterviewRoundFactory(application=application, starts_at=at(2026, 11, 12, 9), place="Room 4")

        answer = client.get(self.url("round", held))

        lines = answer.content.decode().split("\r\n")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert "DTSTART:20261112T090000Z" in lines
        assert "DTEND:20261112T100000Z" in lines
        assert f"SUMMARY:Video call: Engineer\\; data\\, mostly\\, {application.company}" in lines
        assert "LOCATION:Room 4" in lines

    def test_its_uid_stays_and_its_sequence_grows(self, client, ada):
        held = InterviewRoundFactory(application__user=ada)
        InterviewRound.objects.update(updated_at=held.created_at)
        before = client.get(self.url("round", held)).content.decode()

        InterviewRound.objects.update(updated_at=held.created_at + timedelta(hours=1))
        after = client.get(self.url("round", held)).content.decode()

        assert f"UID:round-{held.pk}@" in before
        assert f"UID:round-{held.pk}@" in after
        assert "SEQUENCE:0\r\n" in before
        assert "SEQUENCE:3600\r\n" in after

    def test_a_day_is_a_day_everywhere(self, client, ada):
        task = ApplicationTaskFactory(application__user=ada, due_on=date(2026, 11, 30))

        file = client.get(self.url("task", task)).content.decode()

        assert "DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201\r\n" in file

    @pytest.mark.parametrize("kind", ["round", "interview", "offer", "follow-up", "task", "nothing"])
    def test_what_is_not_there_is_not_found(self, client, ada, kind):
        stranger = InterviewRoundFactory()

        assert client.get(self.url(kind, stranger)).status_code == 404
        assert client.get(self.url(kind, stranger.application)).status_code == 404

    def test_another_method_is_refused(self, client, ada):
        held = InterviewRoundFactory(application__user=ada)

        assert client.post(self.url("round", held)).status_code == 405


def unfolded(file):
    return file.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def read(value):
    """A TEXT value as programs read it."""
    out, letters = [], iter(value)
    for letter in letters:
        after = next(letters) if letter == "\\" else ""
        out.append({"n": "\n", "": letter}.get(after, after))
    return "".join(out)


@given(title=st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=300))
def test_any_text_comes_back_from_lines_of_75_octets(title):
    pk = InterviewRound().pk
    entry = Entry("task", pk, title, "", "", date(2026, 11, 30), at(2026, 11, 1), at(2026, 11, 2))

    file = icalendar.calendar([entry])

    summary = next(line for line in unfolded(file) if line.startswith("SUMMARY:"))
    assert read(summary.removeprefix("SUMMARY:")) == title
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert [line for line in unfolded(file) if line.startswith("BEGIN:")] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
    ]


@given(title=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_text_begins_a_line_of_its_own(title):
    assert not set(icalendar.text(title)) & set(map(chr, [*range(9), *range(10, 32), 127]))
