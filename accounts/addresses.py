"""E-mail addresses between accounts."""

from allauth.account.models import EmailAddress

from accounts.models import User


def is_anothers(address: EmailAddress) -> bool:
    """Whether another account, confirmed or not, has signed up with this address."""
    return User.objects.exclude(pk=address.user_id).filter(email=address.email).exists()
