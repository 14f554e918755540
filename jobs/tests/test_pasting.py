"""The page that reads a posting into the form of a new job, and the button that brings one."""

import json
from urllib.parse import quote, unquote

import pytest
from django.test import Client

from accounts.tests.factories import PASSWORD, UserFactory
from jobs.models import SavedJob
from jobs.tests.factories import SavedJobFactory

PASTE = "/jobs/paste/"
TEXT = "Senior Planner at Oakway Transit\n\nLocation: Utrecht\n\nYou plan <b>buses</b>."


@pytest.mark.django_db
class TestPaste:
    def test_it_fills_the_form_and_saves_nothing(self, client, ada):
        answer = client.post(PASTE, {"posting": TEXT, "url": "https://oakway.example/1"})

        initial = answer.context["form"].initial
        assert (initial["position"], initial["company"], initial["location"], initial["url"]) == (
            "Senior Planner",
            "Oakway Transit",
            "Utrecht",
            "https://oakway.example/1",
        )
        assert not SavedJob.objects.exists()

    def test_the_report_says_what_was_found_and_what_was_not(self, client, ada):
        page = client.post(PASTE, {"posting": TEXT}).content.decode()

        assert "Guessed from how the text begins: please check." in page
        assert "Not found: Salary, Closes on, Requirements" in " ".join(page.split())
        assert "<b>buses" not in page

    def test_the_form_it_fills_makes_the_job(self, client, ada):
        form = client.post(PASTE, {"posting": TEXT}).context["form"]

        sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
        client.post("/jobs/new/", sent)

        assert ada.saved_jobs.get().position == "Senior Planner"

    def test_an_address_that_is_saved_already_is_told(self, client, ada):
        known = SavedJobFactory(user=ada, url="https://oakway.example/1")

        page = client.post(PASTE, {"posting": TEXT, "url": known.url}).content.decode()

        assert known.get_absolute_url() in page

    @pytest.mark.parametrize(
        ("posting", "sentence"),
        [
            ("", "Paste the posting first."),
            ("\u202e\n", "Paste the posting first."),
            ("<script>1</script>", "Neither a position nor a company nor a text was found in this."),
            ("a" * 1_000_001, "This is more than a million characters"),
        ],
    )
    def test_bad_input_gets_a_sentence_and_stays(self, client, ada, posting, sentence):
        answer = client.post(PASTE, {"posting": posting, "url": "https://oakway.example/1"})

        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert 'value="https://oakway.example/1"' in answer.content.decode()

    def test_it_wants_a_token(self, ada):
        client = Client(enforce_csrf_checks=True)
        client.force_login(ada)

        assert client.post(PASTE, {"posting": TEXT}).status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestButton:
    def test_what_it_brings_is_shown_then_read_and_survives_a_login(self, page, live_server):
        ada = UserFactory(email="ada@example.org")
        page.goto(f"{live_server.url}/accounts/login/")
        page.get_by_label("E-mail").fill("ada@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url("**/dashboard/")
        page.goto(f"{live_server.url}{PASTE}")
        button = page.locator(".bookmarklet[href^='javascript:']").get_attribute("href")
        ld = json.dumps({"@type": "JobPosting", "title": "Ferry Pilot", "hiringOrganization": "Gull"})
        posting = (
            f"<title>Pilots</title><script type='application/ld+json'>{ld}</script><p>Fly 100 % of it.</p>"
        )
        page.route(
            "http://board.invalid/**", lambda route: route.fulfill(body=posting, content_type="text/html")
        )

        page.goto("http://board.invalid/jobs/1")
        with page.expect_popup() as opened:
            page.evaluate(unquote(button.removeprefix("javascript:")))
        clip = opened.value
        clip.get_by_text("With the structured data of the page.").wait_for()
        shown = clip.get_by_label("Its address").input_value(), clip.get_by_label("The posting").input_value()
        address = clip.url
        page.context.clear_cookies(name="sessionid")
        clip.get_by_role("button", name="Read it").click()
        clip.get_by_label("E-mail").fill("ada@example.org")
        clip.get_by_label("Password", exact=True).fill(PASSWORD)
        clip.get_by_role("button", name="Log in").click()
        clip.get_by_role("button", name="Save it now").click()
        clip.get_by_role("heading", name="What the posting says").wait_for()

        assert shown[0] == "http://board.invalid/jobs/1"
        assert "Fly 100 % of it." in shown[1]
        assert address.endswith("/jobs/clip/")
        assert clip.get_by_label("Position", exact=True).input_value() == "Ferry Pilot"
        assert not ada.saved_jobs.exists()

    def test_an_address_that_brings_nonsense_brings_nothing(self, page, live_server):
        page.goto(f"{live_server.url}/jobs/clip/#{quote('nonsense: 5')}")

        page.get_by_text("Nothing came with it.").wait_for()
        assert page.get_by_label("The posting").input_value() == ""
