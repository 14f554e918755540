"""Writing a letter in a real browser, with script and without."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from letters.tests.factories import CoverLetterFactory
from resumes.tests.browser.test_autosaving import log_in_and_go_on, state
from resumes.tests.browser.test_editing import saved
from resumes.tests.factories import ResumeFactory
from saaska.documents.tests.pdf_files import a_pdf
from saaska.tests.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def begin(tab, live_server):
    tab.goto(f"{live_server.url}/letters/")
    tab.get_by_role("link", name="New cover letter").first.click()
    tab.get_by_label("Company").fill("Tern Logistics")
    tab.get_by_label("Job title").fill("Data Engineer")
    tab.get_by_role("button", name="Create the letter").click()


def text_of(tab):
    return tab.get_by_role("textbox", name="Letter")


def undo(tab):
    tab.keyboard.press("Control+z")


def test_a_letter_is_begun_written_and_downloaded(tab, live_server, zoe):
    ResumeFactory(user=zoe, full=True, title="Data engineer")
    begin(tab, live_server)
    first = tab.locator("img.preview-page").first
    before = first.get_attribute("src")

    text_of(tab).fill("Dear **{{company}}**,\n\nI am {{mood}}.")
    expect(first).not_to_have_attribute("src", before)
    expect(tab.locator("#unfilled")).to_contain_text("{{mood}}")
    text_of(tab).fill("Dear **{{company}}**,\n\nI am early.")
    expect(tab.locator("#unfilled .alert")).to_have_count(0)
    with tab.expect_download() as found:
        tab.get_by_role("button", name="Download PDF").click()

    text = PdfReader(io.BytesIO(found.value.path().read_bytes())).pages[0].extract_text()
    assert "Dear Tern Logistics," in text
    assert "+1" in text
    assert zoe.cover_letters.get().download_count == 1


def test_without_script_it_is_the_same(plain_tab, live_server, zoe):
    begin(plain_tab, live_server)

    text_of(plain_tab).fill("- I read\n- I write")
    plain_tab.get_by_role("button", name="Preview").click()
    expect(plain_tab.locator("img.preview-page")).to_have_count(1)
    plain_tab.get_by_role("button", name="Save").click()
    expect(plain_tab.locator("#messages")).to_contain_text("Saved.")

    letter = zoe.cover_letters.get()
    assert (letter.title, letter.content) == ("Data Engineer at Tern Logistics", "- I read\n- I write")


def after_keys(tab, text, selected, *keys):
    """What stands in the field once the keys were pressed with that part of the text selected."""
    field, at = text_of(tab), text.index(selected)
    field.fill(text)
    field.evaluate("(field, [at, to]) => field.setSelectionRange(at, to)", [at, at + len(selected)])
    for key in keys:
        field.press(key)
    return field.input_value()


def test_keys_put_marks_round_what_is_selected(tab, live_server, letter):
    tab.goto(f"{live_server.url}{letter.get_absolute_url()}")

    assert after_keys(tab, "I am early.", "early", "Control+b") == "I am **early**."
    assert after_keys(tab, "I am early.", " early", "Control+i") == "I am *early*."
    assert after_keys(tab, "I am early.", "early", "Control+b", "Control+i") == "I am ***early***."
    assert after_keys(tab, "I am **early**.", "early", "Control+b") == "I am early."
    assert after_keys(tab, "I am **early**.", "**early**", "Control+b") == "I am early."
    assert after_keys(tab, "I am ***early***.", "early", "Control+i") == "I am **early**."
    assert after_keys(tab, "Us\nThem", "Us\nThem", "Control+b") == "**Us**\n**Them**"
    assert after_keys(tab, "See my work.", "my work", "Control+k") == "See [my work](https://)."
    assert after_keys(tab, "See https://a.io", "https://a.io", "Control+k") == "See [](https://a.io)"
    saved(tab)


def test_buttons_put_marks_that_undo_takes_back(tab, live_server, letter):
    tab.goto(f"{live_server.url}{letter.get_absolute_url()}")
    field = text_of(tab)
    field.fill("I read\nI write")
    field.press("Control+a")

    tab.get_by_role("button", name="List", exact=True).click()
    expect(field).to_have_value("- I read\n- I write")
    expect(field).to_be_focused()
    tab.get_by_role("button", name="Numbered list").click()
    expect(field).to_have_value("1. I read\n2. I write")
    undo(tab)
    expect(field).to_have_value("- I read\n- I write")
    tab.get_by_role("button", name="List", exact=True).click()
    expect(field).to_have_value("I read\nI write")
    tab.get_by_text("Values that fill themselves").click()
    field.press("Control+End")
    tab.get_by_role("button", name="Job title").click()
    expect(field).to_have_value("I read\nI write{{job title}}")
    saved(tab)

    letter.refresh_from_db()
    assert letter.content == "I read\nI write{{job title}}"


class TestNothingIsLost:
    def test_text_is_saved_once_the_network_is_back(self, tab, live_server, letter, context, csp_violations):
        tab.goto(f"{live_server.url}{letter.get_absolute_url()}")
        context.set_offline(True)
        text_of(tab).fill("Typed in a tunnel.")
        state(tab, "offline")

        context.set_offline(False)
        saved(tab)

        letter.refresh_from_db()
        assert letter.content == "Typed in a tunnel."
        csp_violations[:] = [heard for heard in csp_violations if "ERR_INTERNET_DISCONNECTED" not in heard]

    def test_two_tabs_meet_and_both_texts_are_shown(self, tab, live_server, letter):
        tab.goto(f"{live_server.url}{letter.get_absolute_url()}")
        letter.save_over(1, {"content": "Changed elsewhere."})

        text_of(tab).fill("Typed here.")
        state(tab, "conflict")
        tab.get_by_role("button", name="See both").click()

        expect(tab.get_by_role("group", name="Letter")).to_contain_text("Changed elsewhere.")
        expect(tab.get_by_role("group", name="Letter")).to_contain_text("Typed here.")
        assert barriers(tab) == []
        tab.get_by_role("button", name="Save mine over it").click()
        expect(text_of(tab)).to_have_value("Typed here.")

    def test_the_text_is_saved_after_a_login_that_was_over(self, tab, live_server, letter, zoe):
        tab.goto(f"{live_server.url}{letter.get_absolute_url()}")
        tab.locator("img.preview-page").first.wait_for()
        tab.context.clear_cookies(name="sessionid")
        text_of(tab).fill("Typed after the end.")
        state(tab, "signed-out")

        log_in_and_go_on(tab, zoe)

        expect(text_of(tab)).to_have_value("Typed after the end.")


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


@pytest.mark.parametrize("page", ["edit", "download", "duplicate", "design", "packet", "sender"])
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


def test_a_packet_is_bound_in_the_order_that_was_chosen(plain_tab, live_server, letter, tmp_path):
    ResumeFactory(user=letter.user, title="Data engineer")
    file = tmp_path / "AWS certificate.pdf"
    file.write_bytes(a_pdf("Proof"))
    plain_tab.goto(f"{live_server.url}/letters/{letter.pk}/packet/")

    plain_tab.get_by_label("PDF", exact=True).set_input_files(file)
    plain_tab.get_by_role("button", name="Add it").click()
    plain_tab.get_by_role("checkbox", name="AWS certificate").check()
    plain_tab.get_by_role("button", name="Move AWS certificate up").click()
    expect(plain_tab.get_by_role("checkbox", name="AWS certificate")).to_be_checked()
    with plain_tab.expect_download() as found:
        plain_tab.get_by_role("button", name="Download the packet").click()

    reader = PdfReader(io.BytesIO(found.value.path().read_bytes()))
    assert [mark.title for mark in reader.outline] == ["Cover letter", "AWS certificate", "Résumé"]
    assert found.value.suggested_filename.endswith("Application Harbour Data.pdf")
