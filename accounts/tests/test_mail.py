"""Mails: text and HTML, written in the request, sealed in the queue, sent by the worker."""

import re
from datetime import UTC, datetime

import pytest
from django.core import mail as outgoing
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts import mail
from saaska.db.scope import scope

pytestmark = pytest.mark.django_db

LINK = "http://testserver/the/way/?a=1&b=2"
NOTICE = {"ip": "203.0.113.7", "user_agent": "<b>Firefox</b>", "reset_url": LINK}
MAILS = {
    "account_already_exists": {"login_url": LINK},
    "email_changed": {**NOTICE, "from_email": "a@example.org", "to_email": "b@example.org"},
    "email_confirmation": {"activate_url": LINK},
    "email_confirmation_signup": {"activate_url": LINK},
    "email_deleted": {**NOTICE, "deleted_email": "a@example.org"},
    "export_ready": {"export_url": LINK},
    "password_changed": NOTICE,
    "password_reset": NOTICE,
    "password_reset_key": {"password_reset_url": LINK},
    "password_set": NOTICE,
    "unknown_account": {"signup_url": LINK},
}


@pytest.fixture(params=MAILS)
def sent(request, run_jobs):
    mail.post(f"account/email/{request.param}", "ada@example.org", MAILS[request.param])
    run_jobs()
    return outgoing.outbox[0]


class TestEachMail:
    def test_it_has_text_and_html(self, sent):
        assert [part.mimetype for part in sent.alternatives] == ["text/html"]
        assert sent.to == ["ada@example.org"]

    def test_both_hold_the_link(self, sent):
        assert LINK in sent.body
        assert LINK.replace("&", "&amp;") in sent.alternatives[0].content

    def test_its_subject_has_no_prefix_and_no_line_break(self, sent):
        assert re.fullmatch(r"[A-Z][^\[\]\n]+", sent.subject)

    def test_it_loads_nothing_and_runs_nothing(self, sent):
        html = sent.alternatives[0].content

        assert re.findall(r"<(img|script|link|iframe)\b|url\(|@import", html) == []

    def test_the_text_has_no_markup_and_no_entities(self, sent):
        assert re.findall(r"&\w+;|</?\w+>", sent.body.replace("<b>Firefox</b>", "")) == []

    def test_what_browsers_say_is_escaped_in_the_html(self, sent):
        assert "<b>Firefox</b>" not in sent.alternatives[0].content


def test_a_notice_tells_the_time_of_utc_wherever_its_reader_lives(run_jobs):
    noon = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)

    with timezone.override("Asia/Kolkata"):
        mail.post("account/email/password_changed", "ada@example.org", {**NOTICE, "timestamp": noon})
    run_jobs()

    assert "1 May 2026, 12:00 (UTC)" in outgoing.outbox[0].body


class TestQueue:
    def post(self):
        mail.post("account/email/unknown_account", "ada@example.org", {"signup_url": LINK})

    def test_a_rollback_leaves_no_job(self):
        with scope("auth"):
            self.post()
            transaction.set_rollback(True)

        assert not ProcrastinateJob.objects.exists()

    @pytest.mark.parametrize("role", ["user", "anon", "auth", "staff"])
    def test_every_role_may_defer_and_only_defer(self, role):
        with scope(role):
            self.post()

        assert ProcrastinateJob.objects.count() == 1

    def test_the_queue_shows_neither_address_nor_link(self):
        self.post()

        stored = str(ProcrastinateJob.objects.get().args)
        assert "ada@example.org" not in stored
        assert "testserver" not in stored

    def test_a_job_that_runs_twice_sends_the_same_mail(self):
        self.post()
        job = ProcrastinateJob.objects.get()

        mail.send(**job.args)
        mail.send(**job.args)

        first, second = outgoing.outbox
        assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]

    def test_a_mail_server_that_is_away_is_asked_again_for_hours(self):
        waits = [
            mail.PATIENTLY.exponential_wait**attempt for attempt in range(1, mail.PATIENTLY.max_attempts)
        ]

        assert 4 < sum(waits) / 3600 < 8


def test_a_subject_keeps_its_signs():
    assert (
        render_to_string("account/email/password_reset_key_subject.txt").strip()
        == "A new password for SaaSka"
    )
