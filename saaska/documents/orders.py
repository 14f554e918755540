"""How a document of any kind is printed: the apps that have the documents register it, as they do in samples.py."""

from collections.abc import Callable
from typing import Any

from saaska.documents.designs import Kind
from saaska.documents.prints import Order

_orders: dict[Kind, Callable[[Any], Order]] = {}


def register(kind: Kind, order: Callable[[Any], Order]) -> None:
    """Called while the apps are made ready."""
    _orders[kind] = order


def order_of(kind: Kind, document: Any) -> Order:
    return _orders[kind](document)
