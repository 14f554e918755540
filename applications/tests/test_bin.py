"""Applications leave the bin for good after a month, and their files with them."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from applications import tasks
from applications.models import ApplicationImport
from applications.tests.factories import (
    ApplicationImportFactory,
    JobApplicationFactory,
    PostingTextFactory,
    SentDocumentFactory,
)
from saaska import files
from saaska.db.application_bins import empty_bin_of_applications
from saaska.db.scope import scope

pytestmark = pytest.mark.django_db


def deleted(user, days):
    return JobApplicationFactory(user=user, deleted_at=timezone.now() - timedelta(days=days))


def sent(application, digest):
    document = SentDocumentFactory(application=application, sha256=digest * 64)
    files.keep(document.file, b"PDF")
    return document


def test_old_ones_go_with_the_files_that_no_other_has(ada, run_jobs):
    fresh, old = deleted(ada, 29), deleted(ada, 31)
    alone, shared, theirs = sent(old, "a"), sent(old, "b"), sent(JobApplicationFactory(), "a")
    sent(fresh, "b")
    PostingTextFactory(application=old)

    tasks.empty_bin(timestamp=0)
    run_jobs()

    assert ada.job_applications.get() == fresh
    assert not ada.posting_texts.exists()
    assert [files.read(one.file) for one in (alone, shared, theirs)] == [None, b"PDF", b"PDF"]


def test_what_was_frozen_again_meanwhile_keeps_its_file(ada, run_jobs):
    document = sent(deleted(ada, 31), "a")

    tasks.empty_bin(timestamp=0)
    SentDocumentFactory(application=JobApplicationFactory(user=ada), file=document.file)
    run_jobs()

    assert files.read(document.file) == b"PDF"


def test_more_than_one_transaction_takes_go_too(ada, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 2)
    for _number in range(5):
        deleted(ada, 31)

    tasks.empty_bin(timestamp=0)

    assert not ada.job_applications.exists()


def test_uploads_that_nobody_imported_are_forgotten(ada):
    long_ago = timezone.now() - timedelta(days=31)
    rows = [ApplicationImportFactory(user=ada) for _number in range(3)]
    ApplicationImport.objects.filter(pk__in=[rows[0].pk, rows[1].pk]).update(created_at=long_ago)
    ApplicationImport.objects.filter(pk=rows[1].pk).update(imported_at=long_ago)

    tasks.empty_bin(timestamp=0)

    assert set(ada.application_imports.values_list("pk", flat=True)) == {rows[1].pk, rows[2].pk}


@pytest.mark.parametrize("name", ["user", "anon", "auth"])
def test_no_visitor_may_empty_it(name):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), scope(name):
        empty_bin_of_applications(days=30, most=10)
