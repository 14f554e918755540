"""Test data: only required fields; traits name states."""

import factory

from accounts.tests.factories import UserFactory
from jobs.models import SavedJob


class SavedJobFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedJob

    class Params:
        applied_for = factory.Trait(applied=True)

    user = factory.SubFactory(UserFactory)
    company = factory.Sequence(lambda n: f"Company {n}")
    position = "Data Engineer"
