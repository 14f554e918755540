"""The editor that saves and draws by itself, in a real browser: tabs, a lost network, an ended session, a phone."""

import re

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import PASSWORD
from resumes.tests.browser.test_editing import saved
from saaska.documents import prints

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def headline(tab):
    return tab.get_by_role("textbox", name="Headline", exact=True)


def state(tab, name):
    expect(tab.locator("#save-status")).to_have_attribute("data-state", name)


def lose_network(tab):
    """For good: unlike Playwright's own way, also for what a page sends while it goes."""
    tab.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')); }")


def leave(tab):
    tab.once("dialog", lambda dialog: dialog.accept())
    tab.goto("about:blank")


def log_in_and_go_on(tab, person):
    tab.get_by_role("link", name="Log in and go on").click()
    log_in(tab, person)
    tab.get_by_role("main").locator("form button").first.click()
    tab.wait_for_url("**/edit/")


def log_in(tab, person):
    tab.get_by_label("E-mail").fill(person.email)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("main").get_by_role("button", name="Log in").click()


def kept(tab):
    """How many texts the device keeps."""
    return tab.evaluate(
        "() => Object.keys(localStorage).filter((key) => key.startsWith('saaska-typed')).length"
    )


class TestPages:
    def test_what_is_typed_shows_on_the_image_of_the_page(self, tab, editor, zoe):
        tab.goto(editor)
        first = tab.locator(".preview-page").first
        expect(first).to_have_attribute("src", re.compile(r"/preview/\w{32}/1$"))
        before = first.get_attribute("src")

        headline(tab).press_sequentially("Keeper of tides ")
        expect(first).not_to_have_attribute("src", before)
        saved(tab)

        key = first.get_attribute("src").split("/")[-2]
        image = prints.kept_page_image(str(zoe.pk), key, 1)
        assert image
        assert first.evaluate("image => [image.complete, image.naturalWidth]") == [True, 794]

    def test_the_field_being_typed_in_is_left_alone(self, tab, editor):
        tab.goto(editor)
        field = headline(tab)
        field.fill("")

        for word in ("Keeper ", "of ", "tides"):
            field.press_sequentially(word, delay=60)
            saved(tab)

        expect(field).to_be_focused()
        expect(field).to_have_value("Keeper of tides")
        assert field.evaluate("field => field.selectionStart") == len("Keeper of tides")

    def test_the_pages_are_counted_and_can_be_made_larger(self, tab, editor):
        tab.goto(editor)
        expect(tab.locator("#preview-said")).to_have_text("2 pages, A4")
        expect(tab.locator(".preview-break")).to_have_text("Page 2 of 2")
        expect(tab.locator(".preview-fullness")).to_contain_text("Page 2 is")

        tab.get_by_role("radio", name="150 %").check(force=True)

        page, second = tab.locator(".preview-page").first, tab.locator(".preview-page").nth(1)
        expect(second).to_have_attribute("src", re.compile("^data:"))  # fetched when somebody comes near
        second.scroll_into_view_if_needed()
        expect(second).to_have_attribute("src", re.compile(r"/preview/\w{32}/2$"))
        assert round(page.bounding_box()["width"]) == 1191
        tab.reload()
        assert round(page.bounding_box()["width"]) == 1191

    def test_on_a_phone_the_form_and_the_pages_take_turns(self, tab, editor):
        tab.set_viewport_size({"width": 390, "height": 844})
        tab.goto(editor)
        expect(tab.locator("#preview")).to_be_hidden()

        tab.get_by_role("radio", name="Preview").check(force=True)

        expect(tab.locator("#document-form")).to_be_hidden()
        expect(tab.locator(".preview-page").first).to_be_visible()


class TestLostNetwork:
    def test_text_is_saved_once_the_network_is_back(self, tab, editor, resume, context, csp_violations):
        tab.goto(editor)
        context.set_offline(True)
        headline(tab).fill("Typed in a tunnel")
        state(tab, "offline")
        assert kept(tab) == 1

        context.set_offline(False)
        saved(tab)

        resume.refresh_from_db()
        assert resume.personal_info["headline"] == "Typed in a tunnel"
        assert kept(tab) == 0
        cut = [heard for heard in csp_violations if "ERR_INTERNET_DISCONNECTED" in heard]
        assert csp_violations == cut
        csp_violations.clear()  # the browser complains of the connection that was cut, and of nothing else

    def test_text_of_a_page_that_was_closed_is_offered_again(self, tab, editor, resume):
        tab.goto(editor)
        lose_network(tab)
        headline(tab).fill("Typed in a tunnel")
        tab.get_by_role("button", name="Add a position").click()
        tab.locator("#part-work fieldset").last.get_by_role("textbox", name="Company", exact=True).fill(
            "Tide & Sons"
        )
        state(tab, "offline")
        leave(tab)

        tab.goto(editor)
        tab.get_by_role("button", name="Put it back").click()
        saved(tab)

        resume.refresh_from_db()
        assert resume.personal_info["headline"] == "Typed in a tunnel"
        assert resume.work_experience[-1]["company"] == "Tide & Sons"
        expect(tab.get_by_role("button", name="Put it back")).to_have_count(0)
        assert kept(tab) == 0

    def test_it_can_be_thrown_away(self, tab, editor):
        tab.goto(editor)
        lose_network(tab)
        headline(tab).fill("Typed in a tunnel")
        state(tab, "offline")
        leave(tab)
        tab.goto(editor)

        tab.get_by_role("button", name="Throw it away").click()
        tab.reload()

        expect(tab.get_by_role("button", name="Put it back")).to_have_count(0)
        expect(headline(tab)).to_have_value("Data engineer")

    def test_an_answer_that_got_lost_is_no_conflict(self, tab, editor, resume):
        tab.goto(editor)
        state(tab, "saved")
        tab.route("**/edit/", lambda route: (route.fetch(), route.abort()), times=1)
        headline(tab).fill("Saved, but nobody heard of it")
        state(tab, "offline")

        headline(tab).fill("Saved, and more")
        saved(tab)

        resume.refresh_from_db()
        assert resume.personal_info["headline"] == "Saved, and more"

    def test_logging_out_forgets_what_the_device_keeps(self, tab, editor, live_server):
        tab.goto(editor)
        lose_network(tab)
        headline(tab).fill("Typed in a tunnel")
        state(tab, "offline")
        tab.once("dialog", lambda dialog: dialog.accept())

        tab.goto(f"{live_server.url}/accounts/logout/")
        assert kept(tab) == 1
        tab.get_by_role("main").get_by_role("button").click()
        tab.wait_for_url(lambda url: "logout" not in url)

        assert kept(tab) == 0


class TestTwoTabs:
    def test_the_second_one_is_told_and_goes_on_drawing(self, tab, editor, resume, context):
        tab.goto(editor)
        other = context.new_page()
        other.goto(editor)
        headline(other).fill("Typed in the other tab")
        saved(other)

        headline(tab).fill("Typed here")
        state(tab, "conflict")

        resume.refresh_from_db()
        assert resume.personal_info["headline"] == "Typed in the other tab"
        tab.get_by_role("button", name="See both").click()
        asked = tab.get_by_role("group", name="Headline")
        expect(asked).to_contain_text("Typed here")
        asked.get_by_role("radio", name="Saved elsewhere").check()
        tab.get_by_role("button", name="Save as chosen below").click()

        expect(headline(tab)).to_have_value("Typed in the other tab")


class TestSessionOver:
    def test_the_text_is_saved_after_the_login(self, tab, editor, resume, zoe):
        tab.goto(editor)
        tab.locator("img.preview-page").first.wait_for()
        tab.context.clear_cookies(name="sessionid")
        headline(tab).fill("Typed after the end")
        state(tab, "signed-out")

        log_in_and_go_on(tab, zoe)

        resume.refresh_from_db()
        assert resume.personal_info["headline"] == "Typed after the end"
        expect(headline(tab)).to_have_value("Typed after the end")

    def test_without_any_cookie_it_is_too(self, tab, editor, resume, zoe):
        tab.goto(editor)
        tab.locator("img.preview-page").first.wait_for()
        tab.context.clear_cookies(name="csrftoken")  # as after a login in another tab
        headline(tab).fill("Typed with another token")
        state(tab, "saved")

        tab.context.clear_cookies()
        headline(tab).fill("Typed without cookies")
        state(tab, "signed-out")
        tab.get_by_role("link", name="Log in and go on").click()
        log_in(tab, zoe)
        tab.get_by_role("button", name="Put it back").click()
        state(tab, "saved")

        resume.refresh_from_db()
        assert resume.personal_info["headline"] == "Typed without cookies"
