"""Documents leave the bin for good after a month."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from letters.models import CoverLetter
from letters.tests.factories import CoverLetterFactory
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from saaska.db.document_bins import empty_bin
from saaska.db.scope import scope
from saaska.documents.tasks import empty_bins

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.mark.parametrize("factory", [CoverLetterFactory, ResumeFactory])
def test_those_that_lay_there_for_a_month_go_with_their_states(factory):
    kept, fresh, old = factory(), factory(deleted_at=days_ago(29)), factory(deleted_at=days_ago(31))

    empty_bins(timestamp=0)

    documents = factory._meta.model.objects
    assert set(documents.values_list("pk", flat=True)) == {kept.pk, fresh.pk}
    assert not old.states.exists()


def test_an_archived_one_stays(db):
    letter = CoverLetterFactory(archived_at=days_ago(400))

    empty_bins(timestamp=0)

    assert CoverLetter.objects.filter(pk=letter.pk).exists()


@pytest.mark.parametrize("days", [0, -5])
def test_nothing_makes_it_take_what_was_just_deleted(days):
    resume = ResumeFactory(deleted_at=timezone.now())

    empty_bin("resumes", days=days)

    assert Resume.objects.filter(pk=resume.pk).exists()


@pytest.mark.parametrize("name", ["user", "anon", "auth"])
def test_no_visitor_may_empty_bins(name):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), scope(name):
        empty_bin("resumes", days=30)
