"""The first whole trip through the product, on real input, in Chromium."""

import io
import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from accounts.models import User
from accounts.tests import walks
from accounts.tests.factories import UserFactory
from saaska.documents.tests.seeded import seed_designs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILE = {
    "basics": {
        "name": "Zoë Müller",
        "label": "Data engineer",
        "email": "zoe@example.org",
        "summary": "Builds pipelines that people trust.",
        "favouriteColour": "green",
    },
    "work": [
        {
            "name": "Harbour Data",
            "position": "Engineer",
            "startDate": "2021-03",
            "highlights": ["Cut nightly loads from 6 h to 40 min"],
        }
    ],
    "education": [{"institution": "Lakeside University", "area": "Statistics", "endDate": "2018"}],
    "skills": [{"name": "Python", "level": "Expert"}],
    "languages": [{"language": "German", "fluency": "Native"}],
}


@pytest.fixture
def site(live_server, page, settings):
    settings.PUBLIC_URL = live_server.url
    seed_designs()
    with connection.cursor() as cursor:  # the images of the gallery are not part of the trip
        cursor.execute("delete from procrastinate_jobs where task_name = 'saaska.documents.tasks.draw'")
    return page


def import_file(site):
    site.get_by_role("link", name="Import a file").click()
    site.locator("input[type=file]").set_input_files(
        {"name": "zoë.json", "mimeType": "application/json", "buffer": json.dumps(FILE).encode()}
    )
    site.get_by_role("button", name="Read it").click()
    expect(site.locator("#result")).to_contain_text("Zoë Müller")
    expect(site.get_by_text("basics.favouriteColour")).to_be_visible()
    site.get_by_role("button", name="Make this résumé").click()
    site.wait_for_url("**/edit/")


def edit(site):
    site.get_by_role("textbox", name="Company", exact=True).first.fill("Tide & Sons")
    site.get_by_role("button", name="Add a position").click()
    site.locator("#part-work fieldset").last.get_by_role("textbox", name="Position", exact=True).fill(
        "Intern"
    )
    expect(site.locator("#save-status")).to_have_attribute("data-state", "saved")  # by itself


def download(site):
    with site.expect_download() as found:
        site.get_by_role("button", name="Download PDF").click()
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(Path(found.value.path()).read_bytes())).pages
    )
    return found.value.suggested_filename, text


def log_out(site):
    site.get_by_role("link", name="All résumés").click()
    site.get_by_role("button", name="Account of Zoë Müller").click()
    site.get_by_role("button", name="Log out").click()
    expect(site.get_by_role("link", name="Log in").first).to_be_visible()


def test_from_sign_up_to_the_pdf_and_out_again(site, live_server, run_jobs):
    walks.sign_up(site, live_server.url + reverse("account_signup"), "Zoë", "Müller", "zoe@example.org")
    run_jobs()
    walks.confirm(site, "Zoë")
    import_file(site)
    edit(site)
    name, text = download(site)
    log_out(site)

    zoe = User.objects.get(email="zoe@example.org")
    resume, report = zoe.resumes.get(), zoe.resume_imports.get()
    assert name == "Zoë Müller – Résumé.pdf"
    assert [words in text for words in ("Tide & Sons", "Intern", "Lakeside University", "German")] == [
        True
    ] * 4
    assert resume.download_count == 1
    assert {"signup", "import", "download", "logout"} <= set(zoe.activities.values_list("type", flat=True))

    stranger = Client()
    stranger.force_login(UserFactory())
    acts = ("edit", "download", "duplicate", "delete", "restore")
    addresses = [reverse(f"resumes:{act}", args=[resume.pk]) for act in acts] + [report.get_absolute_url()]
    assert {stranger.post(address).status_code for address in addresses} == {404}
    assert {stranger.get(addresses[0]).status_code, stranger.get(addresses[1]).status_code} == {404}
    assert stranger.get(report.get_absolute_url()).status_code == 404

    site.goto(f"{live_server.url}{resume.get_absolute_url()}")
    expect(site.get_by_role("button", name="Log in")).to_be_visible()
