"""How an entry of each kind is read.

JSON Resume's keys come first. FRESH, Reactive Resume and YAMLResume grew out of it and have their own names for some.
"""

from typing import Final

from resumes.importers.entry import Entry
from resumes.importers.keys import Key
from saaska.documents.fields import KEYWORDS, TECHNOLOGIES
from saaska.documents.texts import LINE

URLS: Final[tuple[Key, ...]] = ("url", ("url", "href"), "website", ("website", "url"), "URL", "repo")
DATED: Final = ("date", "period")


def read_job(entry: Entry) -> None:
    entry.line("company", "name", "company", "employer")
    entry.line("position", "position")
    entry.line("location", "location")
    entry.address("url", *URLS)
    entry.period()
    entry.free_period(*DATED)
    entry.bullets("achievements", "highlights", "achievements")
    entry.prose("description", "achievements", "description", "summary")
    entry.texts("technologies", "technologies", "keywords", most=TECHNOLOGIES)


def read_study(entry: Entry) -> None:
    entry.line("institution", "institution", "school")
    entry.line("degree", "studyType", "degree", "title")
    entry.line("field", "area", "field")
    entry.line("location", "location")
    entry.address("url", *URLS)
    entry.period()
    entry.free_period(*DATED)
    entry.line("gpa", "score", "gpa", "grade")
    entry.text("description", "description", "summary", "highlights")
    entry.texts("courses", "courses", "curriculum", most=KEYWORDS)


def read_volunteering(entry: Entry) -> None:
    entry.line("organization", "organization", "name", "company")
    entry.line("position", "position", "role")
    entry.line("location", "location")
    entry.address("url", *URLS)
    entry.period()
    entry.free_period(*DATED)
    entry.bullets("achievements", "highlights", "achievements")
    entry.prose("description", "achievements", "description", "summary")


def read_project(entry: Entry) -> None:
    entry.line("name", "name", "title")
    entry.bullets("highlights", "highlights")
    entry.prose("description", "highlights", "description", "summary")
    entry.address("url", *URLS)
    entry.period()
    entry.free_period(*DATED)
    entry.line("entity", "entity")
    entry.line("type", "type", "category", "flavor")
    entry.texts("roles", "roles", "role", most=KEYWORDS)
    entry.texts("technologies", "keywords", "technologies", most=TECHNOLOGIES)


def read_language(entry: Entry) -> None:
    entry.line("name", "language", "name")
    entry.line("level", "fluency", "level")
    entry.noted("level", "keywords")
    entry.leave("no_place", "years")


def read_certificate(entry: Entry) -> None:
    entry.line("name", "name", "title")
    entry.line("issuer", "issuer")
    entry.date("date", "date", "releaseDate")
    entry.address("url", *URLS)
    entry.leave("no_place", "summary", "description")


def read_award(entry: Entry) -> None:
    entry.line("title", "title", "name")
    entry.line("awarder", "awarder", "issuer", "from")
    entry.text("summary", "summary", "description", "event", *URLS)
    entry.date("date", "date", keep="summary")


def read_publication(entry: Entry) -> None:
    entry.line("name", "name", "title")
    entry.line("publisher", "publisher", ("publisher", "name"))
    entry.text("summary", "summary", "description")
    entry.names("summary", "authors", "author")
    entry.date("date", "releaseDate", "date", keep="summary")
    entry.address("url", *URLS)


def read_reference(entry: Entry) -> None:
    entry.line("name", "name")
    entry.text("reference", "reference", "summary", "description", "quote")
    entry.text("reference", "position", "relationship", "phone", "email")


def read_interest(entry: Entry) -> None:
    entry.line("name", "name")
    entry.texts("keywords", "keywords", "summary", most=KEYWORDS)


def read_custom(entry: Entry) -> None:
    """A section of the person's own: its entries may be anything."""
    entry.line(
        "title", "title", "name", "company", "institution", "school", "organization", "language", "network"
    )
    entry.joined(
        "subtitle", "subtitle", "position", "degree", "studyType", "area", "issuer", "awarder", "publisher"
    )
    entry.joined("subtitle", "fluency", "proficiency", "level", "username", "location", glue=" · ")
    entry.joined("date", "date", ("date", "start"), ("date", "end"), "period", "releaseDate", glue=" – ")
    entry.address("url", *URLS)
    entry.bullets("bullets", "bullets", "highlights")
    entry.prose("text", "bullets", "description", "summary", "content", "text")
    entry.texts("bullets", "keywords", "courses", most=30, limit=LINE)


READERS: Final = {
    "projects": read_project,
    "volunteering": read_volunteering,
    "certificates": read_certificate,
    "languages": read_language,
    "awards": read_award,
    "publications": read_publication,
    "interests": read_interest,
    "references": read_reference,
    "custom": read_custom,
}
