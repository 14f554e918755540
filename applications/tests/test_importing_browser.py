"""A table becomes applications, and applications a report, in a real browser."""

import pytest
from playwright.sync_api import expect

from applications.tests.factories import JobApplicationFactory
from applications.tests.test_browser import ada, log_in  # noqa: F401 (a fixture)
from saaska.tests.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = b"Firm;Job;When;Where it stands\nAcme;Clerk;31.1.2026;Simmering\nBolt;Cook;2.2.2026;Applied\nCask;;3.2.2026;\n"


def test_a_table_is_mapped_imported_reported_and_taken_back(page, live_server, ada):  # noqa: F811
    log_in(page, live_server)
    page.goto(f"{live_server.url}/applications/import/")
    page.get_by_label("File").set_input_files({"name": "jobs.csv", "mimeType": "text/csv", "buffer": TABLE})
    page.get_by_role("button", name="Read it").click()

    page.get_by_label("When").select_option("Applied on")
    page.get_by_label("Where it stands").select_option("Status")
    page.get_by_role("button", name="Read it again").first.click()
    page.get_by_label("“Simmering”").select_option("Interview")
    page.get_by_role("button", name="Read it again").first.click()
    expect(page.get_by_role("heading", name="2 applications will be made")).to_be_visible()
    problems = barriers(page)
    page.get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_role("heading", name="2 applications were made")).to_be_visible()
    expect(page.get_by_text("The company or the position is missing.")).to_be_visible()
    assert problems == barriers(page) == []
    assert dict(ada.job_applications.values_list("company", "status")) == {
        "Acme": "Interview",
        "Bolt": "Applied",
    }
    page.get_by_role("button", name="Take the whole import back").click()
    expect(page.get_by_text("This import was taken back.")).to_be_visible()


def test_the_proof_is_shown_in_the_offices_language_and_downloaded(page, live_server, ada):  # noqa: F811
    JobApplicationFactory(user=ada, company="Hafenkontor", date_applied="2026-01-15")
    JobApplicationFactory(user=ada, company="Before it", date_applied="2025-12-31")
    log_in(page, live_server)
    page.goto(f"{live_server.url}/applications/report/")

    page.get_by_label("From").fill("2026-01-01")
    page.get_by_label("Until").fill("2026-01-31")
    page.get_by_label("Language").select_option("de")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".report-preview tbody tr")).to_have_count(1)
    expect(page.locator(".report-preview")).to_contain_text("Hafenkontor")
    assert barriers(page) == []

    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    told = download.value.path().read_text("utf-8-sig")
    assert "Hafenkontor" in told
    assert "Before it" not in told
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
