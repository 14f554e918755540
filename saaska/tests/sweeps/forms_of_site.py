"""Every form of the site, found by looking at its pages, and values that each form takes."""

import json
from urllib.parse import quote_from_bytes, quote_plus
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from accounts.tests.factories import PASSWORD
from saaska.documents.tests.pdf_files import a_pdf
from saaska.documents.tests.picture_files import portrait
from saaska.tests.sweeps.pages import Page, PageForm
from saaska.tests.sweeps.people import Person
from saaska.tests.sweeps.places import Place
from saaska.tests.sweeps.visitor import Visitor

FORM = "application/x-www-form-urlencoded"
# What a person would type into an empty field of that name.
TYPED = {
    "login": "ada@example.org",
    "password": PASSWORD,
    "oldpassword": PASSWORD,
    "password1": "a long one that is no word",
    "email": "grace@example.org",
    "first_name": "Grace",
    "last_name": "Other",
    "title": "Data engineer",
    "company": "Harbour Data",
    "position": "Data engineer",
    "posting": "Data engineer at Harbour Data",
    "company_name": "Harbour Data",
    "job_title": "Data engineer",
    "called": "Certificate",
}
PRESSED = {"/packet/": "download"}  # where the first button changes nothing but the page
# Stores nothing and answers with the form of the next step.
READS = frozenset(["/jobs/paste/"])
# What a form whose address has that part in it takes, whatever its page holds.
TAKEN = {
    "/interviews/": {"starts_at": "2026-05-31T14:30", "minutes": "60", "link": "https://example.org/call"},
    "/events/": {"what": "note", "happened_at": "2026-01-31T14:30"},
    "/offer/": {
        "offer_salary": "90000",
        "offer_currency": "EUR",
        "vacationDays": "30",
        "weeklyHours": "40",
        "startDate": "2026-05",
    },
    "/contacts/": {"name": "Robin Vale", "email": "robin@example.org"},
    "/table/change/": {"all": "yes", "action": "tag", "tag": "remote"},
}
FILE = json.dumps({"basics": {"name": "Grace Other"}, "work": [{"name": "Harbour Data"}]}).encode()

TABLE = b"Company,Position,Applied on\nHarbour Data,Data engineer,2026-01-31\n"


def forms_of_site(asker: Person | None, of: Person, where: list[Place]) -> list[PageForm]:
    """Each form that posts, once, as the pages show it to that person. Whose rows are as they were when they were asked
    for before, their pages are not asked again."""
    known = (asker and asker.user.pk, of.user.pk, *where)
    if known not in _found:
        _found[known] = _forms_of_site(asker, of, where)
    return _found[known]


_found: dict[tuple[object, ...], list[PageForm]] = {}


def _forms_of_site(asker: Person | None, of: Person, where: list[Place]) -> list[PageForm]:
    visitor, found = Visitor(asker and asker.user), dict[object, PageForm]()
    for place in where:
        url = place.url_for(of)
        page = Page(url, visitor.get(url))
        for form in page.forms:
            if form.method == "post":
                found.setdefault(form.shape, form)
    return list(found.values())


def filled(form: PageForm) -> dict[str, list[str]]:
    """What the page holds, its empty fields filled, and a key that no row has yet."""
    values = form.values()
    for name in form.names:
        if name in TYPED and not any(values.get(name, [])):
            values[name] = [TYPED[name]]
    for ending, action in PRESSED.items():
        if form.action.endswith(ending):
            values["action"] = [action]
    for part, given in TAKEN.items():
        if part in form.action:
            values |= {
                name: [value] for name, value in given.items() if name in form.names or name == "action"
            }
    if "key" in values:
        values["key"] = [str(uuid4())]
    return values


def body_of(form: PageForm, values: dict[str, list[str]], file: bytes | None = None) -> tuple[bytes, str]:
    """The request's body and its content type, as a browser sends them. Without a file, one that the form takes."""
    if not form.has_file:
        return encoded([(name, value) for name, given in values.items() for value in given]), FORM
    content = file if file is not None else file_for(form)
    upload = SimpleUploadedFile("file", content)
    (field,) = [control.name for control in form.controls if control.kind == "file"]
    return encode_multipart(BOUNDARY, {**values, field: upload}), MULTIPART_CONTENT


def file_for(form: PageForm) -> bytes:
    """One that the form takes."""
    if form.action.endswith("/photo/"):
        return portrait()
    if form.action.endswith("/applications/import/"):
        return TABLE
    return a_pdf("Proof") if form.action.endswith(("/enclose/", "/packet/", "/sent/")) else FILE


def encoded(pairs: list[tuple[str, str | bytes]]) -> bytes:
    """Names and values for the wire; a lone surrogate goes as the three bytes that UTF-8 forbids."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs).encode("ascii")


def _quoted(text: str | bytes) -> str:
    if isinstance(text, bytes):
        return quote_from_bytes(text)
    return quote_plus(text, errors="surrogatepass")
