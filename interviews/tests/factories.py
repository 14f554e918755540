"""Test data: only required fields; traits name states."""

import factory
from django.utils import timezone

from accounts.tests.factories import UserFactory
from interviews.models import InterviewSession


class InterviewSessionFactory(factory.django.DjangoModelFactory):
    """A session just begun."""

    class Meta:
        model = InterviewSession

    class Params:
        finished = factory.Trait(
            completed=True, score=80, duration=900, completed_at=factory.LazyFunction(timezone.now)
        )

    user = factory.SubFactory(UserFactory)
