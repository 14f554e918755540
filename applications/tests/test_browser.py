"""The board in a real browser, with script and without."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from accounts.models import User
from accounts.tests.factories import UserFactory
from applications.tests.factories import JobApplicationFactory
from saaska.tests.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada(transactional_db):
    return UserFactory(email="ada@example.org")


def log_in(page, live_server):
    client = Client()
    client.force_login(User.objects.get())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )


@pytest.fixture
def board(page, live_server, ada):
    """Opens the board of somebody who is signed in."""
    log_in(page, live_server)
    return lambda: page.goto(f"{live_server.url}/applications/")


def drag(page, card, lane):
    start, end = card.bounding_box(), page.locator(f".lane-list[data-status={lane}]").bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] - 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 20, steps=12)
    page.mouse.up()


class TestWithScript:
    def test_a_card_is_dragged_twice(self, page, board, ada):
        application = JobApplicationFactory(user=ada)
        board()
        card = page.locator(f"#card-{application.pk}")

        drag(page, card, "Interview")
        expect(page.locator("#messages")).to_contain_text("is in Interview now.")
        drag(page, card, "Offer")
        expect(page.locator("#messages")).to_contain_text("is in Offer now.")

        application.refresh_from_db()
        assert application.status == "Offer"
        expect(page.locator("#count-Offer")).to_have_text("1")
        expect(page.locator("#count-Interview")).to_have_text("0")

    def test_the_keyboard_moves_it_by_its_menu(self, page, board, ada):
        application = JobApplicationFactory(user=ada, position="Gauge reader")
        board()

        page.get_by_role("link", name="Move Gauge reader").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Interview")).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#messages")).to_contain_text("is in Offer now.")

        application.refresh_from_db()
        assert application.status == "Offer"
        expect(page.get_by_role("link", name="Move Gauge reader")).to_be_focused()

    def test_undo_brings_it_back(self, page, board, ada):
        application = JobApplicationFactory(user=ada)
        board()

        drag(page, page.locator(f"#card-{application.pk}"), "Rejected")
        page.get_by_role("button", name="Undo").click()

        expect(page.locator("#count-Applied")).to_have_text("1")

    def test_without_a_connection_it_goes_back(self, page, board, ada, csp_violations):
        application = JobApplicationFactory(user=ada)
        board()
        page.context.set_offline(True)

        drag(page, page.locator(f"#card-{application.pk}"), "Offer")

        expect(page.locator(f".lane-list[data-status=Applied] #card-{application.pk}")).to_be_visible()
        page.context.set_offline(False)
        csp_violations.clear()  # the browser complains of the connection that was cut

    def test_a_lane_does_not_move_when_those_after_it_arrive(self, page, board, ada):
        JobApplicationFactory(user=ada)
        board()
        lane = page.locator(".lane").first
        among_all = lane.bounding_box()

        page.locator(".lane:not(:first-child)").evaluate_all("lanes => lanes.forEach(lane => lane.remove())")

        assert lane.bounding_box()["width"] == among_all["width"]

    def test_further_cards_come_below(self, page, board, ada):
        JobApplicationFactory.create_batch(10, user=ada)
        board()

        page.get_by_role("link", name="More in Applied").click()

        expect(page.locator(".app-card")).to_have_count(10)


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_a_card_is_moved_on_a_page_of_its_own(self, page, board, ada):
        application = JobApplicationFactory(user=ada, position="Gauge reader")
        board()

        page.get_by_role("link", name="Move Gauge reader").click()
        page.get_by_label("Status").select_option("Interview")
        page.get_by_role("button", name="Move it").click()

        expect(page.locator(f".lane-list[data-status=Interview] #card-{application.pk}")).to_be_visible()

    def test_one_is_added_in_a_line(self, page, board, ada):
        JobApplicationFactory(user=ada)
        board()

        page.get_by_placeholder("Position").fill("Night baker")
        page.get_by_placeholder("Company").fill("Bramble Foods")
        page.get_by_role("button", name="Sent today").click()

        expect(page.get_by_role("link", name="Night baker", exact=True)).to_be_visible()


# barriers() looks at both themes on both screens; what a page could do otherwise is how it begins.
@pytest.mark.parametrize(("theme", "screen"), [("light", (1440, 900)), ("dark", (390, 844))])
def test_the_pages_are_open_to_everybody(page, board, ada, live_server, theme, screen):
    application = JobApplicationFactory(
        user=ada, interview=True, stage="Panel", tags=["remote"], notes="Ask Ines."
    )
    board()
    found = barriers(page)
    for path in ("new/", "away/", f"{application.pk}/", f"{application.pk}/edit/", f"{application.pk}/move/"):
        page.goto(f"{live_server.url}/applications/{path}")
        found += barriers(page)

    assert found == []


class TestRecords:
    def test_a_task_is_added_mended_ticked_removed_and_brought_back_in_place(
        self, page, board, ada, live_server
    ):
        application = JobApplicationFactory(user=ada)
        board()
        page.goto(f"{live_server.url}/applications/{application.pk}/")
        tasks = page.locator("#tasks")

        page.get_by_role("link", name="Add a task").click()
        expect(tasks.get_by_label("Task")).to_be_focused()
        tasks.get_by_role("button", name="Add a task").click()
        expect(tasks.get_by_text("What is to be done?")).to_be_visible()
        expect(tasks.get_by_label("Task")).to_be_focused()
        tasks.get_by_label("Task").fill("Thank them")
        tasks.get_by_role("button", name="Add a task").click()
        expect(tasks.get_by_text("Thank them")).to_be_visible()
        expect(page.get_by_role("link", name="Add a task")).to_be_focused()

        tasks.get_by_role("link", name="Edit “Thank them”").click()
        tasks.get_by_label("Task").fill("Write to them")
        tasks.get_by_role("button", name="Save changes").click()
        tasks.get_by_role("button", name="“Write to them” is done").click()
        expect(tasks.get_by_text("Done on")).to_be_visible()
        assert barriers(page) == []

        tasks.get_by_role("button", name="Remove “Write to them”").click()
        expect(tasks.get_by_text("Write to them")).to_have_count(0)
        page.get_by_role("button", name="Undo").click()
        expect(tasks.get_by_text("Write to them")).to_be_visible()
