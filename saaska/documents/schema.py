"""The JSON columns of documents and designs: one definition each for forms, importers, seeds and the admin.

What a Shape does is said in shapes.py. This module holds the columns that résumés and letters share, and a design's;
each app keeps its own columns' shapes in its schema.py.
"""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from saaska.documents.fields import (
    ADDRESSED,
    ID,
    PLACE,
    SUMMED_UP,
    TITLE,
    Fields,
    Id,
    Label,
    Line,
    LinkAddress,
    Name,
    Text,
    WebAddress,
    at_most,
    limited_text,
    own_ids,
)
from saaska.documents.fonts import PAIRS
from saaska.documents.sections import Section
from saaska.documents.shapes import Shape
from saaska.documents.wording import OTHERS

LINKS = 20
SECTIONS = 20
UNFINISHED_FIELDS = 1_000  # of a document, that are not right yet
UNFINISHED_TEXT = 100_000


class Link(Fields):
    id: Annotated[Id, ID] = ""
    label: Annotated[Line, Label(_("the label"))] = ""
    url: Annotated[LinkAddress, ADDRESSED] = ""


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
