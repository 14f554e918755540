"""Reading the states of a document: what each held, and in which sittings they came.

saaska/db/document_states.py says what a step is, and which states are whole.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Q, QuerySet

from saaska.db.document_states import EVERY
from saaska.documents.models import State

Content = dict[str, Any]  # by column
Steps = list[list[Any]]

WHOLE: Final[list[str | int]] = []  # the path of everything


def contents(states: "QuerySet[State]", numbers: Iterable[int]) -> dict[int, Content]:
    """What a document held in those of its states, by number, in one query. A number it has no state of is left out."""
    wanted = set(numbers)
    found: dict[int, Content] = {}
    content: Any = None
    for number, steps in _rows(states, wanted):
        content = follow(content, steps)
        if number in wanted:
            found[number] = copy(content)
    return found


def _rows(states: "QuerySet[State]", wanted: set[int]) -> Iterable[tuple[int, Steps]]:
    """The states that lead to the wanted ones, each from the whole one before it."""
    if not wanted:
        return []
    ranges = Q()
    for number in wanted:
        ranges |= Q(number__range=(number - (number - 1) % EVERY, number))
    return states.filter(ranges).order_by("number").values_list("number", "steps")


def follow(content: Any, steps: Steps) -> Any:
    """The content after the steps. What was given is changed on the way."""
    for path, *step in steps:
        if path == WHOLE:
            [content] = step
            continue
        place = content
        for key in path[:-1]:
            place = place[key]
        _take(place, path[-1], step)
    return content


def _take(place: Any, key: str | int, step: list[Any]) -> None:
    if not step:
        del place[key]
    elif len(step) == 1:
        place[key] = step[0]
    else:
        at, cut, items = step
        place[key][at : at + cut] = items


def copy(value: Any) -> Any:
    """JSON data of its own, quicker than copy.deepcopy()."""
    if isinstance(value, dict):
        return {key: copy(entry) for key, entry in value.items()}
    return [copy(entry) for entry in value] if isinstance(value, list) else value
