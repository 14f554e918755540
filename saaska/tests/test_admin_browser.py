"""The staff's pages in Chromium: our content security policy holds in Django's admin too, its scripts still work."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User, UserActivity
from accounts.tests.factories import PASSWORD, UserActivityFactory, UserFactory, UserPreferencesFactory
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from saaska.documents import versions
from saaska.documents.models import DesignSource, Template
from saaska.documents.tests.factories import DesignVersionFactory, TemplateFactory
from saaska.tests.test_admin import EDITABLE, FACTORIES, TABLES, path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page):
    return complaints_of(page)


def complaints_of(page):
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
    return signed_in(page, live_server, client)


def signed_in(page, live_server, client):
    client.force_login(UserFactory(staff=True, email="staff@example.org"))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def test_the_policy_allows_every_page(still_page, live_server, client):
    """Of every model its list, a row and, where there is one, the form for another. One browser, page after page."""
    page, complaints = signed_in(still_page, live_server, client), complaints_of(still_page)
    for make in FACTORIES.values():
        make()

    found = {}
    for address in ["/admin/", *(address for model in TABLES for address in pages_of(model))]:
        page.goto(f"{live_server.url}{address}", wait_until="domcontentloaded")
        expect(page.get_by_text("SaaSka staff").first).to_be_visible()
        found[address] = [*complaints]
        complaints.clear()

    assert len(found) > 2 * len(TABLES)
    assert {address: said for address, said in found.items() if said} == {}


def pages_of(model):
    row = model._default_manager.order_by("pk").first()
    pages = [path(model), path(model, "change", row.pk)]
    return [*pages, path(model, "add")] if model in EDITABLE and model is not User else pages


def test_the_look_up_of_people_works(as_staff, live_server, complaints):
    person = UserFactory(email="quentin@example.net")
    as_staff.goto(live_server.url + path(Resume, "add"))

    as_staff.locator(".select2-selection").click()
    as_staff.locator(".select2-search__field").fill("quent")
    as_staff.get_by_role("option", name="quentin@example.net").click()

    expect(as_staff.locator("#id_user")).to_have_value(str(person.pk))
    assert complaints == []


@pytest.fixture
def design():
    made = TemplateFactory(
        slug="classic-elegant", config={"layout": "classic", "colors": ["#374151", "#6b7280"]}
    )
    versions.publish(made)
    return made


def shown(page):
    """The preview's image, once one has come from the server."""
    image = page.locator("[data-preview] img")
    expect(image).to_have_attribute("src", re.compile("^data:image/png"))
    return image.get_attribute("src")


def test_the_preview_of_a_design_follows_the_form(as_staff, live_server, complaints, design):
    as_staff.goto(live_server.url + path(Template, "change", design.pk))

    as_staff.get_by_label("Fonts").select_option("garamond")
    before = shown(as_staff)
    as_staff.get_by_label("Main colour").fill("#b3261e")

    expect(as_staff.locator("[data-preview] img")).not_to_have_attribute("src", before)
    assert complaints == []
    assert design.versions.count() == 1


def test_a_chosen_colour_is_used_where_the_style_sheets_own_were(as_staff, live_server, complaints):
    plain = TemplateFactory(slug="classic-elegant", config={"layout": "classic"})
    as_staff.goto(live_server.url + path(Template, "change", plain.pk))
    own = as_staff.get_by_label("The style sheet’s own colours")
    expect(own).to_be_checked()

    as_staff.get_by_label("Main colour").fill("#b3261e")
    expect(own).not_to_be_checked()
    as_staff.get_by_label("Name").press("Enter")

    expect(as_staff).to_have_url(live_server.url + path(Template))
    plain.refresh_from_db()
    assert plain.config["colors"][0] == "#b3261e"
    assert complaints == []


def test_a_chosen_colour_is_used_for_a_new_design_too(as_staff, live_server):
    as_staff.goto(live_server.url + path(Template, "add"))
    own = as_staff.get_by_label("The style sheet’s own colours")
    expect(own).to_be_checked()

    as_staff.get_by_label("Second colour").fill("#b3261e")

    expect(own).not_to_be_checked()


def test_the_preview_says_what_is_wrong(as_staff, live_server, design):
    as_staff.goto(live_server.url + path(Template, "change", design.pk))

    as_staff.get_by_label("First part").select_option("work")
    as_staff.get_by_label("Second part").select_option("work")

    expect(as_staff.locator("[data-said]")).to_have_text("A part has one place only.")


def test_enter_in_a_field_of_a_design_saves(as_staff, live_server, complaints, design):
    as_staff.goto(live_server.url + path(Template, "change", design.pk))

    as_staff.get_by_label("Name").fill("Formal")
    as_staff.get_by_label("Name").press("Enter")

    expect(as_staff).to_have_url(live_server.url + path(Template))
    design.refresh_from_db()
    assert design.name == "Formal"


def test_it_wears_the_stored_theme_and_its_switch_stores_another(as_staff, live_server, complaints):
    staff = User.objects.get(email="staff@example.org")
    UserPreferencesFactory(user=staff, theme="dark")  # the device prefers light
    as_staff.goto(f"{live_server.url}/dashboard/")
    dark = ink(as_staff)
    as_staff.goto(live_server.url + path(Resume, "add"))
    assert ink(as_staff) == dark

    as_staff.get_by_label("Title").fill("Typed meanwhile")
    with as_staff.expect_response("**/settings/theme/"):
        as_staff.get_by_role("button", name="Light").click()

    light = ink(as_staff)
    assert light != dark
    assert as_staff.get_by_label("Title").input_value() == "Typed meanwhile"
    assert staff.preferences.theme == "light"
    as_staff.reload()
    expect(as_staff.get_by_role("button", name="Light")).to_have_attribute("aria-pressed", "true")
    assert ink(as_staff) == light
    assert complaints == []


def ink(page):
    return page.evaluate("() => getComputedStyle(document.body).color")


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


def test_long_lines_are_parted_and_not_hidden(as_staff, live_server):
    version = DesignVersionFactory(
        source__files={"document.html": "<p>{{ x }}</p>" * 100, "a.css": "x" * 500}
    )

    as_staff.goto(live_server.url + path(DesignSource, "change", version.source_id))

    row = as_staff.locator(".field-texts")
    assert row.evaluate("row => row.scrollWidth - row.clientWidth") == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_button_that_closes_a_page_is_read_as_others_are(as_staff, live_server, theme):
    UserPreferencesFactory(user=User.objects.get(email="staff@example.org"), theme=theme)
    as_staff.goto(f"{live_server.url}/dashboard/")
    as_staff.goto(live_server.url + path(UserActivity, "change", UserActivityFactory().pk))

    close, history = as_staff.locator(".closelink"), as_staff.locator(".historylink")

    assert close.evaluate(LOOK) == history.evaluate(LOOK)


LOOK = "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
