"""The board, and moving a card of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import UserActivity
from applications import board
from applications.models import JobApplication
from applications.tests.factories import JobApplicationFactory

pytestmark = pytest.mark.django_db
INDEX = "/applications/"
NOBODY = "0c9f6d52-5b0e-4c3e-9f0a-6b8f3c1d2e4a"
HTMX = {"HX-Request": "true"}


def act(name, application, *more):
    return reverse(f"applications:{name}", args=[application.pk, *more])


def lane(response, status):
    return next(lane for lane in response.context["lanes"] if lane.status == status)


class TestIndex:
    def test_it_greets_whoever_has_none_with_a_way_to_begin(self, client, ada):
        page = client.get(INDEX).content.decode()

        assert "No application yet" in page
        assert reverse("applications:create") in page

    def test_each_card_stands_in_the_lane_of_its_status(self, client, ada):
        sent, talk = JobApplicationFactory(user=ada), JobApplicationFactory(user=ada, interview=True)

        response = client.get(INDEX)

        assert lane(response, "Applied").cards == [sent]
        assert lane(response, "Interview").cards == [talk]

    def test_it_shows_nobody_elses(self, client, ada):
        JobApplicationFactory(company="Somebody’s secret")

        assert "secret" not in client.get(INDEX).content.decode()

    @pytest.mark.parametrize("put", [JobApplication.archive, JobApplication.delete_for_now])
    def test_what_is_put_away_is_not_on_it(self, client, ada, put):
        put(JobApplicationFactory(user=ada))

        assert lane(client.get(INDEX), "Applied").cards == []

    def test_an_open_one_without_a_word_is_called_silent(self, client, ada):
        JobApplicationFactory(user=ada, date_applied=timezone.localdate() - timedelta(days=9))

        assert "Silent for 9 days" in client.get(INDEX).content.decode()

    def test_one_with_an_interview_ahead_is_not_silent(self, client, ada):
        JobApplicationFactory(user=ada, interview=True, date_applied=date(2026, 1, 5))

        assert "Silent for" not in client.get(INDEX).content.decode()

    @pytest.mark.parametrize("number", [1, 40])
    def test_it_asks_the_same_however_many_there_are(self, client, ada, count_queries, number):
        JobApplicationFactory.create_batch(number, user=ada)

        with count_queries() as queries:
            client.get(INDEX)

        assert len(queries) == 6, queries

    def test_five_full_lanes_are_light(self, client, ada):
        for status in JobApplication.Status.values:
            JobApplicationFactory.create_batch(
                15,
                user=ada,
                status=status,
                company="Sable Mountain Outfitters",
                city="Minneapolis",
                stage="Panel",
            )

        assert len(client.get(INDEX).content) < 60 * 1024


class TestPieces:
    def test_a_lane_comes_in_pieces_that_meet(self, client, ada):
        many = JobApplicationFactory.create_batch(20, user=ada)

        first = lane(client.get(INDEX), "Applied")
        second = board.continued(ada, "Applied", first.after)
        third = board.continued(ada, "Applied", second.after)

        shown = [*first.cards, *second.cards, *third.cards]
        assert (len(first.cards), len(second.cards), len(third.cards)) == (8, 8, 4)
        assert {card.pk for card in shown} == {one.pk for one in many}
        assert third.after == ""

    def test_a_script_gets_the_cards_alone(self, client, ada):
        JobApplicationFactory.create_batch(9, user=ada)
        after = lane(client.get(INDEX), "Applied").after

        page = client.get(INDEX, {"lane": "Applied", "after": after}, headers=HTMX).content.decode()

        assert page.count('class="app-card"') == 1
        assert "<html" not in page

    def test_without_script_the_lane_goes_on_and_leads_back(self, client, ada):
        JobApplicationFactory.create_batch(9, user=ada)
        after = lane(client.get(INDEX), "Applied").after

        response = client.get(INDEX, {"lane": "Applied", "after": after})

        assert len(lane(response, "Applied").cards) == 1
        assert "From the newest" in response.content.decode()

    @pytest.mark.parametrize(
        "after", ["", "nonsense", "2026-13-01_x", "0c9f6d52-5b0e-4c3e-9f0a-6b8f3c1d2e4a_2026-01-01"]
    )
    def test_a_place_that_is_none_is_the_beginning(self, client, ada, after):
        JobApplicationFactory(user=ada)

        assert len(lane(client.get(INDEX, {"lane": "Applied", "after": after}), "Applied").cards) == 1


class TestMove:
    def test_it_moves_and_can_be_undone(self, client, ada):
        application = JobApplicationFactory(user=ada)

        page = client.post(act("move", application), {"status": "Interview"}, follow=True).content.decode()

        application.refresh_from_db()
        event = application.events.get(status="Interview")
        assert application.status == "Interview"
        assert act("undo_move", application, event.pk) in page
        assert UserActivity.objects.filter(user=ada, type="move", feature="application").exists()

    def test_a_day_before_today_dates_the_change(self, client, ada):
        application = JobApplicationFactory(user=ada, date_applied=date(2026, 3, 2))

        client.post(
            act("move", application), {"status": "Rejected", "stage": "Form letter", "day": "2026-03-09"}
        )

        event = application.events.get(status="Rejected")
        assert (event.stage, event.happened_at.date()) == ("Form letter", date(2026, 3, 9))

    def test_a_day_to_come_is_refused(self, client, ada):
        application = JobApplicationFactory(user=ada)
        tomorrow = timezone.localdate() + timedelta(days=1)

        response = client.post(act("move", application), {"status": "Offer", "day": tomorrow.isoformat()})

        application.refresh_from_db()
        assert (response.status_code, application.status) == (422, "Applied")
        assert "That day is still to come." in response.content.decode()

    def test_an_unknown_status_is_refused(self, client, ada):
        application = JobApplicationFactory(user=ada)

        assert client.post(act("move", application), {"status": "Ghosted"}).status_code == 422

    def test_a_script_gets_the_card_the_numbers_and_the_message(self, client, ada):
        application = JobApplicationFactory(user=ada)

        page = client.post(act("move", application), {"status": "Offer"}, headers=HTMX).content.decode()

        assert f'id="card-{application.pk}" hx-swap-oob="true"' in page
        assert '<span id="count-Offer" hx-swap-oob="true">1</span>' in page
        assert '<span id="count-Applied" hx-swap-oob="true">0</span>' in page
        assert "is in Offer now." in page

    def test_moving_to_where_it_stands_writes_nothing(self, client, ada):
        application = JobApplicationFactory(user=ada)

        client.post(act("move", application), {"status": "Applied"})

        assert application.events.count() == 1

    def test_a_strangers_is_not_found(self, client, ada):
        assert client.post(act("move", JobApplicationFactory()), {"status": "Offer"}).status_code == 404


class TestUndoMove:
    def test_it_goes_back_and_the_history_forgets_the_slip(self, client, ada):
        application = JobApplicationFactory(user=ada)
        application.move("Rejected")
        slip = application.events.get(status="Rejected")

        client.post(act("undo_move", application, slip.pk))

        application.refresh_from_db()
        assert application.status == "Applied"
        assert [event.status for event in application.events.all()] == ["Applied"]

    def test_later_news_are_not_undone(self, client, ada):
        application = JobApplicationFactory(user=ada)
        application.move("Interview")
        earlier = application.events.get(status="Interview")
        application.move("Offer")

        response = client.post(act("undo_move", application, earlier.pk), follow=True)

        application.refresh_from_db()
        assert application.status == "Offer"
        assert "has moved on since" in response.content.decode()

    def test_the_beginning_cannot_be_undone(self, client, ada):
        application = JobApplicationFactory(user=ada)

        response = client.post(act("undo_move", application, application.events.get().pk))

        assert response.status_code == 404
