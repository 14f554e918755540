"""Test data: only required fields; traits name states."""

import factory

from accounts.tests.factories import UserFactory
from billing.models import Subscription


class SubscriptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Subscription

    class Params:
        cancelled = factory.Trait(status=Subscription.Status.CANCELLED)

    user = factory.SubFactory(UserFactory)
    plan_type = Subscription.Plan.BASIC
    status = Subscription.Status.ACTIVE
