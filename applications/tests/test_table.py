"""The table: what its address asks for, what is changed with many rows at once, views that are saved."""

import csv
import io
import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from applications import bulk, filtering
from applications.filtering import SORTS, Wanted
from applications.models import BulkChange, JobApplication, SavedView
from applications.tests.factories import JobApplicationFactory, SavedViewFactory
from letters.tests.factories import CoverLetterFactory
from resumes.tests.factories import ResumeFactory

pytestmark = pytest.mark.django_db
TABLE = "/applications/table/"
CHANGE = "/applications/table/change/"
HTMX = {"HX-Request": "true"}


def shown(client, query=""):
    return [row.company for row in client.get(f"{TABLE}?{query}").context["rows"]]


def named(user, *companies, **columns):
    return [JobApplicationFactory(user=user, company=company, **columns) for company in companies]


class TestSearch:
    @pytest.fixture(autouse=True)
    def two(self, ada):
        JobApplicationFactory(
            user=ada, company="Tidepool Energy", position="Platform Engineer", city="Utrecht"
        )
        JobApplicationFactory(
            user=ada, company="Quillworks", position="Writer", source="Referral", tags=["dream"]
        )

    @pytest.mark.parametrize(
        "words", ["tidepool", "TIDE", "enginer", "platfrom", "utrecht engineer", "Tidepol Energy"]
    )
    def test_every_word_is_found_also_mistyped(self, client, words):
        assert shown(client, f"q={words}") == ["Tidepool Energy"]

    @pytest.mark.parametrize("words", ["writer", "referral", "dream"])
    def test_position_source_and_tags_are_looked_through(self, client, words):
        assert shown(client, f"q={words}") == ["Quillworks"]

    @pytest.mark.parametrize("words", ["utrecht writer", "zebra", "%", "_"])
    def test_a_word_that_is_nowhere_finds_nothing(self, client, words):
        page = client.get(TABLE, {"q": words})

        assert page.context["rows"] == []
        assert "No application fits" in page.text

    def test_nobody_elses_is_found(self, client):
        JobApplicationFactory(company="Tidepool Rival")

        assert shown(client, "q=tidepool") == ["Tidepool Energy"]


class TestFilters:
    def test_status_stage_source_tag_and_days(self, client, ada):
        one = JobApplicationFactory(
            user=ada,
            company="One",
            status="Interview",
            stage="Panel",
            source="LinkedIn",
            tags=["remote"],
            date_applied=date(2026, 3, 5),
        )
        named(ada, "Other", date_applied=date(2026, 5, 5))

        for query in (
            "status=Interview&status=Offer",
            "stage=Panel",
            "source=LinkedIn",
            "tag=remote",
            "until=2026-03-31",
            "since=2026-03-05&until=2026-03-05",
        ):
            assert shown(client, query) == [one.company], query

    def test_silent_ones_alone(self, client, ada):
        week_ago = timezone.localdate() - timedelta(days=7)
        named(ada, "Silent", date_applied=week_ago)
        named(ada, "Fresh")
        named(ada, "Talking", date_applied=week_ago, interview=True)
        named(ada, "Over", date_applied=week_ago, rejected=True)

        assert shown(client, "silent=yes") == ["Silent"]

    def test_the_archive_is_a_place_of_its_own(self, client, ada):
        _kept, away, gone = named(ada, "Kept", "Away", "Gone")
        away.archive()
        gone.delete_for_now()

        assert shown(client) == ["Kept"]
        assert shown(client, "shelf=archived") == ["Away"]
        assert sorted(shown(client, "shelf=all")) == ["Away", "Kept"]

    def test_a_date_that_is_none_is_told_and_left_out(self, client, ada):
        named(ada, "One")

        page = client.get(TABLE, {"since": "soon", "status": "Nowhere", "sort": "by-luck", "shelf": "x"})

        assert [row.company for row in page.context["rows"]] == ["One"]
        assert "Applied from: Write the date as 2026-05-31." in page.text

    def test_a_script_gets_the_results_alone(self, client, ada):
        named(ada, "One")

        page = client.get(TABLE, headers=HTMX).text

        assert page.lstrip().startswith('<div id="results">')


class TestOrder:
    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            ("", ["Beta", "alpha", "Gamma"]),
            ("oldest", ["Gamma", "alpha", "Beta"]),
            ("company", ["alpha", "Beta", "Gamma"]),
            ("status", ["alpha", "Gamma", "Beta"]),
            ("interview", ["Gamma", "alpha", "Beta"]),
            ("salary", ["Beta", "alpha", "Gamma"]),
        ],
    )
    def test_rows_come_in_it(self, client, ada, sort, expected):
        today = timezone.localdate()
        named(ada, "Beta", date_applied=today, offer=True)
        JobApplicationFactory(
            user=ada, company="alpha", date_applied=today - timedelta(days=1), offer_salary=1
        )
        named(ada, "Gamma", date_applied=today - timedelta(days=2), interview=True)

        rows = shown(client, f"sort={sort}")

        assert rows[0] == expected[0]
        if sort != "interview":  # two have none: their order is that of their keys
            assert rows == expected

    @pytest.mark.parametrize("sort", SORTS)
    def test_pages_meet_in_every_order(self, ada, sort, monkeypatch):
        monkeypatch.setattr("applications.filtering.PAGE", 3)
        for n in range(8):
            JobApplicationFactory(
                user=ada,
                company=f"C {n % 3}",
                position="~P" if n % 2 else "p%",
                date_applied=date(2026, 1, 1 + n % 4),
                status=JobApplication.Status.values[n % 5],
                offer_salary=n % 2 or None,
                interview_date=timezone.now() if n % 3 else None,
            )
        seen, query = [], QueryDict(f"sort={sort}")
        after = "start"

        while after:
            page = Wanted.of(query).page(ada)
            after = page.after
            seen += [row.pk for row in page.rows]
            query = query.copy()
            query["after"] = after

        assert seen == [row.pk for row in Wanted.of(QueryDict(f"sort={sort}")).all_rows(ada)]
        assert len(set(seen)) == 8

    @pytest.mark.parametrize("sort", SORTS)
    @pytest.mark.parametrize(
        "after",
        ["x", "=", "{pk}", "{pk}=1e99999", "{pk}=NaN", "{pk}=2026-01-01T00:00", "{pk}=" + "9" * 30, "{pk}="],
    )
    def test_a_place_that_is_none_is_the_beginning_or_the_end(self, client, ada, sort, after):
        (row,) = named(ada, "One")

        page = client.get(TABLE, {"sort": sort, "after": after.format(pk=row.pk)})

        assert page.status_code == 200


class TestColumns:
    def test_those_that_are_chosen_are_shown(self, client, ada):
        JobApplicationFactory(
            user=ada,
            tags=["remote"],
            stage="Panel",
            url="https://example.org/job",
            resume=ResumeFactory(user=ada, title="Tide gauges"),
            cover_letter=CoverLetterFactory(user=ada),
        )

        few = client.get(TABLE).text
        many = client.get(TABLE, {"col": ["tags", "stage", "url", "resume", "letter", "contact"]}).text

        assert "Tide gauges" not in few
        for said in ("Tide gauges", "https://example.org/job", 'class="tag"', "Panel"):
            assert said in many

    def test_it_asks_the_same_however_many_there_are(self, client, ada, count_queries):
        client.get(TABLE)
        counted = []
        for number in (1, 30):
            for _row in range(number):
                JobApplicationFactory(user=ada, resume=ResumeFactory(user=ada))
            with count_queries() as queries:
                client.get(TABLE, {"col": ["resume", "letter", "tags"]})
            counted.append(len(queries))

        assert counted[0] == counted[1] <= 8, queries

    def test_it_reads_one_partition_by_an_index(self, ada):
        JobApplicationFactory(user=ada)
        rows = Wanted.of(QueryDict("q=data&status=Applied")).rows(ada)

        with connection.cursor() as cursor:
            cursor.execute("set local enable_seqscan = off")  # a table of one row is read whole otherwise
            plan = rows.explain()

        assert len(set(re.findall(r" on (job_applications_p\d+)", plan))) == 1
        assert "Seq Scan" not in plan


class TestExport:
    def read(self, answer):
        text = answer.content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))

    def test_it_holds_what_is_shown(self, client, ada):
        named(ada, "Offer Ltd", offer=True, offer_currency="EUR")
        named(ada, "Left out")

        answer = client.post(
            "/applications/table/csv/", {"query": "status=Offer&col=status&col=salary&col=applied"}
        )

        assert answer.content.startswith(b"\xef\xbb\xbf")
        assert self.read(answer) == [
            ["Position", "Company", "Status", "Salary", "Currency", "Applied"],
            ["Data Engineer", "Offer Ltd", "Offer", "90000.00", "EUR", timezone.localdate().isoformat()],
        ]
        assert "Applications " in answer["Content-Disposition"]

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "＝1"])
    def test_no_cell_is_a_formula(self, client, ada, text):
        JobApplicationFactory(user=ada, company=text)

        assert self.read(client.post("/applications/table/csv/"))[1][1] == f"'{text}"


class TestBulk:
    def post(self, client, rows, action, **more):
        return client.post(CHANGE, {"pick": [row.pk for row in rows], "action": action, **more})

    def undo(self, client, ada):
        made = ada.bulk_changes.latest("created_at")
        return client.post(reverse("applications:undo_change", args=[made.pk]), follow=True)

    def test_many_move_and_move_back_as_one(self, client, ada):
        rows = [*named(ada, "A", "B", status="Interview", stage="Panel"), *named(ada, "C")]

        self.post(client, rows, "move", status="Rejected")
        moved = set(ada.job_applications.values_list("status", "stage"))
        page = self.undo(client, ada)

        assert moved == {("Rejected", "")}
        back = list(ada.job_applications.order_by("company").values_list("status", "stage"))
        assert back == [("Interview", "Panel"), ("Interview", "Panel"), ("Applied", "")]
        assert "3 applications are as they were." in page.text
        assert {row.events.count() for row in rows} == {1}  # nothing is told of the way there and back

    def test_both_ways_lead_back_to_the_filters_and_the_place(self, client, ada, monkeypatch):
        monkeypatch.setattr(filtering, "PAGE", 1)
        named(ada, "A", "B", "C", date_applied=date(2026, 1, 2), source="Fair")
        further = client.get(TABLE, {"source": "Fair"}).context["further"]
        after = QueryDict(further.partition("?")[2])["after"]
        (row,) = client.get(TABLE, {"source": "Fair", "after": after}).context["rows"]
        query = urlencode({"source": "Fair", "after": after})

        there = client.post(CHANGE, {"pick": [row.pk], "action": "tag", "tag": "x", "query": query})
        (message,) = client.get(there["Location"]).context["messages"]
        back = client.post(message.extra_tags.removeprefix("undo:"))

        assert there["Location"] == back["Location"] == f"{TABLE}?{query}"
        row.refresh_from_db()
        assert row.tags == []

    def test_what_has_moved_on_since_stays(self, client, ada):
        first, second = named(ada, "A", "B")
        self.post(client, [first, second], "move", status="Rejected")
        first.refresh_from_db()
        first.move("Offer")

        page = self.undo(client, ada)

        assert dict(ada.job_applications.values_list("company", "status")) == {"A": "Offer", "B": "Applied"}
        assert "1 has changed since and stays." in page.text

    def test_a_tag_goes_on_and_off(self, client, ada):
        plain, tagged = JobApplicationFactory(user=ada), JobApplicationFactory(user=ada, tags=["x", "b"])

        self.post(client, [plain, tagged], "tag", tag=" x ")
        assert [row.tags for row in (plain, tagged) if row.refresh_from_db() is None] == [["x"], ["x", "b"]]
        self.undo(client, ada)
        assert [row.tags for row in (plain, tagged) if row.refresh_from_db() is None] == [[], ["x", "b"]]
        self.post(client, [plain, tagged], "untag", tag="x")
        assert [row.tags for row in (plain, tagged) if row.refresh_from_db() is None] == [[], ["b"]]

    def test_one_with_twenty_tags_takes_no_more(self, client, ada):
        full = JobApplicationFactory(user=ada, tags=[f"t{n}" for n in range(20)])

        page = client.post(CHANGE, {"pick": full.pk, "action": "tag", "tag": "x"}, follow=True)

        full.refresh_from_db()
        assert len(full.tags) == 20
        assert "Nothing changes" in page.text

    @pytest.mark.parametrize("action", ["archive", "delete"])
    def test_many_are_put_away_and_brought_back(self, client, ada, action):
        rows = named(ada, "A", "B")

        self.post(client, rows, action)
        away = ada.job_applications.current().count()
        self.undo(client, ada)

        assert (away, ada.job_applications.current().count()) == (0, 2)

    def test_all_that_fit_are_changed_not_only_those_on_the_page(self, client, ada, monkeypatch):
        monkeypatch.setattr("applications.filtering.PAGE", 2)
        named(ada, *"ABCDE")
        named(ada, "Other", status="Offer")

        client.post(CHANGE, {"query": "status=Applied", "all": "yes", "action": "archive"})

        assert list(ada.job_applications.current().values_list("company", flat=True)) == ["Other"]

    def test_what_is_not_mine_is_left_alone(self, client, ada):
        other = JobApplicationFactory()

        self.post(client, [other], "delete")

        assert JobApplication.objects.live().filter(pk=other.pk, user_id=other.user_id).exists()
        assert not ada.bulk_changes.exists()

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({}, "Tick the applications first."),
            ({"pick": "x", "action": "archive"}, "Tick the applications first."),
            ({"all": "yes"}, "Choose what to do with them."),
            ({"all": "yes", "action": "tag", "tag": " , "}, "Write the tag first."),
            ({"all": "yes", "action": "tag", "tag": "x" * 51}, "A tag has 50 characters at most."),
            ({"all": "yes", "action": "move"}, "Choose the status first."),
        ],
    )
    def test_what_cannot_be_done_is_said_and_changes_nothing(self, client, ada, sent, said):
        (row,) = named(ada, "A")

        page = client.post(CHANGE, {"query": "status=Applied", **sent})

        assert page.status_code == 422
        assert said in page.text
        row.refresh_from_db()
        assert (row.version, row.archived_at) == (1, None)

    def test_a_status_that_is_none_matters_only_to_a_move(self, client, ada):
        (row,) = named(ada, "A")

        self.post(client, [row], "archive", status="Nowhere")

        assert not ada.job_applications.current().exists()

    def test_ticks_survive_a_mistake(self, client, ada):
        (row,) = named(ada, "A")

        page = client.post(CHANGE, {"pick": row.pk, "action": "tag", "tag": ""}).text

        assert f'value="{row.pk}" checked' in page

    def test_undone_twice_is_undone_once(self, client, ada):
        rows = named(ada, "A")
        self.post(client, rows, "archive")
        self.undo(client, ada)
        rows[0].archive()

        page = self.undo(client, ada)

        assert "There is nothing left to undo." in page.text
        assert ada.job_applications.exclude(archived_at=None).exists()

    def test_the_newest_changes_alone_are_kept(self, ada):
        (row,) = named(ada, "A")
        for n in range(bulk.KEPT + 3):
            action = BulkChange.Action.UNARCHIVE if n % 2 else BulkChange.Action.ARCHIVE
            assert bulk.change(ada, ada.job_applications.filter(pk=row.pk), action)

        assert ada.bulk_changes.count() == bulk.KEPT


class TestViews:
    def test_one_is_saved_shown_and_removed_with_undo(self, client, ada):
        client.post(
            "/applications/table/views/", {"query": "status=Offer&sort=newest&junk=1", "name": " Offers "}
        )
        view = ada.saved_views.get()
        page = client.get(f"{TABLE}?{view.query}").text
        removed = client.post(reverse("applications:remove_view", args=[view.pk]), follow=True)
        undo = next(message.extra_tags for message in removed.context["messages"]).removeprefix("undo:")
        gone = ada.saved_views.exists()
        client.post(undo)

        assert (view.name, view.query) == ("Offers", "status=Offer")
        assert f'href="{TABLE}?status=Offer" aria-current="page"' in page
        assert gone is False
        assert ada.saved_views.get().name == "Offers"
        noted = ada.activities.filter(feature="saved_view").order_by("timestamp")
        assert [activity.type for activity in noted] == ["create", "delete", "restore"]
        assert noted[0].details == {"saved_view": str(view.pk)}

    def test_a_name_that_is_taken_means_this_from_now_on(self, client, ada):
        SavedViewFactory(user=ada, name="Mine", query="status=Hired")

        client.post("/applications/table/views/", {"query": "status=Offer", "name": "Mine"})

        assert ada.saved_views.get().query == "status=Offer"
        assert not ada.activities.filter(feature="saved_view").exists()

    def test_a_name_is_needed(self, client, ada):
        page = client.post("/applications/table/views/", {"query": "status=Offer", "name": " "})

        assert page.status_code == 422
        assert "Give the view a name." in page.text
        assert not ada.saved_views.exists()

    def test_there_are_not_more_than_fit_the_page(self, client, ada):
        SavedViewFactory.create_batch(30, user=ada)

        page = client.post("/applications/table/views/", {"query": "status=Hired", "name": "One more"})

        assert "There are 30 views already" in page.text
        assert ada.saved_views.count() == 30

    def test_nobody_restores_what_another_removed(self, client, ada):
        signed = reverse("applications:restore_view", args=["a:b:c"])

        page = client.post(signed, follow=True)

        assert "There is nothing left to undo." in page.text
        assert not SavedView.objects.exists()
