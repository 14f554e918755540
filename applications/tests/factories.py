"""Test data: only required fields; traits name states."""

from datetime import timedelta

import factory
from django.utils import timezone

from accounts.tests.factories import UserFactory
from applications.models import JobApplication


class JobApplicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JobApplication

    class Params:
        interview = factory.Trait(
            status=JobApplication.Status.INTERVIEW,
            interview_date=factory.LazyFunction(lambda: timezone.now() + timedelta(days=3)),
        )
        offer = factory.Trait(status=JobApplication.Status.OFFER, offer_salary="90000.00")
        rejected = factory.Trait(status=JobApplication.Status.REJECTED)
        hired = factory.Trait(status=JobApplication.Status.HIRED)

    user = factory.SubFactory(UserFactory)
    company = factory.Sequence(lambda n: f"Company {n}")
    position = "Data Engineer"
    date_applied = factory.LazyFunction(timezone.localdate)
