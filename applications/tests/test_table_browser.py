"""The table in a real browser: filters that come as one types, and many rows changed at once."""

import re

import pytest
from playwright.sync_api import expect

from applications.tests.factories import JobApplicationFactory
from applications.tests.test_browser import ada, log_in  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def table(page, live_server, ada):  # noqa: F811 (the fixture)
    for company in ("Tidepool", "Quillworks", "Parcelo", "Fieldnote"):
        JobApplicationFactory(user=ada, company=company)
    log_in(page, live_server)
    page.goto(f"{live_server.url}/applications/table/?sort=company")
    return page.locator(".app-table tbody tr")


def test_the_address_follows_what_is_typed_and_chosen(page, table):
    page.get_by_placeholder("Position, company").press_sequentially("tidepol")
    expect(table).to_have_count(1)
    expect(page).to_have_url(re.compile("q=tidepol"))
    page.get_by_placeholder("Position, company").fill("")
    page.locator(".pill", has_text="Offer").click()
    expect(page.get_by_text("No application fits")).to_be_visible()
    page.go_back()
    expect(table).not_to_have_count(0)


def test_a_range_is_ticked_by_shift_moved_and_brought_back(page, table, ada):  # noqa: F811 (the fixture)
    bar = page.locator("[data-bulk-bar]")
    expect(bar).to_be_hidden()
    boxes = page.get_by_role("checkbox", name="Data Engineer at")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(bar).to_contain_text("With the ticked ones: 3")

    bar.get_by_label("Status").select_option("Rejected")
    bar.get_by_role("button", name="Move").click()
    expect(page.locator("#messages")).to_contain_text("3 applications are in Rejected now.")
    moved = ada.job_applications.filter(status="Rejected").count()
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("3 applications are as they were.")

    assert (moved, ada.job_applications.filter(status="Applied").count()) == (3, 4)
