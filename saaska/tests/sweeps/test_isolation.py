"""Promises 1 and 6: nobody reads or writes another person's rows through any URL or form."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django import forms
from django.db import connection

from resumes.models import Resume
from saaska.db.scope import scope
from saaska.db.tests.catalogue import tables_of_people
from saaska.tests.sweeps.form_classes import form_classes, has_choice_of_rows, strangers_taken
from saaska.tests.sweeps.pages import told
from saaska.tests.sweeps.people import CANARY, Person
from saaska.tests.sweeps.places import METHODS, OF_A_PERSON, PLANTED, Place, places, planted
from saaska.tests.sweeps.visitor import EVERY, Visitor, forgotten, names_read, rows_of, undone

FORM = "application/x-www-form-urlencoded"
# Names under which a view might take the key of a thing, beside the name of its kind.
NAMES = ("id", "pk", "object_id", "key", "uuid", "session", "user", "user_id", "before")
BACK = "next"  # an address to go on to: one request shows that no view takes it for a key


def leaks(ada: Person, berta: Person, where: list[Place]) -> list[str]:
    """Every way in which Ada, or somebody unknown, reads or writes a thing of Berta's."""
    found, before = [], rows_of(berta.user.pk)
    visitors = [Visitor(ada.user), Visitor()]
    for place in where:
        for visitor in visitors:
            found += _through_the_path(place, visitor, berta) if place.arguments else []
            if visitor.user and not place.in_admin:
                found += _through_what_is_sent(place, visitor, place.url_for(ada), berta)
    if rows_of(berta.user.pk) != before:
        found.append("Berta's rows are left changed")
    return found


def _through_the_path(place: Place, visitor: Visitor, berta: Person) -> Iterator[str]:
    closed = (404, 405) if visitor.user and not place.in_admin else (302, 403, 404, 405)
    for method in METHODS:
        status, leak = _ask(visitor, berta, method, place.url_for(berta))
        yield from leak
        if place.names_an_object:
            of_nothing = visitor.generic(method, place.url_for_nobody()).status_code
            visitor.stay()
            if status not in closed or status != of_nothing:
                yield f"{method} {place} answers {status} for Berta's and {of_nothing} for nothing"


def _through_what_is_sent(place: Place, visitor: Visitor, url: str, berta: Person) -> Iterator[str]:
    """Query and body with the key of each of Berta's things, under every name the view reads.

    What it reads shows when it is asked plainly, with all the keys at once, and with each alone: a name it may look
    at only when another is right.
    """
    for method in METHODS:
        with names_read() as read:
            plainly, leak = _ask(visitor, berta, method, url)
            yield from leak
            if plainly != 405:
                every_key = {name: key for kind, key in berta.ids.items() for name in (kind, f"{kind}_id")}
                yield from _with_keys(visitor, berta, method, url, every_key)
        if plainly == 405 or method == "HEAD":  # a HEAD is a GET whose page is thrown away
            continue
        tried: set[str] = set()
        while kinds := [kind for kind in berta.ids if kind not in tried and may_take(read, kind)]:
            with names_read() as more:
                for kind in kinds:
                    given = dict.fromkeys((*NAMES, BACK, kind, f"{kind}_id"), berta.ids[kind])
                    yield from _with_keys(visitor, berta, method, url, given)
            tried.update(kinds)
            read |= more
        if BACK in read and looked_up(visitor, method, url):
            yield f"{method} {url} looks up what {BACK} says: put it with NAMES"


def may_take(read: set[str], kind: str) -> bool:
    """Whether a view that read these names may have taken the key of such a thing."""
    return not read.isdisjoint({*NAMES, kind, f"{kind}_id", EVERY})


def looked_up(visitor: Visitor, method: str, url: str) -> bool:
    """Whether a key that comes as the address to go on to gets into a statement."""
    key, statements = str(uuid4()), list[str]()

    def heard(execute: Any, statement: Any, values: Any, *rest: Any) -> Any:
        statements.append(f"{statement} {values!r}")
        return execute(statement, values, *rest)

    sent = urlencode({BACK: key})
    with forgotten(), connection.execute_wrapper(heard):
        visitor.generic(method, f"{url}?{sent}", "" if method == "GET" else sent, FORM)
    visitor.stay()
    return any(key in said for said in statements)


def _with_keys(
    visitor: Visitor, berta: Person, method: str, url: str, keys: dict[str, object]
) -> Iterator[str]:
    given = urlencode(keys)
    body = "" if method in ("GET", "HEAD") else given
    _status, leak = _ask(visitor, berta, method, f"{url}?{given}", body)
    yield from leak


def _ask(visitor: Visitor, berta: Person, method: str, url: str, body: str = "") -> tuple[int, list[str]]:
    with undone() as writes:
        response = visitor.generic(method, url, body, FORM)
        said = told(response)
    visitor.stay()
    leak = [f"{method} {url} shows a text of Berta's"] if CANARY in said else []
    if berta.user.pk in writes.owners:
        leak.append(f"{method} {url} writes Berta's rows: {writes}")
    return response.status_code, leak


class TestUrls:
    def test_every_pattern_says_whose_things_its_path_names(self, berta: Person) -> None:
        unknown = [str(place) for place in places() if not place.is_classified(berta)]

        assert unknown == [], "Say in places.py what stands for the arguments of these."

    def test_every_table_of_people_has_a_row_of_each_person(self, berta: Person) -> None:
        filled = {table for table, rows in rows_of(berta.user.pk).items() if rows}

        assert filled | {"audit_log"} == {table for table, _column in tables_of_people()}, (
            "Add it to people.py."
        )

    def test_what_berta_sees_herself_would_give_a_leak_away(self, berta: Person) -> None:
        page = Visitor(berta.user).get("/resumes/")

        assert CANARY in told(page)

    def test_a_view_reads_what_it_looks_at_and_not_all_that_was_sent(
        self, ada: Person, settings: Any
    ) -> None:
        settings.ROOT_URLCONF = PLANTED
        sent = "resume=1&user_id=2"

        query = Visitor(ada.user).names_read("GET", f"/planted/query/?{sent}", sent)
        body = Visitor(ada.user).names_read("POST", f"/planted/write/?{sent}", sent)

        assert (query, body) == ({"resume"}, {"id", "kept_form"})

    @pytest.mark.parametrize("part", range(4))
    def test_nothing_of_berta_is_read_or_written_by_anybody_else(
        self, part: int, ada: Person, berta: Person
    ) -> None:
        assert leaks(ada, berta, places()[part::4]) == []

    def test_a_pattern_that_nobody_classified_is_noticed(self, berta: Person) -> None:
        unknown = [
            place.name for place in planted("unclassified", "cached") if not place.is_classified(berta)
        ]

        assert unknown == ["unclassified"]

    def test_views_that_ask_the_table_instead_of_the_user_are_found(
        self, ada: Person, berta: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.ROOT_URLCONF = PLANTED
        monkeypatch.setitem(OF_A_PERSON, "unscoped_look_up", lambda person: {"pk": person.resume.pk})

        views = ("unscoped_look_up", "unscoped_query", "unscoped_write", "unscoped_way_back")
        found = "\n".join(leaks(ada, berta, planted(*views)))

        assert f"GET /planted/{berta.resume.pk}/ shows a text of Berta's" in found
        assert "GET unscoped_look_up /planted/%(pk)s/ answers 200 for Berta's and 404 for nothing" in found
        assert f"resume={berta.resume.pk}&resume_id={berta.resume.pk} shows a text of Berta's" in found
        assert f"POST /planted/write/?id={berta.resume.pk}" in found
        assert "writes Berta's rows: U resumes" in found
        assert "GET /planted/way-back/ looks up what next says" in found


class Choosing(forms.Form):
    """Planted: a choice among the rows of everybody."""

    resume = forms.ModelChoiceField(Resume.objects.all())


class Confined(forms.Form):
    resume = forms.ModelChoiceField(Resume.objects.none())

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resume"].queryset = user.resumes.all()


class TestChoicesOfRows:
    """In staff scope, where every row can be seen: the form itself must refuse, not only the policies."""

    def test_no_form_takes_a_row_of_a_stranger(self, ada: Person, berta: Person) -> None:
        with scope("staff", ada.user.pk):
            taken = [
                problem
                for form in form_classes()
                if has_choice_of_rows(form)
                for problem in strangers_taken(form, {"user": ada.user}, berta.ids)
            ]

        assert taken == []

    def test_every_app_with_pages_has_its_forms_looked_at(self) -> None:
        names = {f"{form.__module__}.{form.__qualname__}" for form in form_classes()}

        assert {"accounts.forms.ProfileForm", "resumes.forms.CreateForm", "resumes.forms.UploadForm"} <= names

    def test_a_form_that_offers_everybodys_rows_is_found(self, ada: Person, berta: Person) -> None:
        taken = strangers_taken(Choosing, {"user": ada.user}, berta.ids)

        assert taken == [f"{Choosing.__module__}.Choosing.resume takes a stranger's resume"]

    def test_a_form_confined_to_the_persons_rows_is_not(self, ada: Person, berta: Person) -> None:
        assert strangers_taken(Confined, {"user": ada.user}, berta.ids) == []
        assert strangers_taken(Confined, {"user": ada.user}, ada.ids) != []
