"""Promise 27: sessions change at login and end on the server."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import sessions
from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.test_entrance import NEW, RESET, link_in, log_in

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0"
)
DASHBOARD_IS_CLOSED = 302


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def here(user):
    client = Client()
    log_in(client, user.email, headers={"user-agent": FIREFOX})
    return client


@pytest.fixture
def there(user):
    client = Client()
    log_in(client, user.email, headers={"user-agent": SAFARI})
    return client


def is_in(client):
    return client.get("/settings/").status_code == 200


class TestSession:
    def test_its_id_changes_at_login(self, client, user):
        client.get(reverse("account_reset_password"))
        session = client.session
        session["planted"] = "by a stranger"
        session.save()
        before = session.session_key
        client.cookies["sessionid"] = before

        log_in(client, user.email)

        assert client.session.session_key != before
        assert not Session.objects.filter(session_key=before).exists()

    def test_a_logout_ends_it_on_the_server(self, here):
        cookie = here.cookies["sessionid"].value
        here.post(reverse("account_logout"))
        here.cookies["sessionid"] = cookie

        assert not is_in(here)
        assert not UserSession.objects.exists()

    def test_a_deleted_cookie_alone_would_not_end_it(self, here):
        """The planted fault: a logout that only takes the cookie away."""
        cookie = here.cookies["sessionid"].value
        here.cookies.clear()
        here.cookies["sessionid"] = cookie

        assert is_in(here)

    def test_a_change_of_password_ends_the_others(self, here, there):
        here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW})

        assert Session.objects.count() == 1  # before one with the former password asks and is refused anyway
        assert is_in(here)
        assert not is_in(there)

    def test_a_reset_of_password_ends_all(self, here, there, user, run_jobs):
        client = Client()
        client.post(RESET, {"email": user.email})
        run_jobs()

        client.post(client.get(link_in(mail.outbox[-1]))["Location"], {"password1": NEW})

        keys = [browser.cookies["sessionid"].value for browser in (here, there)]
        assert not Session.objects.filter(session_key__in=keys).exists()
        assert not is_in(here)
        assert not is_in(there)

    def test_it_opens_nothing_once_its_account_is_closed(self, here, user):
        User.objects.filter(pk=user.pk).update(is_active=False)

        assert not is_in(here)

    def test_its_cookie_is_for_the_browser_alone(self, here):
        cookie = here.cookies["sessionid"]

        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


class TestList:
    def test_it_names_the_devices_this_one_first(self, here, there):
        page = here.get("/settings/sessions/").content.decode()

        assert page.index("Firefox on Linux") < page.index("This device") < page.index("Safari on iPhone")

    def test_it_signs_one_out(self, here, there, user):
        other = UserSession.objects.get(user_agent=SAFARI)

        here.post("/settings/sessions/", {"session": other.pk})

        assert is_in(here)
        assert not is_in(there)

    def test_it_signs_all_others_out(self, here, there):
        here.post("/settings/sessions/")

        assert is_in(here)
        assert not is_in(there)

    def test_it_signs_no_stranger_out(self, here, there):
        stranger = Client()
        log_in(stranger, UserFactory().email)

        stranger.post("/settings/sessions/", {"session": UserSession.objects.get(user_agent=SAFARI).pk})
        stranger.post("/settings/sessions/")

        assert is_in(here)
        assert is_in(there)

    def test_it_shows_no_strangers_devices(self, here, there):
        stranger = Client()
        log_in(stranger, UserFactory().email)

        assert "Safari on iPhone" not in stranger.get("/settings/sessions/").content.decode()

    def test_it_shows_no_session_that_has_ended(self, here, there):
        Session.objects.filter(session_key=there.cookies["sessionid"].value).delete()

        assert "Safari on iPhone" not in here.get("/settings/sessions/").content.decode()

    def test_it_asks_as_often_for_ten_as_for_one(self, here, user, count_queries):
        with count_queries() as for_one:
            here.get("/settings/sessions/")
        for _ in range(9):
            log_in(Client(), user.email)

        with count_queries() as for_ten:
            here.get("/settings/sessions/")

        assert len(for_ten) == len(for_one)

    @pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "-1", "²", "none"])
    def test_a_number_that_is_none_ends_nothing_more(self, number, here, there):
        response = here.post("/settings/sessions/", {"session": number})

        assert response.status_code == 302
        assert is_in(there)

    def test_another_method_is_refused(self, here):
        assert here.put("/settings/sessions/").status_code == 405


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        ("curl/8.5", "A browser we do not know"),
        ("", "A browser we do not know"),
    ],
)
def test_device(agent, device):
    assert sessions.device(agent) == device
