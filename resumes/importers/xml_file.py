"""An XML file from anywhere, as Python values, and the résumé in it.

expat is asked directly, because it tells lines. A document type declaration ends the reading: without one there is no
entity to unfold, and nothing outside of the file is ever asked for.
"""

from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat  # nosec B407  # every document type declaration is refused below

from django.utils.translation import gettext as _

from resumes.importers import trees
from resumes.importers.json_file import DEPTH
from resumes.importers.keys import TEXT, Path
from resumes.importers.report import Import, UnreadableFile
from resumes.importers.source import LEAVES, too_many_values

MOST_BYTES: Final = 5_000_000
SIGNS: Final = ("<?xml", "<SkillsPassport", "<Candidate")
# Elements of which there may be several, also where a file has only one.
LISTS: Final = frozenset(
    [
        "Achievement",
        "Address",
        "AddressLine",
        "Attachment",
        "Certificate",
        "Certification",
        "Communication",
        "CompetencyDimension",
        "ConferenceAndSeminar",
        "CourseCertification",
        "CreativeWork",
        "DigitalSkill",
        "DigitalSkillsGroup",
        "Education",
        "EducationOrganizationAttendance",
        "EmployerHistory",
        "ForeignLanguage",
        "HobbyAndInterest",
        "HobbyOrInterest",
        "InstantMessaging",
        "Licence",
        "License",
        "Link",
        "MotherTongue",
        "NationalityCode",
        "NetworkAndMembership",
        "OrganizationAffiliation",
        "OrganizationContact",
        "Other",
        "Others",
        "Patent",
        "PersonCompetency",
        "PositionHistory",
        "PrimaryLanguageCode",
        "Project",
        "Publication",
        "Referee",
        "ReferenceTo",
        "SkillsGroup",
        "SocialAndPoliticalActivity",
        "SpeakingEvent",
        "Telephone",
        "VoluntaryWork",
        "Website",
        "WorkExperience",
        "CandidateProfile",
        "DegreeMajor",
        "FieldOfStudy",
        "CommunicationAndInterpersonalSkill",
        "ManagementAndLeadershipSkill",
        "OrganisationalSkill",
    ]
)

OBJECTS: Final = frozenset(["PrimaryLanguageCode", "DigitalSkill"])  # with or without attributes


def recognises(data: bytes, *, file_name: str) -> bool:
    start = data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").decode("latin-1")
    named = start.startswith("<") and any(f":{sign[1:]}" in start for sign in SIGNS[1:])
    return start.startswith(SIGNS) or named


def read(data: bytes, *, file_name: str) -> Import:
    tree, rows = parsed(data)
    return trees.read(tree, file_name=file_name, rows=rows)


def parsed(data: bytes) -> tuple[dict[str, Any], dict[Path, int]]:
    """The document's elements by name, without namespaces, and in which line each stands.

    An element with nothing but text is that text; attributes are keys that begin with "@".
    """
    parser = expat.ParserCreate()
    builder = Builder(parser)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        where = {"line": error.lineno, "column": error.offset + 1}
        raise UnreadableFile(
            _("This is not an XML file that can be read: line %(line)s, column %(column)s is not XML.")
            % where
        ) from None
    except (LookupError, ValueError):
        raise UnreadableFile(_("The file's text cannot be read. Please save it as UTF-8.")) from None
    return builder.document, builder.rows


def refuse(*_declared: Any) -> None:
    raise UnreadableFile(
        _("The file declares a document type or entities of its own. A résumé needs none, so it is not read.")
    )


@dataclass
class Element:
    name: str
    path: Path
    children: dict[str, Any]
    words: list[str] = field(default_factory=list)


class Builder:
    """Puts elements into their parents as they end."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.document: dict[str, Any] = {}
        self.rows: dict[Path, int] = {}
        self.open: list[Element] = []
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1 + len(attributes)
        if len(self.open) >= DEPTH:
            raise UnreadableFile(
                _("The file is nested more than %(limit)s levels deep: no résumé is.") % {"limit": DEPTH}
            )
        if self.count > 2 * LEAVES:
            raise too_many_values()
        name = local(name)
        around = self.open[-1] if self.open else Element("", (), self.document)
        siblings = around.children.get(name)
        number = len(siblings) if isinstance(siblings, list) else 0 if siblings is None else 1
        path = (*around.path, name, number) if name in LISTS or number else (*around.path, name)
        children = {
            f"@{local(key)}": value for key, value in attributes.items() if not key.startswith("xmlns")
        }
        self.rows[path] = self.parser.CurrentLineNumber
        self.open.append(Element(name, path, dict(children)))

    def text(self, text: str) -> None:
        if self.open:
            self.open[-1].words.append(text)

    def end(self, _name: str) -> None:
        element = self.open.pop()
        text = "".join(element.words).strip()
        value: Any = element.children
        if not element.children and element.name not in OBJECTS:
            value = text
        elif text:
            value[TEXT] = text
        around = self.open[-1].children if self.open else self.document
        known = around.get(element.name)
        if isinstance(known, list):
            known.append(value)
        elif known is not None:
            around[element.name] = [known, value]
        else:
            around[element.name] = [value] if element.name in LISTS else value


def local(name: str) -> str:
    return name.rsplit(":", 1)[-1]
