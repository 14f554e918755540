"""Who is deleted has no files left, and nobody else loses one."""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import UserFactory
from applications.tests.factories import JobApplicationFactory, SentDocumentFactory
from letters.tests.factories import EnclosureFactory
from saaska import files
from saaska.db import tasks
from saaska.documents.tests.factories import PhotoFactory
from saaska.files import FilesError

pytestmark = pytest.mark.django_db


def with_files(user: User) -> list[str]:
    """The keys of one file of each kind."""
    photo, enclosure = PhotoFactory(user=user), EnclosureFactory(user=user)
    sent = SentDocumentFactory(application=JobApplicationFactory(user=user))
    keys = [photo.key, enclosure.key, sent.file]
    for key in keys[1:]:
        files.keep(key, b"the same bytes")
    return keys


def stored() -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def ada() -> User:
    return UserFactory(email="ada@example.org")


@pytest.fixture
def ben() -> User:
    return UserFactory(email="ben@example.org")


class TestFiles:
    def test_they_go_with_their_owner_and_leave_those_of_others(self, ada, ben, run_jobs) -> None:
        with_files(ada)
        kept = with_files(ben)

        with connection.cursor() as cursor:
            cursor.execute("delete from users where id = %s", [ada.pk])
        assert len(stored()) == 6
        run_jobs()

        assert stored() == set(kept)
        assert not any(str(ada.pk) in path.name for path in Path(settings.MEDIA_ROOT).rglob("*"))

    def test_a_deletion_that_is_taken_back_leaves_them(self, ada, run_jobs) -> None:
        kept = with_files(ada)
        with transaction.atomic():
            ada.delete()
            transaction.set_rollback(True)

        assert run_jobs() == 0
        assert stored() == set(kept)

    def test_a_job_for_somebody_who_is_there_does_nothing(self, ada) -> None:
        kept = with_files(ada)

        tasks.drop_files_of(str(ada.pk))

        assert stored() == set(kept)

    def test_a_storage_that_is_away_fails_the_job_and_the_next_try_drops_them(self, ada, monkeypatch) -> None:
        with_files(ada)
        owner = str(ada.pk)
        ada.delete()
        with monkeypatch.context() as away:
            away.setattr(default_storage, "delete", lambda key: (_ for _ in ()).throw(OSError("away")))
            with pytest.raises(FilesError):
                tasks.drop_files_of(owner)

        tasks.drop_files_of(owner)

        assert stored() == set()


class TestTidying:
    def test_a_day_later_files_without_a_row_go(self, ada, ben) -> None:
        kept, gone = with_files(ada), with_files(ben)
        fresh = f"photos/{ada.pk}/0.jpg"
        ada.enclosures.all().delete()
        User.objects.filter(pk=ben.pk).delete()
        for key in [*kept, *gone]:
            yesterday = time.time() - tasks.UNNAMED_FOR.total_seconds() - 60
            os.utime(default_storage.path(key), (yesterday, yesterday))
        files.keep(fresh, b"its row is still to be committed")

        tasks.tidy_files(0)

        assert stored() == {kept[0], kept[2], fresh}


class TestCommand:
    def test_everything_of_the_person_goes_their_session_too(
        self, ada, ben, client: Client, run_jobs
    ) -> None:
        with_files(ada)
        client.force_login(ada)
        call_command("delete_account", "Ada@example.org", "--yes")
        run_jobs()

        assert list(User.objects.all()) == [ben]
        assert stored() == set()
        assert client.get(reverse("dashboard")).status_code == 302

    def test_another_address_typed_deletes_nothing(self, ada, monkeypatch) -> None:
        monkeypatch.setattr("builtins.input", lambda asked: "eda@example.org")

        with pytest.raises(CommandError, match="nothing is deleted"):
            call_command("delete_account", "ada@example.org")

        assert User.objects.get() == ada

    def test_it_says_that_nobody_has_the_address(self) -> None:
        with pytest.raises(CommandError, match="Nobody has the address"):
            call_command("delete_account", "nobody@example.org", "--yes")
