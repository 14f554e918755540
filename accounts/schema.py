"""The shape of an activity's details: a few short facts, never a document."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from saaska.documents.fields import Label, limited_text
from saaska.documents.shapes import Shape
from saaska.documents.texts import UNPRINTABLE, printable

FACTS = 20
FACT = 500  # characters


def _fact(value: object, info: ValidationInfo) -> object:
    if isinstance(value, str):
        if info.context and info.context.get("clean"):
            return printable(value)[:FACT]
        if UNPRINTABLE.search(value):
            raise PydanticCustomError("unprintable", "unprintable")
        if len(value) > FACT:
            raise PydanticCustomError("long", "long", {"limit": FACT})
    elif value is not None and not isinstance(value, bool | int | float):
        raise PydanticCustomError("scalar", "scalar")
    elif isinstance(value, float) and value - value != 0:  # NaN and the infinities are no JSON
        raise PydanticCustomError("number", "number")
    return value


def _few(value: object) -> object:
    if isinstance(value, dict) and len(value) > FACTS:
        raise PydanticCustomError("many", "many", {"limit": FACTS})
    return value


Key = Annotated[str, limited_text(50, lines=False)]

ACTIVITY_DETAILS: Shape[dict[str, Any]] = Shape(
    Annotated[dict[Key, Annotated[Any, BeforeValidator(_fact)]], BeforeValidator(_few)],
    label=Label(_("details"), one=_("detail")),
)


def validate_activity_details(value: object) -> None:
    ACTIVITY_DETAILS.check(value)
