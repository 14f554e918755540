"""Every page in Chromium: nothing a screen reader stumbles over, no console error, no sideways scroll, both themes."""

import gzip
from collections.abc import Callable, Iterable

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from accounts.tests.factories import UserFactory
from applications.tests.factories import JobApplicationFactory
from jobs.tests.factories import SavedJobFactory
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from saaska.documents import drawing
from saaska.documents.models import Template
from saaska.documents.tests.seeded import seed_designs
from saaska.tests.barriers import barriers
from saaska.tests.sweeps.people import a_person
from saaska.tests.sweeps.places import places

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST_VISIT = 180 * 1024  # bytes over the wire
TEXT = ("text/", "javascript", "svg")
# Answers without a page of ours: a check for machines, Django's admin.
NO_PAGE = {"health", "admin"}


def addresses() -> list[str]:
    """Every address of the site without a variable part that a browser may simply open."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> list[str]:
        found = []
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                found += walk(pattern.url_patterns, route)
            else:
                found.append(route)
        return found

    every = walk(get_resolver().url_patterns, "/")
    return sorted({a for a in every if not set("<(^\\") & set(a) and a.split("/")[1] not in NO_PAGE})


@pytest.fixture
def user() -> User:
    return UserFactory(first_name="Zoë", last_name="Müller")


@pytest.fixture
def designs(transactional_db: None) -> None:
    seed_designs()


@pytest.fixture
def resume(user: User, designs: None) -> Resume:
    return ResumeFactory(user=user, title="Data engineer", full=True)


@pytest.fixture
def visit(live_server: LiveServer, page: Page) -> Callable[[str], Response | None]:
    return lambda path: page.goto(live_server.url + path)


@pytest.fixture
def sign_in(live_server: LiveServer, page: Page, client: Client, user: User) -> Callable[[], Client]:
    """Signs the browser in, and a client of the same person's, which it gives."""
    return lambda: signed_in(page, client, user, live_server)


def signed_in(page: Page, client: Client, person: User, live_server: LiveServer) -> Client:
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return client


@pytest.fixture
def problems(page: Page) -> list[str]:
    return complaints(page)


def complaints(page: Page) -> list[str]:
    """What the browser will complain about: script errors, refused code, missing files."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def is_page(answer: HttpResponseBase) -> bool:
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


# The images that wait until somebody comes near them, and the end of their coming: nobody comes to a still page, and
# the browser does not always say that it has loaded one whose images are all there.
BRING_IMAGES = """async () => {
  for (const image of document.images) image.loading = "eager";
  document.dispatchEvent(new CustomEvent("app:bring", { detail: [...document.querySelectorAll("img[data-src]")] }));
  const waiting = [...document.images].filter((image) => !image.complete);
  await Promise.all(waiting.map((image) => new Promise((come) => { image.onload = image.onerror = come; })));
}"""


def in_the_way(page: Page, live_server: LiveServer, every: Iterable[str]) -> dict[str, list[str]]:
    """By address, of those that lead nowhere else, its barriers and what the browser complains about."""
    found = {}
    heard = complaints(page)
    for address in every:
        page.goto(live_server.url + address, wait_until="domcontentloaded")  # scripts and styles have run
        page.evaluate(BRING_IMAGES)
        if page.url == live_server.url + address:
            found[address] = [*barriers(page), *heard]
        heard.clear()
    return found


class TestEveryPage:
    def test_signed_in_it_is_open_to_everybody(self, live_server, still_page, client, designs) -> None:
        """Every address of the site, with one of everything where it names a thing. One browser, page after page."""
        zoe = a_person("Zoë")
        browser = signed_in(still_page, client, zoe.user, live_server)
        named = [place.url_for(zoe) for place in places() if place.names_an_object and not place.in_admin]
        every = [*addresses(), *dict.fromkeys(named)]

        found = in_the_way(still_page, live_server, (at for at in every if is_page(browser.get(at))))

        assert len(found) > 70
        assert {address: said for address, said in found.items() if said} == {}

    def test_signed_out_it_is_open_to_everybody(self, live_server, client, still_page, designs) -> None:
        accounts = [address for address in addresses() if address.startswith("/accounts/")]

        found = in_the_way(
            still_page, live_server, ["/", *(at for at in accounts if is_page(client.get(at)))]
        )

        assert len(found) > 5
        assert {address: said for address, said in found.items() if said} == {}

    @pytest.mark.parametrize("address", ["/designs/", "/designs/resume/classic-elegant/"])
    def test_the_gallery_with_images_is_open_to_everybody(
        self, visit, page, problems, designs, address
    ) -> None:
        Template.objects.update(name="Extraordinarilylongnameofadesign" * 3)
        drawing.draw(Template.objects.get(type="resume", slug="classic-elegant").pk)

        visit(address)

        assert barriers(page) == []
        assert problems == []

    def test_both_versions_of_a_design_are_open_to_everybody(
        self, visit, page, sign_in, problems, resume
    ) -> None:
        design = Template.objects.get(type="resume", slug=resume.template)
        design.config = {**design.config, "fonts": "serif"}
        design.save()
        sign_in()

        visit(f"/resumes/{resume.pk}/design/update/")

        images = page.locator(".before-after img")
        assert images.evaluate_all("images => images.every(image => image.naturalWidth === 794)")
        assert barriers(page) == []
        assert problems == []

    @pytest.mark.parametrize(
        ("address", "shown"),
        [
            ("/dashboard/", ".pipeline"),
            ("/applications/insights/", ".funnel"),
            ("/search/?q=extra", ".badge"),
        ],
    )
    def test_full_of_applications_it_is_open_to_everybody(
        self, visit, page, sign_in, problems, user, resume, address, shown
    ) -> None:
        JobApplicationFactory(user=user, interview=True, company="Extraordinarilylongcompanyname " * 4)
        JobApplicationFactory.create_batch(3, user=user)
        SavedJobFactory(user=user)
        Resume.objects.update(download_count=1)
        sign_in()

        visit(address)

        assert page.locator(shown).first.is_visible()
        assert barriers(page) == []
        assert problems == []

    def test_a_missing_page_is_open_to_everybody(self, visit, page, sign_in) -> None:
        sign_in()

        visit("/no-such-page/")

        assert barriers(page) == []


class TestTheme:
    def test_the_choice_shows_at_once_and_is_stored(self, visit, page, sign_in, user, problems) -> None:
        sign_in()
        visit("/dashboard/")

        page.get_by_role("button", name="Theme").click()
        with page.expect_response("**/settings/theme/") as answer:
            page.get_by_role("button", name="Dark").click()

        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert answer.value.ok
        assert user.preferences.theme == "dark"
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert problems == []

    def test_signed_out_the_choice_is_kept_by_the_browser(self, visit, page) -> None:
        visit("/")
        page.get_by_role("button", name="Theme").click()
        with page.expect_response("**/settings/theme/"):
            page.get_by_role("button", name="Dark").click()

        page.reload()

        expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    def test_it_works_without_script(self, live_server, browser: Browser) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(live_server.url + "/")

        page.get_by_role("button", name="Theme").click()
        page.get_by_role("button", name="Dark").click()

        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert page.url == live_server.url + "/"
        context.close()

    def test_the_colours_follow_the_theme(self, visit, page) -> None:
        colour = "() => getComputedStyle(document.documentElement).backgroundColor"
        set_theme = "(theme) => { document.documentElement.dataset.theme = theme }"
        visit("/")

        page.evaluate(set_theme, "light")
        light = page.evaluate(colour)
        page.evaluate(set_theme, "dark")

        assert page.evaluate(colour) != light


# What stands in the head of a page when its body comes: whether a script has run, the style sheets that are there.
AT_THE_BODY = """new MutationObserver((_, watch) => {
  if (!document.body) return;
  watch.disconnect();
  const sheets = [...document.styleSheets].map((sheet) => new URL(sheet.href).pathname.split("/").pop());
  window.atTheBody = [document.documentElement.classList.contains("js"), sheets.slice(0, 5)];
}).observe(document, { childList: true, subtree: true });"""


@pytest.mark.parametrize("address", ["/", "/dashboard/"])
def test_a_page_is_dressed_before_its_body_comes(visit, page, sign_in, address) -> None:
    """Else what only stands in for a script may be seen, and Chromium gives up the cross-fade with an error."""
    sign_in()
    page.add_init_script(AT_THE_BODY)

    visit(address)

    sheets = ["tokens.css", "base.css", "layout.css", "components.css", "pages.css"]
    assert page.evaluate("() => window.atTheBody") == [True, sheets]


def test_a_script_that_does_not_arrive_leaves_what_works_without(page, live_server, csp_violations) -> None:
    page.route("**/app*.js", lambda route: route.abort())

    with page.expect_console_message():
        page.goto(live_server.url)
    csp_violations.clear()  # the console says what is missing

    assert page.evaluate("() => document.documentElement.classList.contains('js')") is False


class TestMenus:
    def test_the_keyboard_alone_opens_walks_and_closes_them(self, visit, page, sign_in) -> None:
        sign_in()
        visit("/dashboard/")
        button = page.get_by_role("button", name="Account of Zoë Müller")

        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#account-menu .menu-item").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#account-menu .menu-item").nth(1)).to_be_focused()
        page.keyboard.press("End")
        expect(page.get_by_role("button", name="Log out")).to_be_focused()
        page.keyboard.press("Escape")

        expect(button).to_be_focused()
        expect(page.locator("#account-menu")).to_be_hidden()

    def test_the_skip_link_comes_first_and_leads_to_the_content(self, visit, page, sign_in) -> None:
        sign_in()
        visit("/dashboard/")

        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")

        expect(page.locator("#main")).to_be_focused()

    def test_a_phone_has_the_tab_bar_in_place_of_the_sidebar(self, visit, page, sign_in) -> None:
        page.set_viewport_size({"width": 390, "height": 844})
        sign_in()
        visit("/dashboard/")

        tabs = page.get_by_role("navigation", name="Main, phone")

        expect(tabs.get_by_role("link", name="Home")).to_have_attribute("aria-current", "page")
        expect(page.locator(".app-sidebar")).to_be_hidden()
        tabs.get_by_role("button", name="More").click()
        expect(page.locator("#more-menu").get_by_role("link", name="Settings")).to_be_visible()


class TestSearch:
    def test_a_key_leads_to_the_field_and_can_be_switched_off(
        self, visit, page, sign_in, user, problems
    ) -> None:
        JobApplicationFactory(user=user, company="Oakway Transit")
        sign_in()
        visit("/dashboard/")

        page.keyboard.press("/")
        page.keyboard.type("oakwey")
        page.keyboard.press("Enter")

        expect(page.get_by_role("heading", name="Applications")).to_be_visible()
        field = page.get_by_label("Words to look for")
        field.fill("nothing/like it")
        expect(page.get_by_role("heading", name="Nothing has “nothing/like it”")).to_be_visible()
        page.get_by_label("The key / leads here").uncheck()
        visit("/dashboard/")
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).not_to_be_focused()
        assert problems == []


class TestToasts:
    def test_undo_brings_back_what_was_deleted(self, visit, page, sign_in, resume) -> None:
        sign_in()
        visit("/resumes/")
        page.get_by_role("button", name="More for “Data engineer”").click()
        page.get_by_role("button", name="Delete", exact=True).click()
        expect(page.locator(".doc")).to_have_count(0)

        page.locator("#messages").get_by_role("button", name="Undo").click()

        expect(page.locator(".doc")).to_have_count(1)
        assert Resume.objects.live().get() == resume

    def test_a_toast_can_be_dismissed(self, visit, page, sign_in, resume) -> None:
        sign_in()
        visit("/resumes/")
        page.get_by_role("button", name="More for “Data engineer”").click()
        page.get_by_role("button", name="Delete", exact=True).click()

        page.get_by_role("button", name="Dismiss").click()

        expect(page.locator(".toast")).to_have_count(0)
        expect(page.locator("#messages")).to_be_attached()


class TestDialogs:
    def test_a_question_is_asked_before_the_act_and_can_be_declined(self, visit, page, problems) -> None:
        visit("/")
        question = render_to_string(
            "components/confirm.html",
            {"id": "sure", "title": "Delete “A”?", "text": "For good.", "action": "/x/", "button": "Delete"},
        )
        opener = '<button type="button" data-dialog="sure">Remove</button>'
        page.evaluate("(html) => { document.getElementById('main').innerHTML = html }", opener + question)

        page.get_by_role("button", name="Remove").click()
        dialog = page.get_by_role("dialog", name="Delete “A”?")
        expect(dialog).to_be_visible()
        dialog.get_by_role("button", name="Keep it").click()

        expect(dialog).to_be_hidden()
        expect(page.get_by_role("button", name="Remove")).to_be_focused()
        assert problems == []


def test_an_impatient_second_press_makes_no_second_resume(visit, page, sign_in, user, designs) -> None:
    sign_in()
    visit("/resumes/new/")
    page.get_by_label("Title").fill("Only one")

    page.get_by_role("button", name="Create the résumé").dblclick()
    page.wait_for_url("**/edit/")

    assert user.resumes.count() == 1


def test_what_was_typed_into_a_password_can_be_shown(visit, page) -> None:
    visit("/accounts/login/")
    page.get_by_label("Password", exact=True).fill("correct horse")

    page.get_by_role("button", name="Show what is typed").click()

    expect(page.locator("input[name=password]")).to_have_attribute("type", "text")


def test_a_first_visit_is_light(visit, page) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))

    visit("/")
    page.wait_for_load_state("networkidle")

    assert len(answers) > 5
    assert sum(weight(answer) for answer in answers) <= FIRST_VISIT


def weight(answer: Response) -> int:
    """Bytes over the wire: the server compresses text, and only text."""
    body = answer.body()
    kind = answer.headers.get("content-type", "")
    return len(gzip.compress(body)) if any(text in kind for text in TEXT) else len(body)
