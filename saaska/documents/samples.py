"""What designs are shown with: the documents of a person who does not exist.

The apps that have the documents register how a sample of theirs is printed: résumés and letters import this app,
never the other way round.
"""

from collections.abc import Callable, Mapping
from typing import Any

from saaska.documents import versions
from saaska.documents.designs import Kind
from saaska.documents.models import Template
from saaska.documents.prints import Order
from saaska.documents.versions import Version

Maker = Callable[[Version], Order]

_makers: dict[Kind, Maker] = {}


def register(kind: Kind, maker: Maker) -> None:
    """`maker` says how the sample is printed in a version of a design. Called while the apps are made ready."""
    _makers[kind] = maker


def order(version: Version) -> Order:
    return _makers[version.design.kind](version)


def order_of(design: Template, config: Mapping[str, Any] | None = None) -> Order:
    """The sample in the design's newest version, or in that version with another configuration.

    designs.UnknownDesignError when the design has neither a version nor a folder.
    """
    newest = versions.find(design.kind, design.slug)
    return order(newest if config is None else Version(newest.design, newest.number, config))
