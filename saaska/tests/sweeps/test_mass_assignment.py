"""Promise 37: whatever else is sent along with a form, only the fields it shows are stored."""

import json
from typing import Any

from django.apps import apps
from django.db import models

from saaska.tests.sweeps.forms_of_site import READS, body_of, filled, forms_of_site
from saaska.tests.sweeps.pages import PageForm
from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import PLANTED, Place, places, planted
from saaska.tests.sweeps.visitor import NOT_WATCHED, Visitor, every_row, forgotten

STRANGE_NUMBER = 987654
STRANGE: list[tuple[type, object]] = [
    (models.UUIDField, "deadbeef-0000-4000-8000-000000000000"),
    (models.IntegerField, STRANGE_NUMBER),
    (models.DecimalField, STRANGE_NUMBER),
    (models.DateTimeField, "2001-02-03T04:05:06+00:00"),
    (models.CharField, "strange word"),
    (models.TextField, "strange word"),
]


def strange(column: Any, berta: Person) -> object:
    """A value that nobody but a cheat would give the column; None when there is none."""
    if isinstance(column, models.BooleanField):
        return True if column.get_default() is False else None
    if column.choices:
        return next(value for value, _label in reversed(column.flatchoices) if value != column.get_default())
    if column.related_model:
        return berta.ids.get(column.related_model._meta.model_name)
    return next((value for kind, value in STRANGE if isinstance(column, kind)), None)


def strange_values(berta: Person) -> dict[str, dict[str, object]]:
    """For each table the columns with what a cheat would send."""
    return {
        model._meta.db_table: {
            column.column: value
            for column in model._meta.concrete_fields
            if (value := strange(column, berta)) is not None
        }
        for model in apps.get_models()
        if model._meta.db_table not in NOT_WATCHED
    }


def taken(
    asker: Person | None, berta: Person, ada: Person, where: list[Place]
) -> tuple[list[str], list[str]]:
    """What forms store although they do not ask for it; and the forms that refused what they were sent."""
    visitor, cheat = Visitor(asker and asker.user), strange_values(berta)
    names = {column: value for columns in cheat.values() for column, value in columns.items()}
    names |= {column.removesuffix("_id"): value for column, value in names.items() if column.endswith("_id")}
    found, refused = [], []
    before = every_row()
    for form in forms_of_site(asker, ada, where):
        extra = {name: [str(value)] for name, value in names.items() if name not in form.names}
        honest, _answer = _stored(visitor, form, filled(form), before)
        cheated, answer = _stored(visitor, form, {**extra, **filled(form)}, before)
        found += [
            f"{form.action} stores {table}.{column} = {value}"
            for table, column, value in sorted(cheated - honest)
            if value == str(cheat.get(table, {}).get(column)) and column not in form.names
        ]
        taken_as = (200, 204, 302) if form.action in READS else (204, 302)
        if answer.status_code not in taken_as and not answer.get("Content-Type", "").endswith("pdf"):
            refused.append(f"{form.action} answers {answer.status_code}")
    return found, refused


def _stored(
    visitor: Visitor, form: PageForm, values: dict[str, list[str]], before: dict[str, set[str]]
) -> tuple[set[tuple[str, str, str]], Any]:
    """Table, column and value of everything that the post made or changed, and the answer."""
    with forgotten():
        answer = visitor.generic("POST", form.action, *body_of(form, values))
        rows = every_row()
    visitor.stay()
    made = set()
    for table in rows:
        old = {row.get("id"): row for row in map(json.loads, before[table])}
        for row in map(json.loads, rows[table] - before[table]):
            was = old.get(row.get("id"), {})
            made |= {(table, column, str(value)) for column, value in row.items() if was.get(column) != value}
    return made, answer


class TestMassAssignment:
    def test_forms_of_signed_in_people_store_only_what_they_ask_for(self, ada: Person, berta: Person) -> None:
        found, refused = taken(ada, berta, ada, [place for place in places() if not place.in_admin])

        assert found == []
        assert refused == [], "Say in forms_of_site.py what these take, or they are not tried."

    def test_forms_of_unknown_people_store_only_what_they_ask_for(self, ada: Person, berta: Person) -> None:
        found, refused = taken(None, berta, ada, [place for place in places() if not place.in_admin])

        assert found == []
        assert refused == [], "Say in forms_of_site.py what these take, or they are not tried."

    def test_a_view_that_stores_whatever_comes_is_found(
        self, ada: Person, berta: Person, settings: Any
    ) -> None:
        settings.ROOT_URLCONF = PLANTED

        found, _refused = taken(ada, berta, ada, planted("everything_given"))

        assert f"/planted/everything-given/ stores resumes.download_count = {STRANGE_NUMBER}" in found
