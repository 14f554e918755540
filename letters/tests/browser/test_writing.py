"""Writing a letter in a real browser, with script and without."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from letters.tests.factories import CoverLetterFactory
from resumes.tests.factories import ResumeFactory
from saaska.tests.test_browser import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def begin(tab, live_server):
    tab.goto(f"{live_server.url}/letters/")
    tab.get_by_role("link", name="New cover letter").first.click()
    tab.get_by_label("Company").fill("Tern Logistics")
    tab.get_by_label("Job title").fill("Data Engineer")
    tab.get_by_role("button", name="Create the letter").click()


def write(tab, text):
    tab.locator("#id_content").fill(text)
    tab.get_by_role("button", name="Preview").click()


def test_a_letter_is_begun_written_and_downloaded(tab, live_server, zoe):
    ResumeFactory(user=zoe, full=True, title="Data engineer")
    begin(tab, live_server)
    first = tab.locator(".preview-page").first
    before = first.get_attribute("src")

    write(tab, "Dear **{{company}}**,\n\nI am {{mood}}.")
    expect(first).not_to_have_attribute("src", before)
    expect(tab.locator(".alert")).to_contain_text("{{mood}}")
    write(tab, "Dear **{{company}}**,\n\nI am early.")
    expect(tab.locator(".alert")).to_have_count(0)
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator("#messages")).to_contain_text("Saved.")
    tab.get_by_role("button", name="Download PDF").click()
    with tab.expect_download() as found:
        tab.get_by_role("button", name="Download PDF").click()

    text = PdfReader(io.BytesIO(found.value.path().read_bytes())).pages[0].extract_text()
    assert "Dear Tern Logistics," in text
    assert "+1" in text
    assert zoe.cover_letters.get().download_count == 1


def test_without_script_it_is_the_same(plain_tab, live_server, zoe):
    begin(plain_tab, live_server)
    before = plain_tab.locator(".preview-page").first.get_attribute("src")

    write(plain_tab, "- I read\n- I write")
    expect(plain_tab.locator(".preview-page").first).not_to_have_attribute("src", before)
    plain_tab.get_by_role("button", name="Save").click()
    expect(plain_tab.locator("#messages")).to_contain_text("Saved.")

    letter = zoe.cover_letters.get()
    assert (letter.title, letter.content) == ("Data Engineer at Tern Logistics", "- I read\n- I write")


def test_a_choice_of_its_look_shows_itself_on_the_page(tab, live_server, letter):
    tab.goto(f"{live_server.url}/letters/{letter.pk}/design/")
    first = tab.locator(".preview-page").first
    before = first.get_attribute("src")

    tab.get_by_role("radio", name="Forest").check(force=True)
    expect(first).not_to_have_attribute("src", before)
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator("#messages")).to_contain_text("Saved.")

    letter.refresh_from_db()
    assert letter.personal_info["layout"]["colors"] == ["#166534", "#14392a"]


def test_a_deleted_one_comes_back_by_undo(tab, live_server, letter):
    tab.goto(f"{live_server.url}/letters/")

    tab.get_by_role("button", name="More for “To the harbour”").click()
    tab.get_by_role("button", name="Delete").click()
    expect(tab.locator("#messages")).to_contain_text("was deleted")
    tab.get_by_role("button", name="Undo").click()

    expect(tab.get_by_role("link", name="To the harbour")).to_be_visible()


@pytest.mark.parametrize("page", ["edit", "download", "duplicate", "design"])
def test_its_pages_are_open_to_everybody(tab, live_server, letter, page):
    letter.content = "{{mood}}" + "Bewerbungsunterlagenzusammenstellungsvorlage" * 4
    letter.title = letter.company_name = "Projektverantwortungsverzeichnisbestandteile" * 3
    letter.save()

    tab.goto(f"{live_server.url}/letters/{letter.pk}/{page}/")

    assert barriers(tab) == []


@pytest.mark.parametrize("query", ["", "?deleted"])
def test_its_lists_are_open_to_everybody(tab, live_server, letter, query):
    CoverLetterFactory(user=letter.user, deleted=True)

    tab.goto(f"{live_server.url}/letters/{query}")

    assert barriers(tab) == []


def test_a_conflict_is_open_to_everybody(tab, live_server, letter):
    tab.goto(f"{live_server.url}{letter.get_absolute_url()}")
    letter.save_over(1, {"content": "Changed elsewhere."})

    tab.locator("#id_content").fill("Typed here.")
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_role("alert").first).to_contain_text("Changed elsewhere.")

    assert barriers(tab) == []
