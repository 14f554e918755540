"""The shapes of our JSON columns: one definition each for forms, importers, seeds and the admin.

A Shape has two verbs. `clean(value)` returns the value as plain JSON data in its one normal form: all keys
there, texts trimmed, line ends unified, characters that cannot be stored or printed dropped, web addresses
with their scheme, missing ids given. `check(value)` changes nothing and is what a JSONField's validator
calls. Both raise Django's ValidationError with one sentence per problem, for instance
"Experience 2: the company is longer than 255 characters."

This module holds what résumés and letters share; each app keeps its own columns' shapes in its schema.py.
"""

import itertools
import json
import re
from dataclasses import dataclass
from datetime import date
from types import UnionType
from typing import Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    TypeAdapter,
    ValidationInfo,
)
from pydantic import ValidationError as PydanticError
from pydantic_core import ErrorDetails, PydanticCustomError

from saaska.documents.fonts import PAIRS
from saaska.documents.wording import OTHERS

LINE = 255  # characters of a single-line text
TEXT = 5_000  # of a summary or description
BULLET = 1_000
NAME = 100  # of a first or last name, as in the users table
ADDRESS = 2_000  # of a web address
BULLETS = 30  # of a job, project or post
TECHNOLOGIES = 50
KEYWORDS = 60
LINKS = 20
SECTIONS = 20
SECTION_ITEMS = 100
UNFINISHED_FIELDS = 1_000  # of a document, that are not right yet
UNFINISHED_TEXT = 100_000
MESSAGES = 10  # sentences shown at once for one column
CHOICES = 12  # up to which a sentence names them

# Control characters but tab and newline, lone surrogates, non-characters, and the two overrides that reverse
# the reading order of everything behind them. Marks and isolates of real right-to-left text stay.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
DATE = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
HOST = re.compile(r"[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)+\.?(?::[0-9]{1,5})?(?:[/?#]\S*)?")


@dataclass(frozen=True)
class Label:
    """What a field is called in a sentence; `one` names a single entry of a list."""

    name: Promise | str
    one: Promise | str = ""


def printable(text: str, *, lines: bool = True) -> str:
    """The text in its normal form: trimmed, "\\n" for every line end (or a space), nothing unprintable."""
    if text.isprintable():  # one line of letters, as most texts are
        return text.strip()
    text = UNPRINTABLE.sub("", LINE_ENDS.sub("\n", text))
    if not lines:
        text = re.sub(r"[\n\t]+", " ", text)
    return text.strip()


def web_address(text: str, *, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """The address with its scheme ("jane.dev" becomes "https://jane.dev"); ValueError when it is none."""
    if "://" not in text and HOST.fullmatch(text):
        text = f"https://{text}"
    found = SCHEME.match(text)
    if not found or found[1].lower() not in schemes or re.search(r"[\s<>\"]", text):
        raise ValueError(f"no web address: {text!r}")
    parts = urlsplit(text)  # raises ValueError itself, for instance on half an IPv6 address
    if not (parts.hostname if parts.scheme in ("http", "https") else parts.path):
        raise ValueError(f"no web address: {text!r}")
    return text


def _cleaning(info: ValidationInfo) -> bool:
    return bool(info.context and info.context.get("clean"))


def limited_text(limit: int, *, lines: bool) -> BeforeValidator:
    """Text of at most so many characters, on several lines or one."""

    def check(value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str):
            return value
        if _cleaning(info):
            value = printable(value, lines=lines)
        elif UNPRINTABLE.search(value):
            raise PydanticCustomError("unprintable", "unprintable")
        elif not lines and "\n" in value:
            raise PydanticCustomError("many_lines", "many lines")
        if len(value) > limit:
            raise PydanticCustomError("long", "long", {"limit": limit})
        return value

    return BeforeValidator(check)


def number(low: int, high: int) -> AfterValidator:
    """A whole or decimal number from low to high; None when it is not known."""

    def check(value: object) -> object:
        if value is None:
            return value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PydanticCustomError("number", "number")
        if not low <= value <= high:
            raise PydanticCustomError("range", "range", {"limit": f"{low:,} and {high:,}"})
        return value

    return AfterValidator(check)


def _date(value: str) -> str:
    found = DATE.fullmatch(value)
    if value and not found:
        raise PydanticCustomError("date", "date")
    if found:
        try:
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
        except ValueError:
            raise PydanticCustomError("date", "date") from None
    return value


def _address(*schemes: str) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        if not value:
            return value
        try:
            address = web_address(value, schemes=schemes)
        except ValueError:
            raise PydanticCustomError("address", "address") from None
        if address != value and not _cleaning(info):
            raise PydanticCustomError("address", "address")
        return address

    return AfterValidator(check)


def at_most(limit: int) -> BeforeValidator:
    """At most so many entries; counted before they are looked at, so that 10,000 cost no more than 41."""

    def check(value: object, info: ValidationInfo) -> object:
        if not isinstance(value, list):
            return value
        if _cleaning(info):
            value = [entry for entry in value if not (isinstance(entry, str) and not printable(entry))]
        if len(value) > limit:
            raise PydanticCustomError("many", "many", {"limit": limit})
        return value

    return BeforeValidator(check)


def own_ids(prefix: str) -> AfterValidator:
    """Entries have different ids; cleaning gives those without one, and doubles, the next free one."""

    def check(entries: list[Any], info: ValidationInfo) -> list[Any]:
        taken: set[str] = set()
        without = []
        for entry in entries:
            if entry.id and entry.id not in taken:
                taken.add(entry.id)
            elif _cleaning(info):
                without.append(entry)
            elif entry.id:
                raise PydanticCustomError("same_id", "same id")
        free = (f"{prefix}_{number}" for number in itertools.count(1))
        for entry in without:
            entry.id = next(fresh for fresh in free if fresh not in taken)
        return entries

    return AfterValidator(check)


Name = Annotated[str, limited_text(NAME, lines=False)]
Line = Annotated[str, limited_text(LINE, lines=False)]
Text = Annotated[str, limited_text(TEXT, lines=True)]
Bullet = Annotated[str, limited_text(BULLET, lines=True)]
Id = Annotated[str, limited_text(64, lines=False)]
Date = Annotated[str, limited_text(10, lines=False), AfterValidator(_date)]
WebAddress = Annotated[str, limited_text(ADDRESS, lines=False), _address("http", "https")]
LinkAddress = Annotated[str, limited_text(ADDRESS, lines=False), _address("http", "https", "mailto", "tel")]
Bullets = Annotated[list[Bullet], at_most(BULLETS)]
Technologies = Annotated[list[Line], at_most(TECHNOLOGIES)]
Keywords = Annotated[list[Line], at_most(KEYWORDS)]


class Fields(BaseModel):
    """A JSON object with exactly these keys, each of exactly its type."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


# Words used by several shapes, so that a sentence reads alike everywhere.
ID = Label(_("the id"))
TITLE = Label(_("the title"))
NAMED = Label(_("the name"))
ADDRESSED = Label(_("the web address"))
DATED = Label(_("the date"))
STARTED = Label(_("the start date"))
ENDED = Label(_("the end date"))
CURRENT = Label(_("“current”"))
PLACE = Label(_("the location"))
DESCRIBED = Label(_("the description"))
SUMMED_UP = Label(_("the summary"))
ORGANIZATION = Label(_("the organization"))
POSITION = Label(_("the position"))
ACHIEVED = Label(_("achievements"), one=_("achievement"))
TECHNICAL = Label(_("technologies"), one=_("technology"))
KEYED = Label(_("keywords"), one=_("keyword"))


Hidden = Annotated[bool, Label(_("“do not print”"))]


class Link(Fields):
    id: Annotated[Id, ID] = ""
    label: Annotated[Line, Label(_("the label"))] = ""
    url: Annotated[LinkAddress, ADDRESSED] = ""


class Project(Fields):
    id: Annotated[Id, ID] = ""
    name: Annotated[Line, NAMED] = ""
    description: Annotated[Text, DESCRIBED] = ""
    url: Annotated[WebAddress, ADDRESSED] = ""
    startDate: Annotated[Date, STARTED] = ""
    endDate: Annotated[Date, ENDED] = ""
    current: Annotated[bool, CURRENT] = False
    entity: Annotated[Line, ORGANIZATION] = ""
    type: Annotated[Line, Label(_("the type"))] = ""
    roles: Annotated[Keywords, Label(_("roles"), one=_("role"))] = []
    highlights: Annotated[Bullets, Label(_("highlights"), one=_("highlight"))] = []
    technologies: Annotated[Technologies, TECHNICAL] = []
    hidden: Hidden = False


class Language(Fields):
    id: Annotated[Id, ID] = ""
    name: Annotated[Line, NAMED] = ""
    level: Annotated[Line, Label(_("the level"))] = ""
    hidden: Hidden = False


class Certificate(Fields):
    id: Annotated[Id, ID] = ""
    name: Annotated[Line, NAMED] = ""
    issuer: Annotated[Line, Label(_("the issuer"))] = ""
    date: Annotated[Date, DATED] = ""
    url: Annotated[WebAddress, ADDRESSED] = ""
    hidden: Hidden = False


class Award(Fields):
    id: Annotated[Id, ID] = ""
    title: Annotated[Line, TITLE] = ""
    awarder: Annotated[Line, Label(_("the awarder"))] = ""
    date: Annotated[Date, DATED] = ""
    summary: Annotated[Text, SUMMED_UP] = ""
    hidden: Hidden = False


class Publication(Fields):
    id: Annotated[Id, ID] = ""
    name: Annotated[Line, NAMED] = ""
    publisher: Annotated[Line, Label(_("the publisher"))] = ""
    date: Annotated[Date, DATED] = ""
    url: Annotated[WebAddress, ADDRESSED] = ""
    summary: Annotated[Text, SUMMED_UP] = ""
    hidden: Hidden = False


class Volunteering(Fields):
    id: Annotated[Id, ID] = ""
    organization: Annotated[Line, ORGANIZATION] = ""
    position: Annotated[Line, POSITION] = ""
    location: Annotated[Line, PLACE] = ""
    url: Annotated[WebAddress, ADDRESSED] = ""
    startDate: Annotated[Date, STARTED] = ""
    endDate: Annotated[Date, ENDED] = ""
    current: Annotated[bool, CURRENT] = False
    description: Annotated[Text, DESCRIBED] = ""
    achievements: Annotated[Bullets, ACHIEVED] = []
    hidden: Hidden = False


class Reference(Fields):
    id: Annotated[Id, ID] = ""
    name: Annotated[Line, NAMED] = ""
    reference: Annotated[Text, Label(_("the reference"))] = ""
    hidden: Hidden = False


class Interest(Fields):
    id: Annotated[Id, ID] = ""
    name: Annotated[Line, NAMED] = ""
    keywords: Annotated[Keywords, KEYED] = []
    hidden: Hidden = False


class Custom(Fields):
    id: Annotated[Id, ID] = ""
    title: Annotated[Line, TITLE] = ""
    subtitle: Annotated[Line, Label(_("the subtitle"))] = ""
    date: Annotated[Line, DATED] = ""  # printed as written: "Spring 2021" is fine here
    url: Annotated[WebAddress, ADDRESSED] = ""
    text: Annotated[Text, Label(_("the text"))] = ""
    bullets: Annotated[Bullets, Label(_("bullets"), one=_("bullet"))] = []
    hidden: Hidden = False


class _Section(Fields):
    id: Annotated[Id, ID] = ""
    title: Annotated[Line, TITLE] = ""
    visible: Annotated[bool, Label(_("“visible”"))] = True


class Projects(_Section):
    kind: Literal["projects"]
    items: Annotated[
        list[Project], at_most(SECTION_ITEMS), own_ids("item"), Label(_("projects"), one=_("project"))
    ] = []


class Languages(_Section):
    kind: Literal["languages"]
    items: Annotated[
        list[Language], at_most(SECTION_ITEMS), own_ids("item"), Label(_("languages"), one=_("language"))
    ] = []


class Certificates(_Section):
    kind: Literal["certificates"]
    items: Annotated[
        list[Certificate],
        at_most(SECTION_ITEMS),
        own_ids("item"),
        Label(_("certificates"), one=_("certificate")),
    ] = []


class Awards(_Section):
    kind: Literal["awards"]
    items: Annotated[
        list[Award], at_most(SECTION_ITEMS), own_ids("item"), Label(_("awards"), one=_("award"))
    ] = []


class Publications(_Section):
    kind: Literal["publications"]
    items: Annotated[
        list[Publication],
        at_most(SECTION_ITEMS),
        own_ids("item"),
        Label(_("publications"), one=_("publication")),
    ] = []


class Volunteer(_Section):
    kind: Literal["volunteering"]
    items: Annotated[
        list[Volunteering], at_most(SECTION_ITEMS), own_ids("item"), Label(_("posts"), one=_("volunteering"))
    ] = []


class References(_Section):
    kind: Literal["references"]
    items: Annotated[
        list[Reference], at_most(SECTION_ITEMS), own_ids("item"), Label(_("references"), one=_("reference"))
    ] = []


class Interests(_Section):
    kind: Literal["interests"]
    items: Annotated[
        list[Interest], at_most(SECTION_ITEMS), own_ids("item"), Label(_("interests"), one=_("interest"))
    ] = []


class CustomSection(_Section):
    kind: Literal["custom"]
    items: Annotated[
        list[Custom], at_most(SECTION_ITEMS), own_ids("item"), Label(_("entries"), one=_("entry"))
    ] = []


Section = Annotated[
    Projects
    | Languages
    | Certificates
    | Awards
    | Publications
    | Volunteer
    | References
    | Interests
    | CustomSection,
    Discriminator("kind"),
]


def _pair_of_fonts(value: str) -> str:
    if value and value not in PAIRS:
        raise PydanticCustomError("literal_error", "no pair of fonts")
    return value


Colour = Annotated[str, limited_text(7, lines=False), Field(pattern=r"^#[0-9a-fA-F]{6}$")]
PageSize = Annotated[Literal["", "a4", "letter"], Label(_("the page size"))]
Fonts = Annotated[str, AfterValidator(_pair_of_fonts), Label(_("the pair of fonts"))]
Spacing = Annotated[Literal["", "compact", "normal", "airy"], Label(_("the spacing"))]
TextSize = Annotated[Literal["", "small", "normal", "large"], Label(_("the text size"))]
DocumentLanguage = Annotated[
    Literal["", *OTHERS],  # type: ignore[valid-type]  # one list of languages, that of their words
    Label(_("the language")),
]
DateFormat = Annotated[Literal["", "short", "long", "numeric", "year"], Label(_("the form of dates"))]
COLOURED = Label(_("colours"), one=_("colour"))
PAGED = Label(_("parts on a new page"), one=_("part"))
KEPT = Label(_("parts kept together"), one=_("part"))
PHOTO_SHOWN = Label(_("“show photo”"))


class Headings(Fields):
    """What the parts that have columns are called. "": as is usual in the document's language."""

    summary: Annotated[Line, TITLE] = ""
    work: Annotated[Line, TITLE] = ""
    education: Annotated[Line, TITLE] = ""
    skills: Annotated[Line, TITLE] = ""


class Layout(Fields):
    """How a document is laid out. Its parts: summary, work, education, skills and the sections' ids.

    What is "" or empty stays as the design has it.
    """

    order: Annotated[list[Id], at_most(SECTIONS + 10), Label(_("parts in order"), one=_("part"))] = []
    hidden: Annotated[list[Id], at_most(SECTIONS + 10), Label(_("hidden parts"), one=_("hidden part"))] = []
    newPage: Annotated[
        list[Id], at_most(SECTIONS + 10), PAGED
    ] = []  # parts that begin on a page of their own
    together: Annotated[
        list[Id], at_most(SECTIONS + 10), KEPT
    ] = []  # parts that a page's end does not divide
    headings: Annotated[Headings, Label(_("the headings"))] = Headings()
    pageSize: PageSize = ""
    colors: Annotated[list[Colour], at_most(2), COLOURED] = []  # the main one, then a darker or a second one
    fonts: Fonts = ""
    spacing: Spacing = ""
    textSize: TextSize = ""
    dateFormat: DateFormat = ""
    language: DocumentLanguage = ""  # of headings, months and page numbers
    showPhoto: Annotated[bool, PHOTO_SHOWN] = True
    attachData: Annotated[bool, Label(_("“attach the data”"))] = True  # what is printed, for programs to read


class PersonalInfo(Fields):
    """Who the document is about, and the sections without a column. A draft may lack any key."""

    firstName: Annotated[Name, Label(_("the first name"))] = ""
    lastName: Annotated[Name, Label(_("the last name"))] = ""
    headline: Annotated[Line, Label(_("the headline"))] = ""
    email: Annotated[Line, Label(_("the e-mail address"))] = ""
    phone: Annotated[Line, Label(_("the phone number"))] = ""
    location: Annotated[Line, PLACE] = ""
    linkedin: Annotated[WebAddress, Label(_("the LinkedIn address"))] = ""
    github: Annotated[WebAddress, Label(_("the GitHub address"))] = ""
    website: Annotated[WebAddress, Label(_("the website"))] = ""
    summary: Annotated[Text, SUMMED_UP] = ""
    photo: Annotated[Line, Label(_("the photo"))] = ""  # a key of our own storage, never an address
    links: Annotated[list[Link], at_most(LINKS), own_ids("link"), Label(_("links"), one=_("link"))] = []
    sections: Annotated[
        list[Section], at_most(SECTIONS), own_ids("section"), Label(_("sections"), one=_("section"))
    ] = []
    layout: Annotated[Layout, Label(_("the layout"))] = Layout()


class TemplateOptions(Fields):
    """What staff may set for a design; a key that is missing leaves the design's own choice."""

    spacing: Spacing = ""
    pageSize: PageSize = ""
    textSize: TextSize = ""
    dateFormat: DateFormat = ""
    order: Annotated[list[Id], at_most(SECTIONS + 10), Label(_("parts in order"), one=_("part"))] = []
    showPhoto: Annotated[bool, PHOTO_SHOWN] = True


class TemplateConfig(Fields):
    """A design's settings: data under an allow-list, never CSS or HTML."""

    layout: Annotated[
        Literal[
            "modern",
            "classic",
            "single",
            "sidebar",
            "two-column",
            "compact",
            "academic",
            "executive",
            "creative",
            "timeline",
            "minimal",
            "technical",
            "elegant",
            "bold",
            "photo",
            "letter",
        ],
        Label(_("the layout")),
    ]
    colors: Annotated[list[Colour], at_most(6), COLOURED] = []
    fonts: Fonts = ""
    options: Annotated[TemplateOptions, Label(_("the options"))] = TemplateOptions()


Plain = TypeVar("Plain")


class Shape(Generic[Plain]):
    """What one JSON column may hold, and what its parts are called in a sentence."""

    def __init__(self, kind: Any, *, label: Label) -> None:
        self.kind = kind
        self.label = label
        self.adapter: TypeAdapter[Any] = TypeAdapter(kind)
        self._of_keys: dict[str, TypeAdapter[Any]] = {}

    def clean(self, value: object) -> Plain:
        """The value in its normal form, as plain JSON data; ValidationError says what is wrong with it."""
        plain: Plain = self._validate(self.adapter, value, clean=True)
        return plain

    def clean_key(self, key: str, value: object) -> Any:
        """That key's value in its normal form, as clean() of an object with it gives; of a shape that is an object."""
        adapter = self._of_keys.get(key)
        if adapter is None:
            field = self.kind.model_fields[key]
            wanted: Any = Annotated.__class_getitem__((field.annotation, *field.metadata))  # type: ignore[attr-defined]  # how Annotated[…] is called with a list
            adapter = self._of_keys[key] = TypeAdapter(wanted, config=ConfigDict(strict=True))
        return self._validate(adapter, value, clean=True, where=(key,))

    def check(self, value: object) -> None:
        """ValidationError when the value may not be stored as it is."""
        self._validate(self.adapter, value, clean=False)

    def place(self, path: tuple[str | int, ...]) -> str:
        """What stands at the path, in words: "Experience 2: the company".

        Within a section the path names its kind, which then stands for it: the path
        ("sections", 0, "projects", "items", 1, "name") is "Project 2: the name".
        """
        where, what, _one = self._place(path, by_kind=True)
        return capfirst(f"{where}: {what}" if where else what)

    def _validate(
        self, adapter: TypeAdapter[Any], value: object, *, clean: bool, where: tuple[str, ...] = ()
    ) -> Any:
        try:
            found = adapter.validate_python(value, context={"clean": clean})
        except PydanticError as error:
            wrong = error.errors(include_url=False, include_input=False)
            for problem in wrong:
                problem["loc"] = (*where, *problem["loc"])
            raise ValidationError(self._sentences(wrong)) from None
        return adapter.dump_python(found, mode="json")

    def _sentences(self, errors: list[ErrorDetails]) -> list[ValidationError]:
        sentences = [
            ValidationError(self._sentence(error), code=error["type"]) for error in errors[:MESSAGES]
        ]
        if len(errors) > MESSAGES:
            more = gettext("And %(count)s more problems like these.") % {"count": len(errors) - MESSAGES}
            sentences.append(ValidationError(more, code="more"))
        return sentences

    def _sentence(self, error: ErrorDetails) -> str:
        where, what, one = self._place(error["loc"])
        known = SENTENCES.get(error["type"], _("%(what)s has a value that cannot be used."))
        context = error.get("ctx", {})
        limit = context.get("limit", "")
        choices = [name for name in re.findall(r"'([^']*)'", str(context.get("expected", ""))) if name]
        if error["type"] == "literal_error" and 0 < len(choices) <= CHOICES:
            known, limit = FEW_CHOICES, ", ".join(choices)
        limit = f"{limit:,}" if isinstance(limit, int) else limit
        sentence = str(known) % {"what": what, "many": what, "one": one, "limit": limit}
        if not where:
            return capfirst(sentence)
        return pgettext("where: what is wrong", "%(where)s: %(sentence)s") % {
            "where": capfirst(where),
            "sentence": sentence,
        }

    def _place(self, loc: tuple[int | str, ...], *, by_kind: bool = False) -> tuple[str, str, str]:
        """Where in the column ("experience 2"), what it is called there, and what one of its entries is."""
        where: list[str] = []
        kind: Any = self.kind
        label = self.label
        for part in loc:
            if part == "[key]":  # said of a key itself, which the part before has named
                continue
            if isinstance(part, int):
                kind = _entry_of(kind)
                label = Label(f"{label.one or label.name} {part + 1}")
                where.append(str(label.name))
                continue
            fields = _fields_of(kind, part)
            if fields is not None and part in fields:
                known = fields[part]
                label = next((note for note in known.metadata if isinstance(note, Label)), Label(f"“{part}”"))
                kind = known.annotation
                where.append("")
            elif fields is None:
                kind = _member_of(kind, part)
                where[-1] = "" if by_kind else where[-1]
            else:
                label = Label(_("“%(key)s”") % {"key": printable(part, lines=False)[:60]})
                where.append("")
        # An entry with a number stands for itself when it is the last part, and for the place otherwise.
        numbered = [part for part in (where[:-1] if where else []) if part]
        return ", ".join(numbered), str(label.name), str(label.one or label.name)


def _bare(kind: Any) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _entry_of(kind: Any) -> Any:
    found = get_args(_bare(kind))
    return found[0] if found else Any


def _fields_of(kind: Any, key: str) -> Any:
    """The fields of an object; None where `key` only says which member of a union was meant."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind.model_fields
    return None if get_origin(kind) in (Union, UnionType) else {}


def _member_of(kind: Any, tag: str) -> Any:
    for member in get_args(_bare(kind)):
        if tag in get_args(member.model_fields["kind"].annotation):
            return member
    return kind


SENTENCES = {
    "long": _("%(what)s is longer than %(limit)s characters."),
    "unprintable": _("%(what)s holds characters that cannot be printed."),
    "many_lines": _("%(what)s has to be a single line."),
    "many": _("no more than %(limit)s %(many)s."),
    "date": _("%(what)s is not a date such as 2024, 2024-05 or 2024-05-31."),
    "address": _("%(what)s is not a web address such as https://example.com."),
    "same_id": _("two %(many)s have the same id."),
    "missing": _("%(what)s is missing."),
    "extra_forbidden": _("%(what)s is not a known field."),
    "string_type": _("%(what)s has to be text."),
    "string_pattern_mismatch": _("%(what)s is not written as it should be."),
    "bool_type": _("%(what)s has to be yes or no."),
    "number": _("%(what)s has to be a number."),
    "range": _("%(what)s has to be between %(limit)s."),
    "scalar": _("%(what)s has to be a text, a number, yes or no."),
    "list_type": _("%(what)s: a list is needed."),
    "dict_type": _("%(what)s has to be an object with fields."),
    "model_type": _("%(what)s has to be an object with fields."),
    "model_attributes_type": _("%(what)s has to be an object with fields."),
    "literal_error": _("%(what)s is not one of the possible choices."),
    "union_tag_invalid": _("%(what)s is of an unknown kind."),
    "union_tag_not_found": _("%(what)s does not say of which kind it is."),
}
FEW_CHOICES = _("%(what)s has to be one of these: %(limit)s.")

UNFINISHED: Shape[dict[str, str]] = Shape(
    Annotated[
        dict[
            Annotated[str, limited_text(200, lines=False)],
            Annotated[str, limited_text(UNFINISHED_TEXT, lines=True)],
        ],
        Field(max_length=UNFINISHED_FIELDS),
    ],
    label=Label(_("the unfinished fields"), one=_("unfinished field")),
)
PERSONAL_INFO: Shape[dict[str, Any]] = Shape(PersonalInfo, label=Label(_("the personal information")))
TEMPLATE_CONFIG: Shape[dict[str, Any]] = Shape(TemplateConfig, label=Label(_("the configuration")))


def validate_personal_info(value: object) -> None:
    PERSONAL_INFO.check(value)


def validate_unfinished(value: object) -> None:
    UNFINISHED.check(value)


def validate_template_config(value: object) -> None:
    TEMPLATE_CONFIG.check(value)


def json_size(*values: object) -> int:
    """Bytes the values take as compact JSON in UTF-8."""
    return sum(len(json.dumps(v, ensure_ascii=False, separators=(",", ":")).encode()) for v in values)
