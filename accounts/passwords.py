"""What a password must be (NIST 800-63B-4): long, not common, not the person's own words. No rules of composition."""

import re
from typing import TYPE_CHECKING, Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHORTEST = 12
LONGEST = 256
OF_ITS_OWN = 8  # letters and digits that must be left when the person's own words are taken out
WORD = re.compile(r"[^\W_]{3,}")
REPEATED = re.compile(r"\A(.+?)\1+\Z", re.DOTALL)
SHORT_UNIT = 4


class LengthValidator:
    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < SHORTEST:
            message = _("Use at least %(shortest)d characters. A short sentence is easy to remember.")
            raise ValidationError(message, code="password_too_short", params={"shortest": SHORTEST})
        if len(password) > LONGEST:
            message = _("Use at most %(longest)d characters.")
            raise ValidationError(message, code="password_too_long", params={"longest": LONGEST})

    def get_help_text(self) -> "StrOrPromise":
        return _(
            "At least %(shortest)d characters, better 15 or more. Any characters will do, spaces too."
        ) % {"shortest": SHORTEST}


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """Django's 20,000 most used ones, also when one of them, or a few characters, is only repeated."""

    def validate(self, password: str, user: Any = None) -> None:
        unit = REPEATED.sub(r"\1", password.casefold())
        if len(unit) <= SHORT_UNIT:
            raise ValidationError(_("This is only a few characters repeated."), code="password_repeats")
        for used in {password, unit}:
            super().validate(used, user)


class OwnWordsValidator:
    """Refuses a password that is little more than the person's name, their address or ours, in any decoration."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = password.casefold()
        for word in sorted(self._words(user), key=len, reverse=True):
            rest = rest.replace(word, " ")
        own = rest != password.casefold()
        if own and sum(map(str.isalnum, rest)) <= OF_ITS_OWN:
            message = _("Do not build the password from your name or your e-mail address.")
            raise ValidationError(message, code="password_own_words")

    def get_help_text(self) -> "StrOrPromise":
        return _("Not your name, not your e-mail address, not one of the passwords everybody knows.")

    @staticmethod
    def _words(user: Any) -> set[str]:
        parts = [getattr(user, name, "") or "" for name in ("first_name", "last_name", "email")]
        return {"saaska"}.union(*(WORD.findall(part.casefold()) for part in parts))
