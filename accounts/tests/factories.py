"""Test data: only required fields; traits name states."""

import factory
from allauth.account.models import EmailAddress

from accounts.models import User, UserActivity, UserPreferences

PASSWORD = "correct horse battery staple"


class UserFactory(factory.django.DjangoModelFactory):
    """A person who can log in: verified address, PASSWORD as password."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        unverified = factory.Trait(email_verified=False)
        staff = factory.Trait(is_staff=True, is_superuser=True)
        premium = factory.Trait(subscription_tier=User.Tier.PREMIUM)

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    first_name = "Ada"
    last_name = factory.Sequence(lambda n: f"Person{n}")
    email_verified = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        user = model_class.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)
        address = EmailAddress(user=user, email=user.email, primary=True, verified=user.email_verified)
        EmailAddress.objects.bulk_create(
            [address]
        )  # no signal: the person says already whether it is verified
        return user


class UserPreferencesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UserPreferences

    user = factory.SubFactory(UserFactory)


class UserActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UserActivity

    user = factory.SubFactory(UserFactory)
    type = "login"
