"""Test data: only required fields; traits name states."""

import factory
from django.utils import timezone

from accounts.tests.factories import UserFactory
from letters.models import CoverLetter, CoverLetterState, Enclosure


class CoverLetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CoverLetter

    class Params:
        deleted = factory.Trait(deleted_at=factory.LazyFunction(timezone.now))

    user = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Letter {n}")
    template = "modern-professional"
    company_name = factory.Sequence(lambda n: f"Company {n}")
    job_title = "Data Engineer"
    content = "Dear team,\n\nI would like to work with you."
    personal_info = factory.LazyAttribute(
        lambda o: {"firstName": o.user.first_name, "lastName": o.user.last_name, "email": o.user.email}
    )


class CoverLetterStateFactory(factory.django.DjangoModelFactory):
    """The first state of a new letter: the trigger makes it."""

    class Meta:
        model = CoverLetterState

    user = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *_args, **columns):
        return CoverLetterFactory(**columns).states.get()


class EnclosureFactory(factory.django.DjangoModelFactory):
    """The row alone: its file is none."""

    class Meta:
        model = Enclosure

    user = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Certificate {n}")
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size = 1000
    pages = 1
