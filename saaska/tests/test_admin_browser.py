"""The staff's pages in Chromium: our content security policy holds in Django's admin too, its scripts still work."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.tests.factories import PASSWORD, UserFactory
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from saaska.tests.test_admin import EDITABLE, FACTORIES, TABLES, name, path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page):
    """What the browser refuses or fails at, as it says it in its console."""
    found = []
    page.on(
        "console",
        lambda message: found.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def as_staff(page, live_server, client):
    client.force_login(UserFactory(staff=True, email="staff@example.org"))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


@pytest.mark.parametrize("model", TABLES, ids=name)
def test_the_policy_allows_every_page(as_staff, live_server, complaints, model):
    FACTORIES.get(model, UserFactory)()
    row = model._default_manager.order_by("pk").first()
    pages = [path(model), path(model, "change", row.pk)]
    pages += [path(model, "add")] if model in EDITABLE and model.__name__ != "User" else []

    for address in ["/admin/", *pages]:
        as_staff.goto(f"{live_server.url}{address}")
        expect(as_staff.get_by_text("SaaSka staff").first).to_be_visible()

    assert complaints == []


def test_the_look_up_of_people_works(as_staff, live_server, complaints):
    person = UserFactory(email="quentin@example.net")
    as_staff.goto(live_server.url + path(Resume, "add"))

    as_staff.locator(".select2-selection").click()
    as_staff.locator(".select2-search__field").fill("quent")
    as_staff.get_by_role("option", name="quentin@example.net").click()

    expect(as_staff.locator("#id_user")).to_have_value(str(person.pk))
    assert complaints == []


def test_staff_log_in_where_everybody_does(page, live_server, complaints):
    UserFactory(staff=True, email="staff@example.org")
    resume = ResumeFactory(title="Data engineer")
    page.goto(f"{live_server.url}/admin/")

    page.get_by_label("E-mail").fill("staff@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.goto(live_server.url + path(Resume))
    page.get_by_role("link", name="Data engineer").click()

    expect(page).to_have_url(live_server.url + path(Resume, "change", resume.pk))
    assert complaints == []


def test_logging_out_ends_the_session(as_staff, live_server):
    as_staff.goto(f"{live_server.url}/admin/")

    as_staff.get_by_role("button", name="Log out").click()
    as_staff.goto(f"{live_server.url}/admin/")

    expect(as_staff).to_have_url(f"{live_server.url}{reverse('account_login')}?next=/admin/")
