"""Test data: only required fields; traits name states."""

import factory

from accounts.tests.factories import UserFactory
from jobs.models import SavedJob, SavedPosting


class SavedJobFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedJob

    class Params:
        applied_for = factory.Trait(applied=True)

    user = factory.SubFactory(UserFactory)
    company = factory.Sequence(lambda n: f"Company {n}")
    position = "Data Engineer"


class SavedPostingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedPosting

    saved_job = factory.SubFactory(SavedJobFactory)
    user = factory.SelfAttribute("saved_job.user")
    text = "We look for a data engineer."
