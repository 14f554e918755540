"""Promises 36 and 38: whatever is sent, no page fails, and no text becomes SQL.

Each form of ten fields and more gets SWEEP_POSTS generated posts, a smaller one a tenth of them for each field, ten at
least (the suite's number is a sample; set SWEEP_POSTS=2000 for all of them, and for every nasty value in every field).
"""

import math
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from saaska.tests.sweeps.forms_of_site import body_of, encoded, filled, forms_of_site
from saaska.tests.sweeps.pages import PageForm
from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import PLANTED, Place, places, planted
from saaska.tests.sweeps.visitor import EVERY, Visitor, forgotten, names_read

POSTS = int(os.environ.get("SWEEP_POSTS", "40"))
POSTS_OF_ADMIN = int(os.environ.get("SWEEP_POSTS_OF_ADMIN", "3"))
FULL = 10  # fields of a form that gets the whole number of posts
# What says which row and which state of it is meant: with anything else there a view looks at no other field.
KEPT = frozenset({"version", "form", "action", "csrfmiddlewaretoken"})
FORM = "application/x-www-form-urlencoded"
NASTY: tuple[str | bytes, ...] = (
    *(
        "",
        " ",
        "\x00",
        "a\x00b",
        "\ud800",
        "\udfff\ud800",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        "\ufeff",
        "\u202egpj.exe",
    ),
    *(
        "0",
        "-1",
        "1e309",
        "NaN",
        "inf",
        "9" * 30,
        "9" * 5000,
        "-" + "9" * 25,
        "1.5",
        "٣",
        "²",
        "௧",
        "𝟙",
        "0x10",
        "1_0",
    ),
    *(
        "2147483648",
        "9223372036854775808",
        "None",
        "null",
        "undefined",
        "true",
        "[]",
        "{}",
        "[" * 5000,
        '{"a": ' * 500,
    ),
    *("0001-01-01", "9999-12-31T23:59:59Z", "2023-02-30", "10000-01-01", "0000-00-00", "12:61"),
    *(
        "00000000-0000-0000-0000-000000000000",
        "deadbeef-0000-4000-8000-00000000000",
        "../../etc/passwd",
        "/dev/null",
    ),
    *(
        "é" * 300,
        "é" * 3000,
        "👩‍👩‍👧‍👦" * 100,
        "a\u0301" * 500,
        "ﷺ" * 200,
        "\u2028",
        "\r\n\r\n",
        "\t",
        "\x1b[31m",
        "\x85",
    ),
    *(
        "%",
        "%s",
        "%(a)s",
        "{0}",
        "{{ 7|add:7 }}",
        "{% debug %}",
        "${7*7}",
        "<script>",
        "' or 1=1--",
        "\\",
        '"',
        "`id`",
    ),
    *(
        "a@b",
        "a@" + "b" * 300 + ".example",
        "a" * 300 + "@example.org",
        "ａ@example.org",
        "a@[127.0.0.1]",
        "\x00@a.example",
    ),
    *("http://[", "http://[::1", "https://例え.example", "javascript:alert(1)", "data:,", "//", "mailto:a@b"),
)
TOO_LONG = (
    "9" * 5000,
    "é" * 3000,
    "a" * 50 + "@" + "b" * 60 + ("." + "c" * 60) * 3 + ".example",
    "a" * 300 + "@example.org",
)
values = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=40),
    st.binary(max_size=20),
    st.integers().map(str),
    st.floats().map(str),
)
kinds_of_change = st.sampled_from(["set", "set", "set", "again", "drop", "rename", "add"])


def failures_of(asker: Person | None, form: PageForm, posts: int) -> list[str]:
    """The smallest of the generated posts that the form's view does not survive; [] when it survives all.

    Before them the nasty values go into all fields at once, each time another into each, and too long ones into each
    field of a form that is right otherwise.
    """
    visitor, start = Visitor(asker and asker.user), filled(form)
    names = sorted({*start, *form.names, *(name for name, _value in form.buttons)}) or ["nothing"]
    free = [name for name in names if name not in KEPT]
    posts = max(min(posts, FULL), math.ceil(posts * min(len(free), FULL) / FULL))
    buttons = st.sampled_from(form.buttons or [("", "")])

    @settings(
        max_examples=posts,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.lists(st.tuples(st.sampled_from(names), kinds_of_change, values), min_size=1, max_size=6), buttons
    )
    def post(changes: list[tuple[str, str, str | bytes]], button: tuple[str, str]) -> None:
        pairs = changed(start, changes, button)
        with forgotten():
            status = send(visitor, form, pairs)
        visitor.stay()
        assert status < 500, f"{form.action} answers {status} to {pairs}"

    for turn in range(min(posts // 2, len(NASTY))):
        texts = turned(names, turn) | ({} if turn % 4 == 0 else {n: start[n][0] for n in KEPT & start.keys()})
        if _fails(visitor, form, texts):
            return [f"{form.action} fails on {texts}"]
    for name in free if len(free) < FULL else ():
        for value in TOO_LONG:
            if _fails(visitor, form, {**{known: given[0] for known, given in start.items()}, name: value}):
                return [f"{form.action} fails on {len(value)} characters of {name}"]
    try:
        post()
    except AssertionError as failure:
        return [str(failure)[:1000]]
    return []


def turned(names: list[str], turn: int) -> dict[str, str | bytes]:
    """A nasty value for each field. Over as many turns as there are values each field gets each."""
    step = 11  # and the number of values have no common divisor
    assert math.gcd(step, len(NASTY)) == 1
    return {name: NASTY[(turn * step + place) % len(NASTY)] for place, name in enumerate(names)}


def _fails(visitor: Visitor, form: PageForm, values: Mapping[str, str | bytes]) -> bool:
    with forgotten():
        status = send(visitor, form, list(values.items()))
    visitor.stay()
    return status >= 500


def changed(
    start: dict[str, list[str]], changes: list[tuple[str, str, str | bytes]], button: tuple[str, str]
) -> list[tuple[str, str | bytes]]:
    pairs: list[tuple[str, str | bytes]] = [(name, value) for name, given in start.items() for value in given]
    pairs = [pair for pair in pairs if pair[0] != button[0]] + [button]
    for name, kind, value in changes:
        if kind in ("set", "drop", "rename"):
            pairs = [pair for pair in pairs if pair[0] != name]
        if kind in ("set", "again"):
            pairs.append((name, value))
        elif kind in ("rename", "add"):
            pairs.append((f"{name}-{len(value)}" if kind == "rename" else f"more-{len(value)}", value))
    return pairs


def send(visitor: Visitor, form: PageForm, pairs: list[tuple[str, str | bytes]]) -> int:
    if not form.has_file or len(pairs) % 2:  # every other one without the file, which may not be needed
        return int(visitor.generic("POST", form.action, encoded(pairs), FORM).status_code)
    file = max((value for _name, value in pairs), key=len)
    plain = {
        name: [value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value]
        for name, value in pairs
    }
    texts = {name: [value.decode("utf-8", "replace") for value in given] for name, given in plain.items()}
    content = file.encode("utf-8", "surrogatepass") if isinstance(file, str) else file
    return int(visitor.generic("POST", form.action, *body_of(form, texts, content)).status_code)


def long_texts(asker: Person | None, forms: list[PageForm]) -> Iterator[str]:
    """Forms that fail on a text of a million characters in one of their first fields."""
    visitor = Visitor(asker and asker.user)
    for form in forms:
        start = filled(form)
        for name in [name for name in form.names if name != "csrfmiddlewaretoken"][:4]:
            with forgotten():
                status = send(
                    visitor,
                    form,
                    [(n, v[0]) for n, v in start.items() if n != name] + [(name, "x" * 1_000_000)],
                )
            visitor.stay()
            if status >= 500:
                yield f"{form.action} answers {status} to a million characters of {name}"


def of_people() -> list[Place]:
    return [place for place in places() if not place.in_admin]


def of_admin() -> list[Place]:
    return [place for place in places() if place.in_admin]


class TestForms:
    def test_no_form_fails_on_any_post_of_a_signed_in_person(self, ada: Person) -> None:
        forms = forms_of_site(ada, ada, of_people())

        assert [failure for form in forms for failure in failures_of(ada, form, POSTS)] == []

    def test_no_form_fails_on_any_post_of_somebody_unknown(self, ada: Person) -> None:
        forms = forms_of_site(None, ada, of_people())

        assert [failure for form in forms for failure in failures_of(None, form, POSTS)] == []

    def test_no_form_of_the_admin_fails_on_any_post(self, chief: Person) -> None:
        forms = forms_of_site(chief, chief, of_admin())

        assert [failure for form in forms for failure in failures_of(chief, form, POSTS_OF_ADMIN)] == []

    @pytest.mark.parametrize("who", ["ada", None])
    def test_no_form_fails_on_a_very_long_text(self, who: str | None, ada: Person) -> None:
        asker = ada if who else None

        assert list(long_texts(asker, forms_of_site(asker, ada, of_people()))) == []

    def test_every_known_form_is_found(self, ada: Person) -> None:
        signed_in = {form.action for form in forms_of_site(ada, ada, of_people())}
        unknown = {form.action for form in forms_of_site(None, ada, of_people())}

        assert {"/settings/", "/resumes/new/", "/resumes/import/", "/accounts/password/change/"} <= signed_in
        assert {"/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"} <= unknown

    def test_a_view_that_believes_what_it_gets_is_found(self, ada: Person, settings: Any) -> None:
        settings.ROOT_URLCONF = PLANTED
        (form,) = forms_of_site(ada, ada, planted("brittle"))

        (failure,) = failures_of(ada, form, 200)

        assert failure.startswith("/planted/brittle/ fails on")

    def test_each_field_gets_each_nasty_value(self) -> None:
        given = [turned(["a", "b"], turn) for turn in range(len(NASTY))]

        assert {values["a"] for values in given} == {values["b"] for values in given} == set(NASTY)


QUERIES = (
    "page",
    "q",
    "o",
    "p",
    "all",
    "deleted",
    "before",
    "next",
    "kept_form",
    "id",
    "e",
    "_popup",
    "_changelist_filters",
)
HEADERS: dict[str, tuple[str, ...]] = {
    "HTTP_ACCEPT_LANGUAGE": ("x" * 5000, "de;q=nan, *;q=1e999", "\x00", "../../etc", "en-" + "-a" * 300),
    "HTTP_X_FORWARDED_FOR": ("1" * 5000, ",,,", "' or 1=1--", "::1%eth0", "\x00", "999.999.999.999"),
    "HTTP_USER_AGENT": ("\x00", "\xff" * 600, "x" * 100_000, ""),
    "HTTP_REFERER": ("http://[", "\x00", "//", "javascript:1"),
    "HTTP_ORIGIN": ("null", "http://[", "\xff"),
    "HTTP_COOKIE": (
        "sessionid=\x00",
        "sessionid=" + "a" * 5000,
        "theme=\x00; owner=x:y:z",
        "=;=;;",
        "csrftoken=é",
    ),
    "HTTP_HX_REQUEST": ("true", "\x00"),
    "HTTP_HX_CURRENT_URL": ("http://[", "\x00", "%"),
    "HTTP_IF_MODIFIED_SINCE": ("\x00", "never"),
    "HTTP_RANGE": ("bytes=0-0,1-1,-1", "bytes=9-1"),
    "CONTENT_TYPE": (
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "application/json; charset=none",
        "\x00",
    ),
    "CONTENT_LENGTH": ("-1", "999999999999999999999"),  # the server itself refuses one that is no number
    "HTTP_CONTENT_ENCODING": ("gzip",),
}


def failing_queries(asker: Person | None, of: Person, where: list[Place]) -> Iterator[str]:
    """Query strings under which a page fails: the names that it reads with nasty values, all of them at once, and
    each alone with some, each name with others than the name before."""
    visitor = Visitor(asker and asker.user)
    for place in where:
        url = place.url_for(of)
        asked = sorted(visitor.names_read("GET", url) - {EVERY})
        queries = [encoded([("anything", value) for value in NASTY])]
        queries += [encoded([*turned(asked, turn).items()]) for turn in range(len(NASTY) // 4) if asked]
        queries += [
            encoded([(name, value)])
            for at, name in enumerate(asked if len(asked) > 1 else ())
            for value in NASTY[at % 12 :: 12]
        ]
        for query in (query.decode() for query in queries):
            with forgotten():
                status = visitor.get(f"{url}?{query}").status_code
            visitor.stay()
            if status >= 500:
                yield f"GET {url}?{query[:200]} answers {status}"


def failing_headers(asker: Person | None, paths: list[str]) -> Iterator[str]:
    """Headers under which a page fails."""
    visitor = Visitor(asker and asker.user)
    for path in paths:
        alone = [{name: value} for name, told in HEADERS.items() for value in told]
        asked_by_htmx = [
            {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": told}
            for told in HEADERS["HTTP_HX_CURRENT_URL"]
        ]
        for header in alone + asked_by_htmx:
            for method in ("GET", "POST"):
                with forgotten():
                    status = visitor.generic(method, path, b"a=b", FORM, **header).status_code
                visitor.stay()
                if status >= 500:
                    yield f"{method} {path} with {header} answers {status}"


def failing_lists(chief: Person, lists: list[Place]) -> Iterator[str]:
    """Queries under which a list of the admin fails; it takes any name as a filter."""
    visitor = Visitor(chief.user)
    for place in lists:
        for value in ("a\x00b", "\ud800", "9" * 30, "' or 1=1--", "[" * 500, ""):
            for name in ("q", "p", "user__id__exact", "status__exact", "id__in"):
                url = f"{place.template}?{encoded([(name, value)]).decode()}"
                with forgotten():
                    status = visitor.get(url).status_code
                if status >= 500:
                    yield f"{url} answers {status}"


class TestRequests:
    @pytest.mark.parametrize("half", range(2))
    def test_no_page_fails_on_any_query(self, half: int, ada: Person) -> None:
        assert list(failing_queries(ada, ada, of_people()[half::2])) == []

    def test_no_page_fails_on_any_header(self, ada: Person, settings: Any) -> None:
        settings.SESSION_CACHE_ALIAS = "default"  # Redis itself, which gets the keys that cookies name

        assert list(failing_headers(ada, ["/", "/resumes/", "/settings/theme/", "/accounts/email/"])) == []

    def test_no_page_fails_on_any_header_of_somebody_unknown(self, ada: Person, settings: Any) -> None:
        settings.SESSION_CACHE_ALIAS = "default"

        assert list(failing_headers(None, ["/", "/resumes/", "/settings/"])) == []

    def test_no_list_of_the_admin_fails_on_any_query(self, chief: Person) -> None:
        lists = [place for place in of_admin() if place.name.endswith("_changelist")]

        assert list(failing_lists(chief, lists)) == []

    @pytest.mark.parametrize(
        "path", [b"/%00", b"/resumes/%ff/", b"/%ed%a0%80/", b"/" + b"a/" * 2000, b"/%2e%2e/"]
    )
    def test_no_path_fails(self, path: bytes, ada: Person) -> None:
        assert Visitor(ada.user).get(path.decode()).status_code == 404

    @pytest.mark.parametrize(
        "host", ["evil.example", "testserver:x", "", "a b", "testserver/../", "testserver,evil.example"]
    )
    def test_another_host_is_refused(self, host: str, db: None) -> None:
        assert Visitor().get("/", headers={"Host": host}).status_code == 400

    @pytest.mark.parametrize("secret", ["%00", "a" * 3000, "1:2:3", "%F0%9F%91%A9", "..."])
    def test_no_mailed_link_fails(self, secret: str, db: None) -> None:
        answers = [
            Visitor().get(f"/accounts/confirm-email/{secret}/").status_code,
            Visitor().get(f"/accounts/password/reset/key/{secret}-{secret}/").status_code,
        ]

        assert max(answers) < 500


# Each would, as SQL, leave a mark in the session of the database; the pairs would, as SQL, give two answers.
MARKING = (
    "x' || set_config('sweep.mark', 'yes', false) || '",
    "x'; select set_config('sweep.mark', 'yes', false); --",
    "1 or set_config('sweep.mark', 'yes', false) = 'yes'",
    "x') or set_config('sweep.mark', 'yes', false) = 'yes' --",
)
# For a name alone: those beside it may be refused, or leave no row that would be asked. A short field takes it.
SHORT = "'||set_config('sweep.mark','y',false)||'"
PAIRS = (("x' or '1'='1", "x' or '1'='2"), ("1 or 1=1", "1 or 1=2"))


def injections(asker: Person | None, of: Person, where: list[Place]) -> Iterator[str]:
    """Parameters that reach the database as SQL: by the mark they leave, an error, or two answers to a pair."""
    visitor = Visitor(asker and asker.user)
    for place in where:
        url = place.url_for(of)
        first = saying(MARKING[0], QUERIES)
        with names_read() as of_query:
            yield from _mark(visitor, "GET", f"{url}?{first}", b"")
        with names_read() as of_body:
            yield from _mark(visitor, "POST", url, first.encode())
        for text in yet_to_say(of_query):
            yield from _mark(visitor, "GET", f"{url}?{saying(text, of_query)}", b"")
        for name in sorted(of_query - {EVERY}):
            yield from _mark(visitor, "GET", f"{url}?{urlencode({name: SHORT})}", b"")
        for text in yet_to_say(of_body):
            yield from _mark(visitor, "POST", url, saying(text, of_body).encode())
        for yes, no in PAIRS if of_query else ():
            both = [_plain(visitor, f"{url}?{saying(text, of_query)}") for text in (yes, no)]
            if both[0] != both[1]:
                yield f"GET {place} answers {yes} otherwise than {no}"


def saying(text: str, names: Iterable[str]) -> str:
    """The text under each of the names, those that any view may read among them."""
    return urlencode(dict.fromkeys(sorted({*QUERIES, *names} - {EVERY}), text))


def yet_to_say(names: set[str]) -> tuple[str, ...]:
    """The texts for those names; the first was said under each of QUERIES before."""
    if not names:
        return ()
    return MARKING if names - {*QUERIES, EVERY} else MARKING[1:]


def injections_of_forms(asker: Person | None, forms: list[PageForm]) -> Iterator[str]:
    visitor = Visitor(asker and asker.user)
    for form in forms:
        for text in MARKING:
            values = {name: [text] for name in form.names} | {
                name: value for name, value in filled(form).items() if name in ("version", "form", "action")
            }
            yield from _mark(visitor, "POST", form.action, *body_of(form, values, text.encode()))


def _mark(visitor: Visitor, method: str, url: str, body: bytes, kind: str = FORM) -> Iterator[str]:
    with forgotten():
        status = visitor.generic(method, url, body, kind).status_code
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('sweep.mark', true)")
            mark = cursor.fetchone()[0]
            if mark:
                cursor.execute("select set_config('sweep.mark', '', false)")
    visitor.stay()
    if mark or status >= 500:
        yield f"{method} {url} with {body[:200]!r} answers {status}" + (" and runs it as SQL" if mark else "")


def _plain(visitor: Visitor, url: str) -> tuple[int, int]:
    """What the answer is like without what it repeats of the question."""
    with forgotten():
        answer = visitor.get(url)
    said = answer.content.decode("utf-8", "replace")
    return answer.status_code, said.count("<li") + said.count("<tr") + said.count("<article")


class TestSql:
    def test_no_parameter_of_ours_reaches_the_database_as_sql(self, ada: Person) -> None:
        assert list(injections(ada, ada, of_people())) == []

    def test_no_parameter_of_a_list_of_the_admin_reaches_it(self, chief: Person) -> None:
        lists = [place for place in of_admin() if place.name.endswith("_changelist")]

        assert list(injections(chief, chief, lists)) == []

    @pytest.mark.parametrize("who", ["ada", None])
    def test_no_field_reaches_it(self, who: str | None, ada: Person) -> None:
        asker = ada if who else None

        assert list(injections_of_forms(asker, forms_of_site(asker, ada, of_people()))) == []

    @pytest.mark.parametrize("text", MARKING)
    def test_a_path_reaches_no_view(self, text: str, ada: Person) -> None:
        assert Visitor(ada.user).get(f"/resumes/{quote(text, safe='')}/edit/").status_code == 404

    def test_a_search_that_joins_its_sql_is_found(self, ada: Person, settings: Any) -> None:
        settings.ROOT_URLCONF = PLANTED

        found = "\n".join(injections(ada, ada, planted("joined_sql")))

        assert "answers 200 and runs it as SQL" in found
        assert "answers 500" in found
