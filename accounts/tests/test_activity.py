"""What people did is written down, and a record that fails breaks nothing."""

import pytest
from django.core import mail
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse

from accounts.activity import record
from accounts.models import User, UserActivity
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.test_entrance import ADA, NEW, SIGN_UP, link_in, log_in

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def user():
    return UserFactory()


def types(user):
    return list(UserActivity.objects.filter(user=user).order_by("timestamp").values_list("type", flat=True))


class TestRecord:
    def test_it_writes_what_and_from_where(self, user):
        request = RequestFactory().get("/", headers={"user-agent": FIREFOX}, REMOTE_ADDR="203.0.113.7")
        request.user = user

        record(request, "download", feature="resume", details={"design": "modern-professional"})

        activity = user.activities.get()
        assert (activity.type, activity.feature) == ("download", "resume")
        assert activity.details == {"design": "modern-professional"}
        assert (activity.ip_address, activity.user_agent) == ("203.0.113.7", FIREFOX)

    def test_a_login_is_recorded(self, client, user):
        log_in(client, user.email)

        assert types(user) == ["login"]

    def test_a_wrong_password_is_not(self, client, user):
        log_in(client, user.email, "wrong and wrong again")

        assert types(user) == []

    def test_a_logout_is_recorded(self, client, user):
        log_in(client, user.email)
        client.post(reverse("account_logout"))

        assert types(user)[-1] == "logout"

    def test_a_sign_up_is_recorded(self, client):
        client.post(SIGN_UP, ADA)

        assert types(User.objects.get()) == ["signup"]

    def test_confirming_the_first_address_is_no_change_of_it(self, client, run_jobs):
        client.post(SIGN_UP, ADA)
        run_jobs()

        client.post(link_in(mail.outbox[-1]))

        assert types(User.objects.get()) == ["signup", "login"]

    def test_a_change_of_the_address_is_recorded(self, client, user, run_jobs):
        log_in(client, user.email)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        client.post(reverse("account_email"), {"action_add": "", "email": "countess@example.org"})
        run_jobs()

        client.post(link_in(mail.outbox[-1]))

        assert types(user)[-1] == "email_change"

    def test_what_is_done_to_the_account_says_so(self, client, user):
        log_in(client, user.email)
        client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW})
        client.post(reverse("account_logout"))

        assert set(user.activities.values_list("type", "feature")) == {
            ("login", "account"),
            ("password_change", "account"),
            ("logout", "account"),
        }


class TestFaults:
    """Planted: the request goes on, and what it wrote besides is kept."""

    def test_an_address_that_is_none(self, client, user, caplog, monkeypatch):
        monkeypatch.setattr("accounts.activity.client_ip", lambda request: "not an address")

        response = log_in(client, user.email)

        assert response["Location"] == reverse("dashboard")
        assert "_auth_user_id" in client.session
        assert "was not recorded" in caplog.text

    def test_a_right_that_was_dropped(self, client, user, caplog):
        with connection.cursor() as cursor:
            cursor.execute("revoke insert on user_activities from saaska_user")

        response = log_in(client, user.email)

        assert response["Location"] == reverse("dashboard")
        user.refresh_from_db()
        assert user.last_login
        assert "permission denied" in caplog.text

    def test_a_browser_with_an_endless_name(self, client, user):
        log_in(client, user.email, headers={"user-agent": "b" * 5000})

        assert user.activities.get().user_agent == "b" * 500
