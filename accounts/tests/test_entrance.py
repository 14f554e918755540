"""Sign-up, login, logout, the mailed links: the pages of /accounts/."""

import re

import bcrypt
import pytest
from allauth.account.models import EmailAddress
from allauth.account.views import ConfirmEmailView
from allauth.core import context
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tokens import ResetTokenGenerator, fingerprint
from accounts.views import ConfirmEmail

pytestmark = pytest.mark.django_db

ADA = {
    "first_name": "Ada",
    "last_name": "Lovelace",
    "email": "ada@example.org",
    "password1": "eleven blue kettles",
}
SIGN_UP = "/accounts/signup/"
RESET = "/accounts/password/reset/"
NEW = "a new and longer secret"


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def log_in(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


@pytest.fixture
def mailed(run_jobs):
    """`mailed()` does what waits in the queue and gives the link of the newest mail."""

    def newest() -> str:
        run_jobs()
        return link_in(mail.outbox[-1])

    return newest


class TestSignUp:
    def test_it_opens_the_account_through_the_mailed_link(self, client, mailed):
        sent = client.post(SIGN_UP, ADA)
        confirmed = client.post(mailed())

        assert sent["Location"] == reverse("account_email_verification_sent")
        assert confirmed["Location"] == reverse("dashboard")
        assert "_auth_user_id" in client.session

    def test_it_stores_both_names(self, client):
        client.post(SIGN_UP, ADA)

        assert User.objects.get(email="ada@example.org").get_full_name() == "Ada Lovelace"

    def test_it_stores_the_address_in_small_letters(self, client):
        client.post(SIGN_UP, {**ADA, "email": "Ada@Example.ORG"})

        assert User.objects.get().email == "ada@example.org"

    def test_it_lets_nobody_in_before_the_link(self, client):
        client.post(SIGN_UP, ADA)

        response = log_in(client, ADA["email"], ADA["password1"])

        assert response["Location"] == reverse("account_email_verification_sent")
        assert "_auth_user_id" not in client.session

    def test_it_shows_what_is_wrong_and_makes_no_account(self, client):
        response = client.post(SIGN_UP, {**ADA, "first_name": "", "password1": "short"})

        assert "What is your first name?" in response.content.decode()
        assert "at least 12 characters" in response.content.decode()
        assert not User.objects.exists()

    def test_it_refuses_a_name_that_cannot_be_printed(self, client):
        response = client.post(SIGN_UP, {**ADA, "first_name": "Ada\x1b[31m"})

        assert "cannot be printed" in response.content.decode()
        assert not User.objects.exists()

    def test_a_filled_trap_makes_no_account_and_says_nothing(self, client, run_jobs):
        response = client.post(SIGN_UP, {**ADA, "website": "https://example.net"})

        assert response["Location"] == reverse("account_email_verification_sent")
        assert not User.objects.exists()
        assert run_jobs() == 0

    def test_an_address_taken_in_the_same_moment_makes_no_second_account(self, client, monkeypatch):
        """Two requests may both find the address free: the database decides."""
        UserFactory(email=ADA["email"])
        monkeypatch.setattr("accounts.forms.SignupForm.validate_unique_email", lambda self, value: value)

        response = client.post(SIGN_UP, ADA)

        assert response["Location"] == reverse("account_email_verification_sent")
        assert User.objects.count() == 1

    def test_a_name_never_reaches_a_mail_to_an_unconfirmed_address(self, client, run_jobs):
        client.post(SIGN_UP, {**ADA, "first_name": "Win a prize at evil.example"})
        run_jobs()

        assert "evil.example" not in mail.outbox[0].body + mail.outbox[0].alternatives[0].content


class TestLogin:
    def test_it_lets_a_confirmed_person_in(self, client):
        user = UserFactory()

        response = log_in(client, user.email)

        assert response["Location"] == reverse("dashboard")
        assert client.session["_auth_user_id"] == str(user.pk)

    def test_it_notes_the_time(self, client):
        user = UserFactory()

        log_in(client, user.email)

        user.refresh_from_db()
        assert (timezone.now() - user.last_login).total_seconds() < 60

    def test_it_takes_the_address_in_any_case(self, client):
        log_in(client, UserFactory(email="ada@example.org").email.upper())

        assert "_auth_user_id" in client.session

    def test_it_says_nothing_about_which_half_was_wrong(self, client):
        response = log_in(client, UserFactory().email, "a wrong password")

        assert "do not belong together" in response.content.decode()
        assert "_auth_user_id" not in client.session

    def test_a_closed_account_stays_closed(self, client):
        response = log_in(client, UserFactory(is_active=False).email)

        assert response["Location"] == reverse("account_inactive")
        assert "_auth_user_id" not in client.session

    def test_the_login_page_answers_with_the_wanted_page(self, client):
        response = client.get("/dashboard/?week=3")

        assert response["Location"] == "/accounts/login/?next=/dashboard/%3Fweek%3D3"

    def test_a_stored_bcrypt_hash_opens_and_becomes_argon2(self, client, settings):
        settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[1:]  # without the tests' quick one
        user = UserFactory()
        User.objects.filter(pk=user.pk).update(password=bcrypt_hash(PASSWORD))

        log_in(client, user.email)

        assert User.objects.get(pk=user.pk).password.startswith("argon2$")
        assert "_auth_user_id" in client.session


def bcrypt_hash(password):
    """As an importer stores it: "bcrypt$" and the hash that another system made."""
    return f"bcrypt${bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds=4)).decode()}"


class TestLogout:
    def test_asking_for_the_page_logs_nobody_out(self, client):
        client.force_login(UserFactory())

        client.get(reverse("account_logout"))

        assert "_auth_user_id" in client.session

    def test_it_goes_to_the_first_page(self, client):
        client.force_login(UserFactory())

        response = client.post(reverse("account_logout"))

        assert response["Location"] == "/"
        assert "_auth_user_id" not in client.session


class TestConfirmationLink:
    """Promise 28 for the link that confirms an address."""

    def test_only_its_hash_is_stored(self, client, mailed):
        client.post(SIGN_UP, ADA)

        key = mailed().split("/")[-2]

        assert User.objects.get().email_verification_token == fingerprint(key)

    def test_the_log_holds_neither_address_nor_link(self, client, mailed, caplog):
        caplog.set_level("INFO")
        client.post(SIGN_UP, ADA)
        link = mailed()

        client.post(link)

        assert "ada@example.org" not in caplog.text
        assert link.split("/")[-2] not in caplog.text

    def test_it_marks_the_account_and_forgets_the_hash(self, client, mailed):
        client.post(SIGN_UP, ADA)

        client.post(mailed())

        user = User.objects.get()
        assert user.email_verified
        assert user.email_verification_token is None

    def test_looking_at_it_confirms_nothing(self, client, mailed):
        client.post(SIGN_UP, ADA)

        page = client.get(mailed())

        assert "ada@example.org" in page.content.decode()
        assert not User.objects.get().email_verified

    def test_it_works_once(self, client, mailed):
        client.post(SIGN_UP, ADA)
        link = mailed()
        client.post(link)

        assert client.post(link).status_code == 404
        assert "does not work any more" in client.get(link).content.decode()

    def test_a_newer_link_ends_it(self, client, mailed):
        client.post(SIGN_UP, ADA)
        older = mailed()
        with freeze_time(timezone.now() + timezone.timedelta(minutes=1)):
            log_in(client, ADA["email"], ADA["password1"])
        newer = mailed()

        assert client.post(older).status_code == 404
        assert client.post(newer).status_code == 302

    def test_without_the_check_of_the_hash_an_older_link_would_work(self, client, mailed, monkeypatch):
        """The planted fault: allauth’s page, which believes its signature alone."""
        monkeypatch.setattr(ConfirmEmail, "get_object", ConfirmEmailView.get_object)
        client.post(SIGN_UP, ADA)
        older = mailed()
        with freeze_time(timezone.now() + timezone.timedelta(minutes=1)):
            log_in(client, ADA["email"], ADA["password1"])
        mailed()

        assert client.post(older).status_code == 302
        assert User.objects.get().email_verified

    def test_it_ends_after_three_days(self, client, mailed):
        client.post(SIGN_UP, ADA)
        link = mailed()

        with freeze_time(timezone.now() + timezone.timedelta(days=3, minutes=1)):
            assert client.post(link).status_code == 404

    def test_the_signed_link_alone_opens_nothing(self, client, mailed):
        client.post(SIGN_UP, ADA)
        link = mailed()
        User.objects.update(email_verification_token=None)

        assert client.post(link).status_code == 404

    def test_a_host_header_does_not_reach_it(self, client, mailed, settings):
        settings.ALLOWED_HOSTS = ["*"]

        client.post(SIGN_UP, ADA, headers={"host": "evil.example"})
        mailed()

        assert "evil.example" not in mail.outbox[0].body + mail.outbox[0].alternatives[0].content

    def test_a_host_header_would_reach_an_address_built_from_the_request(
        self, client, run_jobs, settings, monkeypatch
    ):
        """The planted fault: links as allauth itself builds them."""
        settings.ALLOWED_HOSTS = ["*"]
        monkeypatch.setattr(
            "accounts.mail.address_of",
            lambda name, *args: context.request.build_absolute_uri(reverse(name, args=args)),
        )

        client.post(SIGN_UP, ADA, headers={"host": "evil.example"})
        run_jobs()

        assert "http://evil.example/accounts/confirm-email/" in mail.outbox[0].body


class TestResetLink:
    """Promise 28 for the link to a new password."""

    @pytest.fixture
    def user(self):
        return UserFactory(email="ada@example.org")

    def ask(self, client):
        return client.post(RESET, {"email": "ada@example.org"})

    def choose(self, client, link, password=NEW):
        page = client.get(link)
        return client.post(page["Location"], {"password1": password}) if page.status_code == 302 else page

    def test_it_sets_the_password(self, client, user, mailed):
        self.ask(client)

        self.choose(client, mailed())

        user.refresh_from_db()
        assert user.check_password(NEW)

    def test_only_its_hash_is_stored(self, client, user, mailed):
        self.ask(client)

        token = mailed().split("/")[-2].split("-", 1)[1]

        user.refresh_from_db()
        assert user.reset_password_token == fingerprint(token)
        assert user.reset_password_expires_at > timezone.now()

    def test_the_queue_holds_neither_address_nor_link(self, client, user):
        self.ask(client)

        assert "ada@example.org" not in str(ProcrastinateJob.objects.get().args)

    def test_the_log_holds_neither_address_nor_link(self, client, user, mailed, caplog):
        caplog.set_level("INFO")
        self.ask(client)
        link = mailed()

        self.choose(client, link)

        assert "ada@example.org" not in caplog.text
        assert link.split("/")[-2] not in caplog.text

    def test_it_works_once(self, client, user, mailed):
        self.ask(client)
        link = mailed()
        self.choose(client, link)

        assert "does not work any more" in self.choose(client, link).content.decode()
        user.refresh_from_db()
        assert (user.reset_password_token, user.reset_password_expires_at) == (None, None)

    def test_a_newer_link_ends_it(self, client, user, mailed):
        self.ask(client)
        older = mailed()
        with freeze_time(timezone.now() + timezone.timedelta(minutes=1)):
            self.ask(client)
            mailed()

        assert "does not work any more" in self.choose(client, older).content.decode()

    def test_without_the_check_of_the_hash_an_older_link_would_work(self, client, user, mailed, monkeypatch):
        """The planted fault: Django’s generator, which believes its signature alone."""
        monkeypatch.setattr(ResetTokenGenerator, "check_token", PasswordResetTokenGenerator.check_token)
        self.ask(client)
        older = mailed()
        with freeze_time(timezone.now() + timezone.timedelta(minutes=1)):
            self.ask(client)
            mailed()

        self.choose(client, older)

        user.refresh_from_db()
        assert user.check_password(NEW)

    def test_it_ends_after_an_hour(self, client, user, mailed):
        self.ask(client)
        link = mailed()

        with freeze_time(timezone.now() + timezone.timedelta(minutes=61)):
            assert "does not work any more" in self.choose(client, link).content.decode()

    def test_the_signed_link_alone_opens_nothing(self, client, user, mailed):
        self.ask(client)
        link = mailed()
        User.objects.update(reset_password_token=None)

        assert "does not work any more" in self.choose(client, link).content.decode()

    def test_it_starts_with_our_own_address(self, client, user, mailed, settings):
        settings.ALLOWED_HOSTS = ["*"]

        client.post(RESET, {"email": user.email}, headers={"host": "evil.example"})
        mailed()

        assert "http://testserver/accounts/password/reset/key/" in mail.outbox[-1].body
        assert "evil.example" not in mail.outbox[-1].body + mail.outbox[-1].alternatives[0].content

    def test_a_weak_password_is_refused(self, client, user, mailed):
        self.ask(client)

        response = self.choose(client, mailed(), "ada@example.org")

        assert "Do not build the password" in response.content.decode()

    def test_the_owner_hears_of_it(self, client, user, mailed, run_jobs):
        self.ask(client)
        self.choose(client, mailed())
        run_jobs()

        assert mail.outbox[-1].subject == "Your password was changed"

    def test_a_link_of_nonsense_is_a_page(self, client):
        response = client.get("/accounts/password/reset/key/zzz-nonsense/")

        assert "does not work any more" in response.content.decode()


class TestForeignHost:
    """Promise 28 for the mails beside those two: whatever host a request names, links lead to our own address."""

    @pytest.fixture
    def post(self, client, settings):
        settings.ALLOWED_HOSTS = ["*"]
        return lambda url, data: client.post(url, data, headers={"host": "evil.example"})

    @pytest.fixture
    def told(self, run_jobs):
        """What the mails say that wait."""

        def tell() -> str:
            run_jobs()
            return "".join(message.body + message.alternatives[0].content for message in mail.outbox)

        return tell

    def test_who_has_an_account_is_led_to_our_login(self, post, told):
        UserFactory(email=ADA["email"])

        post(SIGN_UP, ADA)

        said = told()
        assert "http://testserver/accounts/login/" in said
        assert "evil.example" not in said

    def test_whose_password_changed_is_led_to_our_reset(self, client, post, told):
        client.force_login(UserFactory())

        post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW})

        said = told()
        assert "http://testserver/accounts/password/reset/" in said
        assert "evil.example" not in said


class TestChangeOfAddress:
    @pytest.fixture
    def user(self, client):
        user = UserFactory(email="ada@example.org")
        log_in(client, user.email)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return user

    def ask(self, client, address="countess@example.org"):
        return client.post(reverse("account_email"), {"email": address, "action_add": ""})

    def test_the_address_stays_until_the_new_one_is_confirmed(self, client, user):
        self.ask(client)

        user.refresh_from_db()
        assert (user.email, user.email_verified) == ("ada@example.org", True)

    def test_the_link_changes_it(self, client, user, mailed):
        self.ask(client)

        client.post(mailed())

        user.refresh_from_db()
        assert (user.email, user.email_verified) == ("countess@example.org", True)
        assert EmailAddress.objects.get().email == "countess@example.org"

    def test_the_former_address_hears_of_it(self, client, user, mailed, run_jobs):
        self.ask(client)
        client.post(mailed())
        run_jobs()

        assert mail.outbox[-1].to == ["ada@example.org"]
        assert mail.outbox[-1].subject == "Your address was changed"

    def test_an_address_of_another_account_cannot_be_taken(self, client, user, mailed):
        self.ask(client)
        link = mailed()
        UserFactory(email="countess@example.org", unverified=True)

        response = client.post(link, follow=True)

        user.refresh_from_db()
        assert response.status_code == 200
        assert user.email == "ada@example.org"
        assert "another account has it" in response.content.decode()

    def test_the_page_offers_to_send_the_link_again_or_to_stop(self, client, user):
        self.ask(client)

        page = client.get(reverse("account_email")).content.decode()

        assert "countess@example.org" in page
        assert "Do not change it" in page

    def test_stopping_it_leaves_the_address(self, client, user):
        self.ask(client)

        client.post(reverse("account_email"), {"email": "countess@example.org", "action_remove": ""})

        assert EmailAddress.objects.get().email == "ada@example.org"


class TestVerifiedColumn:
    """`email_verified` follows the addresses, whatever writes them."""

    def test_confirming_sets_it(self):
        user = UserFactory(unverified=True)

        address = EmailAddress.objects.get(user=user)
        address.verified = True
        address.save()

        user.refresh_from_db()
        assert user.email_verified

    def test_removing_clears_it(self):
        user = UserFactory()

        EmailAddress.objects.get(user=user).delete()

        user.refresh_from_db()
        assert not user.email_verified

    def test_another_confirmed_address_does_not_count(self):
        user = UserFactory(unverified=True)

        EmailAddress.objects.create(user=user, email="other@example.org", verified=True)

        user.refresh_from_db()
        assert not user.email_verified

    def test_two_accounts_cannot_share_an_address(self):
        user = UserFactory()

        with pytest.raises(IntegrityError):
            UserFactory(email=user.email)
