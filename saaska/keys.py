"""Forms that make a row: sent twice, by an impatient press or a browser that asks again, they make one."""

from typing import Any, Protocol, TypeVar
from uuid import UUID, uuid4, uuid5

from django import forms
from django.db import IntegrityError
from django.http import Http404, QueryDict

Row_co = TypeVar("Row_co", covariant=True)


def is_key(given: object) -> bool:
    """Whether it can be the id of a row."""
    try:
        UUID(str(given))
    except ValueError:
        return False
    return True


class Rows(Protocol[Row_co]):
    """A person's rows of one table, such as user.resumes."""

    def get_or_create(self, defaults: Any = ..., **kwargs: Any) -> tuple[Row_co, bool]: ...


class Key(forms.UUIDField):
    """The id of the row to be made. A page that lost its key makes a row all the same."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> UUID:
        try:
            key: UUID = super().clean(value)
        except forms.ValidationError:
            return uuid4()
        return key


class KeyForm(forms.Form):
    """A form that makes a row. `key` becomes the row's id, so that sending the form twice makes one row."""

    use_required_attribute = False

    key = Key()

    def __init__(self, data: QueryDict | None, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4(), **kwargs.get("initial", {})}
        super().__init__(data, *args, **kwargs)

    @classmethod
    def key_of(cls, data: QueryDict, of: UUID) -> UUID:
        """The key for one of several rows that a page can make: its own key and which one is meant."""
        key: UUID = cls.base_fields["key"].clean(data.get("key"))
        return uuid5(key, str(of))


def create_once(rows: "Rows[Row_co]", key: UUID, **columns: Any) -> tuple[Row_co, bool]:
    """The person's row with that key, and whether it was made now.

    Http404 when the key is the id of something that is not theirs.
    """
    try:
        return rows.get_or_create(pk=key, defaults=columns)
    except IntegrityError as error:
        raise Http404 from error
