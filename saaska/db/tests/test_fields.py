"""Private notes are unreadable in the database, and their keys can be changed."""

import io

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import call_command

from applications.models import JobApplication
from applications.tests.factories import JobApplicationFactory
from jobs.tests.factories import SavedJobFactory
from saaska.db.tests.catalogue import ask

pytestmark = pytest.mark.django_db


class TestEncryptedText:
    def test_the_database_holds_no_word_of_it(self):
        application = JobApplicationFactory(notes="The recruiter sounded tired.")

        stored = ask("select notes from job_applications where id = %s", application.pk)[0][0]

        assert stored.startswith("gAAAA")
        assert "recruiter" not in stored

    def test_python_reads_it_back(self):
        application = JobApplicationFactory(notes="Zoë 🎈")

        assert JobApplication.objects.get(pk=application.pk).notes == "Zoë 🎈"

    @pytest.mark.parametrize("empty", ["", None])
    def test_nothing_stays_nothing(self, empty):
        application = JobApplicationFactory(notes=empty)

        assert ask("select notes from job_applications where id = %s", application.pk) == [(empty,)]

    def test_searching_it_is_a_mistake_that_says_so(self):
        with pytest.raises(TypeError, match="encrypted"):
            JobApplication.objects.filter(notes="x").exists()

    def test_a_text_that_was_tampered_with_is_refused(self):
        application = JobApplicationFactory(notes="Secret")
        ask("update job_applications set notes = overlay(notes placing 'AAAA' from 30) returning id")

        with pytest.raises(InvalidToken):
            JobApplication.objects.get(pk=application.pk)


class TestRotation:
    def test_after_it_the_old_key_can_go(self, settings):
        old = settings.FIELD_ENCRYPTION_KEYS
        application, job = JobApplicationFactory(notes="Ask for Friday"), SavedJobFactory(notes="Two rounds")
        new = [Fernet.generate_key().decode()]
        settings.FIELD_ENCRYPTION_KEYS = [*new, *old]

        call_command("rotate_field_keys", stdout=io.StringIO())

        settings.FIELD_ENCRYPTION_KEYS = new
        application.refresh_from_db()
        job.refresh_from_db()
        assert (application.notes, job.notes) == ("Ask for Friday", "Two rounds")

    def test_without_it_the_old_key_is_needed(self, settings):
        application = JobApplicationFactory(notes="Ask for Friday")
        settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]

        with pytest.raises(InvalidToken):
            application.refresh_from_db()

    def test_it_says_how_many(self):
        JobApplicationFactory.create_batch(2, notes="x")
        out = io.StringIO()

        call_command("rotate_field_keys", stdout=out)

        assert "job_applications.notes: 2 rewritten" in out.getvalue()
        assert "saved_jobs.notes: 0 rewritten" in out.getvalue()
