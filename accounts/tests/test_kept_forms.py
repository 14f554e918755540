"""Promise 11: what was typed when the session was over comes back after login, for its author alone."""

import time
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts import kept_forms
from accounts.models import User
from accounts.tests.factories import UserFactory
from accounts.tests.test_entrance import log_in

pytestmark = pytest.mark.django_db

OURS = {"sec-fetch-site": "same-origin"}
TYPED = {"form": "profile", "first_name": "Grace", "last_name": "Hopper <i>"}
KEPT = "/settings/kept/"


@pytest.fixture
def user():
    return UserFactory(email="ada@example.org")


@pytest.fixture
def client(user):
    """A browser whose session has ended after its person had been signed in."""
    client = Client()
    log_in(client, user.email)
    client.get("/settings/")
    del client.cookies["sessionid"]
    return client


def post(client, data=TYPED, headers=OURS, path="/settings/"):
    return client.post(path, data, headers=headers)


def kept_in(client):
    return client.session.get(kept_forms.SESSION_KEY)


class TestKeeping:
    def test_the_login_follows(self, client):
        assert post(client)["Location"] == f"/accounts/login/?next={KEPT}"

    def test_after_it_the_text_is_shown(self, client, user):
        post(client)
        log_in(client, user.email)

        page = client.get(KEPT).content.decode()

        assert "Nothing is lost" in page
        assert "Hopper &lt;i&gt;" in page

    def test_one_button_sends_it_again(self, client, user):
        post(client)
        log_in(client, user.email)
        kept = client.get(KEPT).context["form"]

        client.post(kept.path, {**dict(kept.fields), kept_forms.FIELD: kept.id})

        assert User.objects.get(pk=user.pk).first_name == "Grace"
        assert kept_in(client) is None

    def test_several_values_of_one_name_keep_their_order(self, client):
        post(client, {"tag": ["b", "a", "c"]})

        assert kept_in(client)["fields"] == [["tag", "b"], ["tag", "a"], ["tag", "c"]]

    def test_the_query_of_the_address_is_kept(self, client):
        post(client, path="/settings/?tab=2")

        assert kept_in(client)["path"] == "/settings/?tab=2"

    def test_the_origin_serves_browsers_without_fetch_metadata(self, client):
        post(client, headers={"origin": "http://testserver"})

        assert kept_in(client)

    def test_htmx_is_sent_to_the_login_as_a_whole_page(self, client):
        response = post(client, headers={**OURS, "hx-request": "true"})

        assert response["HX-Redirect"] == f"/accounts/login/?next={KEPT}"

    def test_an_htmx_get_comes_back_to_the_page_it_was_on(self, client):
        headers = {"hx-request": "true", "hx-current-url": "http://testserver/settings/history/?before=x"}

        response = client.get("/settings/sessions/", headers=headers)

        assert response["HX-Redirect"] == "/accounts/login/?next=/settings/history/%3Fbefore%3Dx"


class TestWhatIsNeverKept:
    @pytest.mark.parametrize("headers", [OURS, {**OURS, "hx-request": "true"}])
    def test_a_button_beside_which_nothing_was_typed(self, client, headers):
        post(client, {"action": "delete", "key": "1"}, headers=headers)

        assert kept_in(client) is None
        assert "nothing was changed" in client.get("/accounts/login/").content.decode()

    def test_its_page_follows_the_login(self, client):
        button = {**OURS, "referer": "http://testserver/resumes/?q=Ada"}

        response = post(client, {}, headers=button, path=f"/resumes/{uuid4()}/delete/")

        assert response["Location"] == "/accounts/login/?next=/resumes/%3Fq%3DAda"

    @pytest.mark.parametrize(
        "referer", ["http://[", "//", "https://evil.example/resumes/", "http://testserver//evil.example/"]
    )
    def test_the_dashboard_follows_when_the_page_is_none_of_ours(self, client, referer):
        response = post(client, {}, headers={**OURS, "referer": referer})

        assert response["Location"] == "/accounts/login/?next=/dashboard/"

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {},
        ],
    )
    def test_a_post_of_another_site(self, client, headers):
        post(client, headers=headers)

        assert kept_in(client) is None

    def test_without_the_check_it_would_be(self, client, monkeypatch):
        """The planted fault."""
        monkeypatch.setattr(kept_forms, "from_our_page", lambda request: True)
        post(client, headers={"origin": "https://evil.example"})

        assert kept_in(client)

    def test_passwords_and_tokens(self, client):
        secrets = {"password": "x", "new_password1": "y", "oldPassword": "z", "csrfmiddlewaretoken": "t"}
        post(client, {"title": "Kept", **secrets})

        assert kept_in(client)["fields"] == [["title", "Kept"]]

    def test_a_file_but_its_loss_is_said(self, client, user, tmp_path):
        (tmp_path / "cv.json").write_text("{}")
        with (tmp_path / "cv.json").open() as file:
            post(client, {"title": "Kept", "file": file})
        log_in(client, user.email)

        assert "choose the file again" in client.get(KEPT).content.decode()

    def test_a_text_without_end(self, client):
        response = post(client, {"title": "x" * 500_001})

        assert kept_in(client) is None
        assert "too long to keep" in client.get(response["Location"]).content.decode()

    def test_a_post_of_somebody_who_was_never_here(self):
        stranger = Client()
        post(stranger)

        assert "sessionid" not in stranger.cookies

    def test_a_post_with_a_forged_owner(self, user):
        stranger = Client()
        stranger.cookies[kept_forms.OWNER_COOKIE] = kept_forms.owner_mark(user.pk)
        post(stranger)

        assert kept_in(stranger) is None


class TestWhoSeesIt:
    def test_another_person_does_not(self, client):
        other = UserFactory(email="grace@example.org")
        post(client)
        log_in(client, other.email)

        response = client.get(KEPT)

        assert response["Location"] == reverse("dashboard")
        assert kept_in(client) is None

    def test_without_the_owner_they_would(self, client, monkeypatch):
        """The planted fault."""
        monkeypatch.setattr(kept_forms, "owner_mark", lambda user_id: "everybody")
        client.cookies.pop(kept_forms.OWNER_COOKIE)
        other = UserFactory(email="grace@example.org")
        client.force_login(other)
        client.get("/settings/")
        del client.cookies["sessionid"]
        post(client)
        log_in(client, UserFactory(email="joan@example.org").email)

        assert "Grace" in client.get(KEPT).content.decode()

    def test_after_an_hour_nobody_does(self, client, user):
        post(client)
        session = client.session
        session[kept_forms.SESSION_KEY]["at"] = time.time() - 3601
        session.save()
        log_in(client, user.email)

        assert client.get(KEPT)["Location"] == reverse("dashboard")

    def test_the_cookie_does_not_name_the_person(self, client, user):
        assert str(user.pk) not in client.cookies[kept_forms.OWNER_COOKIE].value
        assert client.cookies[kept_forms.OWNER_COOKIE]["httponly"]


class TestEnd:
    def test_it_can_be_thrown_away(self, client, user):
        post(client)
        log_in(client, user.email)

        client.post(KEPT)

        assert kept_in(client) is None

    def test_a_refused_form_shows_the_text_itself(self, client, user):
        post(client, {"form": "profile", "first_name": "", "last_name": "Hopper"})
        log_in(client, user.email)
        kept = client.get(KEPT).context["form"]

        response = client.post(kept.path, {**dict(kept.fields), kept_forms.FIELD: kept.id})

        assert response.status_code == 422
        assert "Hopper" in response.content.decode()
        assert kept_in(client) is None

    def test_a_failing_page_leaves_it(self, client, user, monkeypatch):
        post(client)
        log_in(client, user.email)
        kept = client.get(KEPT).context["form"]
        monkeypatch.setattr("accounts.forms.ProfileForm.save", lambda self: 1 / 0)
        client.raise_request_exception = False

        response = client.post(kept.path, {**dict(kept.fields), kept_forms.FIELD: kept.id})

        assert response.status_code == 500
        assert kept_in(client)

    def test_so_does_one_that_says_to_come_again(self, client, user, monkeypatch):
        post(client)
        log_in(client, user.email)
        kept = client.get(KEPT).context["form"]
        monkeypatch.setattr("accounts.views.redirect", lambda *_to: HttpResponse(status=503))

        response = client.post(kept.path, {**dict(kept.fields), kept_forms.FIELD: kept.id})

        assert response.status_code == 503
        assert kept_in(client)

    def test_another_form_leaves_it(self, client, user):
        post(client)
        log_in(client, user.email)

        client.post("/settings/", {"form": "profile", "first_name": "Joan", "last_name": "Clarke"})

        assert kept_in(client)


class TestStaleToken:
    """Logging in on another tab makes the token of an open form stale."""

    @pytest.fixture
    def strict(self, user):
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        client.get("/settings/")
        return client

    def test_the_text_is_shown_to_be_sent_again(self, strict):
        response = post(strict)

        page = strict.get(response["Location"]).content.decode()

        assert response["Location"] == KEPT
        assert "Grace" in page

    def test_nothing_was_changed(self, strict, user):
        post(strict)

        assert User.objects.get(pk=user.pk).first_name == "Ada"

    def test_another_site_gets_the_plain_refusal(self, strict):
        response = post(strict, headers={"sec-fetch-site": "cross-site"})

        assert response.status_code == 403
        assert kept_in(strict) is None

    def test_signed_out_the_login_comes_first(self, strict):
        del strict.cookies["sessionid"]

        assert post(strict)["Location"] == f"/accounts/login/?next={KEPT}"

    def test_a_button_beside_which_nothing_was_typed_leads_back_to_its_page(self, strict):
        button = {**OURS, "referer": "http://testserver/resumes/?q=Ada"}

        response = post(strict, {"key": "1"}, headers=button, path=f"/resumes/{uuid4()}/delete/")

        assert response.status_code == 403
        assert 'href="/resumes/?q=Ada">Open the page again' in response.content.decode()

    def test_a_choice_of_theme_is_no_work(self, strict):
        response = post(strict, {"theme": "dark"}, path="/settings/theme/")

        assert response.status_code == 403
        assert kept_in(strict) is None

    def test_the_login_form_itself_is_never_kept(self, strict):
        response = post(strict, {"login": "ada@example.org", "password": "secret"}, path="/accounts/login/")

        assert response.status_code == 403
        assert kept_in(strict) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [("first_name", "First name"), ("work-0-company", "Work 1 company"), ("x", "X")],
)
def test_names_are_shown_as_words(name, words):
    form = kept_forms.KeptForm("id", "/", [[name, "typed"]], False, "", 0)

    assert form.readable() == [(words, "typed")]


def test_what_forms_send_for_themselves_is_not_shown():
    sent = [["work-TOTAL_FORMS", "3"], ["key", "9d1"], ["version", "2"], ["empty", " "], ["title", "Shown"]]
    sent += [["writer", "4f2a"], ["step", "7"], ["action", "autosave"]]
    form = kept_forms.KeptForm("id", "/", sent, False, "", 0)

    assert form.readable() == [("Title", "Shown")]
