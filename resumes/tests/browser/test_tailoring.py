"""A copy for one job, and the changes of its source, in a real browser without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from resumes.models import Resume
from saaska.tests.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_change_of_the_source_is_taken_and_one_is_left(plain_tab, tab, live_server, editor, resume):
    plain_tab.goto(f"{live_server.url}{reverse('resumes:tailor', args=[resume.pk])}")
    plain_tab.get_by_label("Title").fill("For Acme")
    plain_tab.get_by_role("button", name="Make the copy").click()
    expect(plain_tab.locator("#messages")).to_contain_text("knows its source")

    plain_tab.goto(editor)
    plain_tab.get_by_label("Headline").fill("Data architect")
    plain_tab.get_by_label("Summary").first.fill("Builds harbours that people trust.")
    plain_tab.get_by_role("button", name="Save", exact=True).click()
    plain_tab.goto(f"{live_server.url}{reverse('resumes:index')}")
    plain_tab.get_by_role("link", name="Tailored from").click()
    asked = plain_tab.get_by_role("article")
    expect(asked.filter(has_text="Headline").locator("ins")).to_have_text("architect")
    asked.filter(has_text="Headline").get_by_label("Take it").check()
    asked.filter(has_text="Summary").get_by_label("Leave it").check()
    plain_tab.get_by_role("button", name="Save what I decided").click()
    expect(plain_tab.locator("#messages")).to_contain_text("1 change was taken. 1 was left.")

    twin = Resume.objects.get(title="For Acme")
    assert twin.personal_info["headline"] == "Data architect"
    assert twin.summary == resume.summary
    plain_tab.locator("#messages").get_by_role("button", name="Undo").click()
    expect(plain_tab.get_by_role("article")).to_have_count(2)
    tab.goto(plain_tab.url)
    assert barriers(tab) == []


def test_a_translation_is_written_beside_its_source(plain_tab, tab, live_server, resume):
    plain_tab.goto(f"{live_server.url}{reverse('resumes:translate', args=[resume.pk])}")
    plain_tab.get_by_label("Language of the translation").select_option(label="Deutsch")
    plain_tab.get_by_role("button", name="Begin the translation").click()
    plain_tab.get_by_label("Translation: Experience: Data Engineer, Harbour Data Position").fill(
        "Ingenieurin"
    )
    plain_tab.get_by_label("Done as it is: Experience: Data Engineer, Harbour Data Company").check()
    plain_tab.get_by_role("button", name="Save the texts").click()
    expect(plain_tab.locator("#messages")).to_contain_text("2 texts are translated.")

    twin = Resume.objects.get(title="Data engineer (Deutsch)")
    assert twin.work_experience[0]["position"] == "Ingenieurin"
    tab.goto(plain_tab.url)
    assert barriers(tab) == []
