"""Promise 37: whatever else is sent along with a form, only the fields it shows are stored. And what a form makes or
gives out is noted as an activity of the person who sent it."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from saaska.db.tests.catalogue import tables_of_people
from saaska.tests.sweeps import noting
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


@dataclass
class Found:
    """What forms store although they do not ask for it, the forms that refused what they were sent, and what forms
    make or give out that no activity tells of."""

    taken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unnoted: list[str] = field(default_factory=list)


@dataclass
class Posted:
    """Table, column and value of everything that a post made or changed, the rows it made, the tables of which it
    changed some, and the answer."""

    stored: set[tuple[str, str, str]]
    made: noting.Rows
    changed: set[str]
    answer: Any


def found_in(asker: Person | None, berta: Person, ada: Person, where: list[Place]) -> Found:
    visitor, cheat = Visitor(asker and asker.user), strange_values(berta)
    names = {column: value for columns in cheat.values() for column, value in columns.items()}
    names |= {column.removesuffix("_id"): value for column, value in names.items() if column.endswith("_id")}
    found, before = Found(), every_row()
    mine = {table for table, column in tables_of_people() if column == "user_id"}
    for form in forms_of_site(asker, ada, where):
        extra = {name: [str(value)] for name, value in names.items() if name not in form.names}
        honest = _posted(visitor, form, filled(form), before)
        cheated = _posted(visitor, form, {**extra, **filled(form)}, before)
        found.taken += [
            f"{form.action} stores {table}.{column} = {value}"
            for table, column, value in sorted(cheated.stored - honest.stored)
            if value == str(cheat.get(table, {}).get(column)) and column not in form.names
        ]
        answer = cheated.answer
        taken_as = (200, 204, 302) if form.action in READS else (204, 302)
        if answer.status_code not in taken_as and not noting.is_attachment(answer):
            found.refused.append(f"{form.action} answers {answer.status_code}")
        if asker:
            found.unnoted += _unnoted(visitor, form, honest, mine - noting.BOOKKEEPING.keys())
    return found


def _unnoted(visitor: Visitor, form: PageForm, honest: Posted, content: set[str]) -> list[str]:
    """Also of rows that are made once and changed from then on: those that the form changed are taken away before."""
    tries = [honest]
    if once := (honest.changed & content) - honest.made.keys():
        tries.append(_posted(visitor, form, filled(form), {}, without=once))
    problems = {
        problem for posted in tries for problem in noting.unnoted(posted.made, posted.answer, visitor.user.pk)
    }
    return [f"{form.action} {problem}" for problem in sorted(problems)]


def _posted(
    visitor: Visitor,
    form: PageForm,
    values: dict[str, list[str]],
    before: dict[str, set[str]],
    *,
    without: Collection[str] = (),
) -> Posted:
    """`without`: the person has no rows in these tables."""
    with forgotten():
        for model in apps.get_models() if without else ():
            if model._meta.db_table in without:
                model._base_manager.filter(user_id=visitor.user.pk).delete()
        before = every_row() if without else before
        answer = visitor.generic("POST", form.action, *body_of(form, values))
        rows = every_row()
    visitor.stay()
    posted = Posted(set(), {}, set(), answer)
    for table in rows:
        old = {row.get("id"): row for row in map(json.loads, before[table])}
        for row in map(json.loads, rows[table] - before[table]):
            was = old.get(row.get("id"), {})
            if was:
                posted.changed.add(table)
            else:
                posted.made.setdefault(table, []).append(row)
            posted.stored |= {
                (table, column, str(value)) for column, value in row.items() if was.get(column) != value
            }
    return posted


class TestMassAssignment:
    def test_forms_of_signed_in_people_store_only_what_they_ask_for(self, ada: Person, berta: Person) -> None:
        found = found_in(ada, berta, ada, [place for place in places() if not place.in_admin])

        assert found.taken == []
        assert found.refused == [], "Say in forms_of_site.py what these take, or they are not tried."
        assert found.unnoted == [], "Record it (accounts/activity.py), or say in noting.py why not."

    def test_forms_of_unknown_people_store_only_what_they_ask_for(self, ada: Person, berta: Person) -> None:
        found = found_in(None, berta, ada, [place for place in places() if not place.in_admin])

        assert found.taken == []
        assert found.refused == [], "Say in forms_of_site.py what these take, or they are not tried."

    def test_a_view_that_stores_whatever_comes_is_found(
        self, ada: Person, berta: Person, settings: Any
    ) -> None:
        settings.ROOT_URLCONF = PLANTED

        found = found_in(ada, berta, ada, planted("everything_given"))

        assert f"/planted/everything-given/ stores resumes.download_count = {STRANGE_NUMBER}" in found.taken

    def test_a_view_that_makes_and_gives_out_without_a_note_is_found(
        self, ada: Person, berta: Person, settings: Any
    ) -> None:
        settings.ROOT_URLCONF = PLANTED

        found = found_in(ada, berta, ada, planted("making", "setting_once", "giving_out"))

        assert found.unnoted == [
            "/planted/giving-out/ gives out a file that no activity tells of",
            "/planted/making/ makes a row of job_applications that no activity tells of",
            "/planted/setting-once/ makes a row of calendar_feeds that no activity tells of",
        ]

    def test_each_table_that_is_left_out_is_there(self, db: None) -> None:
        assert noting.BOOKKEEPING.keys() <= {table for table, _column in tables_of_people()}
