"""Choosing a look in a real browser, with script and without."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from saaska.documents.looks import PALETTES
from saaska.tests.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server, resume):
    return f"{live_server.url}/resumes/{resume.pk}/design/"


def test_a_choice_shows_itself_on_the_pages_and_in_the_file(tab, address, resume):
    tab.goto(address)
    first = tab.locator(".preview-page").first
    before = first.get_attribute("src")

    tab.get_by_role("radio", name="Forest").check(force=True)
    expect(first).not_to_have_attribute("src", before)
    coloured = first.get_attribute("src")
    tab.get_by_role("button", name="Move Skills up").press("Enter")
    expect(tab.get_by_role("button", name="Move Skills up")).to_be_focused()
    expect(first).not_to_have_attribute("src", coloured)
    tab.get_by_role("radio", name="Letter").check(force=True)
    expect(tab.locator("#preview-said")).to_have_text("2 pages, Letter")
    assert first.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [816, 1056]
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator("#messages")).to_contain_text("Saved.")
    with tab.expect_download() as found:
        tab.get_by_role("button", name="Download PDF").click()

    resume.refresh_from_db()
    layout = resume.personal_info["layout"]
    page = PdfReader(io.BytesIO(found.value.path().read_bytes())).pages[0]
    assert layout["colors"] == list(PALETTES["forest"].colours)
    assert layout["order"][:4] == ["summary", "work", "skills", "education"]
    assert (page.mediabox.width, page.mediabox.height) == (612, 792)
    assert first.get_attribute("alt") == "Page 1 of 2"


def test_without_script_buttons_do_the_same(plain_tab, address, resume):
    plain_tab.goto(address)
    before = plain_tab.locator(".preview-page").first.get_attribute("src")

    plain_tab.get_by_role("radio", name="Wine").check(force=True)
    plain_tab.get_by_role("checkbox", name="Awards").uncheck()
    plain_tab.get_by_role("button", name="Move Skills up").click()
    plain_tab.get_by_role("button", name="Preview").click()
    expect(plain_tab.locator(".preview-page").first).not_to_have_attribute("src", before)
    expect(plain_tab.get_by_role("radio", name="Wine")).to_be_checked()
    plain_tab.get_by_role("button", name="Save").click()
    expect(plain_tab.locator("#messages")).to_contain_text("Saved.")

    resume.refresh_from_db()
    layout, sections = resume.personal_info["layout"], resume.personal_info["sections"]
    assert layout["colors"] == list(PALETTES["wine"].colours)
    assert layout["order"][:4] == ["summary", "work", "skills", "education"]
    assert [section["title"] for section in sections if not section["visible"]] == ["Awards"]


def test_it_is_open_to_everybody(tab, address, resume):
    resume.personal_info["sections"][0]["title"] = "Projektverantwortungsverzeichnisbestandteile" * 3
    resume.summary = "Reads \U00012000."
    resume.save()
    tab.goto(address)
    tab.get_by_label("Main colour").fill("#ffcc00")
    expect(tab.locator("#faint-colours")).to_contain_text("too light")
    expect(tab.get_by_role("radio", name="My own")).to_be_checked()
    resume.save_over(1, {"title": "Bewerbungsunterlagenzusammenstellungsvorlage" * 4})

    assert barriers(tab) == []
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_role("alert").first).to_contain_text("Yours differ in: Colours.")
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.get_by_role("radio", name="Preview").check(force=True)
    assert barriers(tab) == []
