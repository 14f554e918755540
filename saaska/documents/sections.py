"""The sections without a column that a document may have, as they are stored: nine kinds and their entries."""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Discriminator

from saaska.documents.fields import (
    ACHIEVED,
    ADDRESSED,
    CURRENT,
    DATED,
    DESCRIBED,
    ENDED,
    ID,
    KEYED,
    NAMED,
    ORGANIZATION,
    PLACE,
    POSITION,
    STARTED,
    SUMMED_UP,
    TECHNICAL,
    TITLE,
    Bullets,
    Date,
    Fields,
    Hidden,
    Id,
    Keywords,
    Label,
    Line,
    Technologies,
    Text,
    WebAddress,
    at_most,
    own_ids,
)

SECTION_ITEMS = 100


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
