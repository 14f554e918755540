"""LinkedIn's data export: a ZIP of CSV files, any of which may be missing, at its root or in folders."""

import csv
import io
import zipfile
import zlib
from collections.abc import Container
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from resumes.importers.contact import add_link
from resumes.importers.draft import Draft
from resumes.importers.entry import Entry
from resumes.importers.json_file import decoded
from resumes.importers.keys import Path
from resumes.importers.report import Import, NothingError, OnlyJobsError, UnreadableFile
from resumes.importers.source import LEAVES, Source, too_many_values
from saaska.documents.texts import NAME, printable

MOST_BYTES: Final = 5_000_000
FILES: Final = 1_000  # in the ZIP
UNPACKED: Final = 20_000_000  # bytes of the files that are read
FORMAT: Final = "linkedin"

APPLICATIONS: Final = "Job Applications.csv"
SAVED_JOBS: Final = "Saved Jobs.csv"
JOBS: Final = (APPLICATIONS, SAVED_JOBS)
SAVED_COLUMNS: Final = frozenset(["Saved Date", "Job Url", "Job Title"])
READ: Final = {
    "Profile.csv": "First Name",
    "Profile Summary.csv": "Profile Summary",
    "Email Addresses.csv": "Email Address",
    "PhoneNumbers.csv": "Number",
    "Positions.csv": "Title",
    "Education.csv": "School Name",
    "Skills.csv": "Name",
    "Languages.csv": "Name",
    "Projects.csv": "Title",
    "Certifications.csv": "Name",
    "Publications.csv": "Name",
    "Honors.csv": "Title",
    "Volunteering.csv": "Company Name",
    "Organizations.csv": "Name",
    "Courses.csv": "Name",
    "Patents.csv": "Title",
    "Recommendations_Received.csv": "Text",
    "Job Applications.csv": "Job Title",
    "Saved Jobs.csv": "Job Title",
}


def saved_jobs_id(applications: UUID) -> UUID:
    """The id of the import of saved jobs that came in one file with the applications of that import."""
    return uuid5(applications, SAVED_JOBS)


def recognises(data: bytes, *, file_name: str) -> bool:
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return any(name_of(info) in READ for info in packed.infolist()[:FILES])
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def name_of(info: zipfile.ZipInfo) -> str:
    """The file's bare name: nothing is ever written where a path in a ZIP points."""
    return PurePosixPath(info.filename.replace("\\", "/")).name


def read(data: bytes, *, file_name: str) -> Import:
    tree, rows, texts = tables(data)
    draft = Draft(Source(tree, rows=rows))
    read_person(draft)
    read_parts(draft)
    for name in JOBS:
        if draft.has(name):
            draft.source.leave((name,), "jobs")
    for name, value in tree.items():
        if isinstance(value, str):
            draft.source.leave((name,), "other_file")
    jobs = {name: texts[name] for name in JOBS if tree.get(name)}
    try:
        return replace(draft.finished(format=FORMAT, file_name=file_name), jobs=jobs)
    except NothingError as nothing:
        if jobs:
            raise OnlyJobsError(jobs) from nothing
        raise


def job_tables(data: bytes) -> dict[str, str]:
    """The tables about jobs in an export, as text by their names; none of any other file."""
    if not recognises(data, file_name=""):
        return {}
    tree, _rows, texts = tables(data, JOBS)
    return {name: texts[name] for name in JOBS if tree.get(name)}


def tables(
    data: bytes, wanted: Container[str] = READ
) -> tuple[dict[str, Any], dict[Path, int], dict[str, str]]:
    """Each file's rows by their columns, in which line each row ends, and the texts of the files about jobs."""
    found: dict[str, Any] = {}
    texts: dict[str, str] = {}
    rows: dict[Path, int] = {}
    others: dict[str, str] = {}
    left, cells = UNPACKED, 0
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for info in packed.infolist()[:FILES]:
            name = name_of(info)
            if name not in READ or name not in wanted or name in found:
                if wanted is READ and not info.is_dir():
                    others[info.filename] = _("%(size)s bytes") % {"size": f"{info.file_size:,}"}
                continue
            text = unpacked(packed, info, left)
            left -= len(text)
            found[name] = []
            if name in JOBS:
                texts[name] = decoded(text)[0].removeprefix("\ufeff").replace("\0", "")
            for row, line in rows_of(decoded(text)[0], READ[name]):
                cells += len(row)
                if cells > LEAVES:
                    raise too_many_values()
                rows[(name, len(found[name]))] = line
                found[name].append(row)
    return {**others, **found}, rows, texts


def unpacked(packed: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    try:
        with packed.open(info) as file:
            text = file.read(most + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, zlib.error):
        raise UnreadableFile(
            _("The file “%(name)s” in the ZIP is damaged or locked by a password.") % {"name": name_of(info)}
        ) from None
    if len(text) > most:
        limit = {"limit": UNPACKED // 1_000_000}
        raise UnreadableFile(_("The files in the ZIP are larger than %(limit)s MB when unpacked.") % limit)
    return text


def rows_of(text: str, column: str) -> list[tuple[dict[str, Any], int]]:
    """The rows below the line that names the columns; what stands above it is a note."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff").replace("\0", ""), newline=""))
    found: list[tuple[dict[str, Any], int]] = []
    columns: list[str] = []
    try:
        for cells in reader:
            if not columns:
                columns = (
                    [cell.strip() for cell in cells] if column in [cell.strip() for cell in cells] else []
                )
            elif any(cell.strip() for cell in cells):
                names = columns + [f"column {number + 1}" for number in range(len(columns), len(cells))]
                found.append((dict(zip(names, cells, strict=False)), reader.line_num))
    except csv.Error:
        pass  # the rows before the broken one stay
    return found


def first(draft: Draft, name: str) -> Entry:
    places = draft.places(name) if draft.has(name) else []
    value = draft.source.at(places[0]) if places else {}
    return Entry(draft.source, places[0] if places else (name,), value, "personal_info")


def read_person(draft: Draft) -> None:
    person = draft.person = first(draft, "Profile.csv")
    person.line("firstName", "First Name", limit=NAME)
    person.line("lastName", "Last Name", limit=NAME)
    person.line("headline", "Headline")
    person.line("location", "Geo Location", "Address")
    person.leave(
        "no_place", "Maiden Name", "Birth Date", "Industry", "Zip Code", "Address", "Instant Messengers"
    )
    draft.about(person, "Summary")
    draft.about(first(draft, "Profile Summary.csv"), "Profile Summary")
    read_mails(draft)
    for path in draft.places("PhoneNumbers.csv") if draft.has("PhoneNumbers.csv") else []:
        phone = Entry(draft.source, path, draft.source.at(path), "personal_info")
        if not person.fields.get("phone"):
            phone.joined("phone", "Extension", "Number", glue=" ")
            person.fields |= phone.fields
        phone.leave("alternative", "Extension", "Number")
        phone.leave("label", "Type")
    draft.count_person()
    for key, prefix in (("Websites", ""), ("Twitter Handles", "https://x.com/")):
        for path in person.paths([key]):
            read_handles(draft, path, prefix)


def read_mails(draft: Draft) -> None:
    """The primary address; the others are left out."""
    places = draft.places("Email Addresses.csv") if draft.has("Email Addresses.csv") else []
    places.sort(key=lambda path: str(draft.source.at(path).get("Primary", "")).casefold() != "yes")
    for path in places:
        mail = Entry(draft.source, path, draft.source.at(path), "personal_info")
        mail.fields = draft.person.fields
        mail.line("email", "Email Address")
        mail.leave("file", "Confirmed", "Primary", "Updated On")


def read_handles(draft: Draft, path: Path, prefix: str) -> None:
    """ "[COMPANY:https://a.example,PORTFOLIO:https://b.example]": each is a link."""
    value = printable(str(draft.source.at(path)), lines=False).strip("[] ")
    parts = [part.strip().removeprefix("@") for part in value.split(",") if part.strip()]
    addresses = [prefix + part if prefix else part[part.find("http") :] for part in parts]
    links = draft.person.fields.setdefault("links", [])
    before = len(links)
    for address in addresses if all(address.startswith("http") for address in addresses) else []:
        tree = {"url": address}
        add_link(Source(tree), (), tree, draft.person.fields, draft.room)
    if len(links) == before:
        draft.source.leave(path, "empty" if not parts else "no_address")
    else:
        draft.source.change(path, f"personal_info.links[{before}].url", "user_name" if prefix else "link")


def bulleted(entry: Entry, name: str, bullets: str) -> None:
    """A description; LinkedIn joins its bullets by " • "."""
    for path in entry.unread(["Description"]):
        parts = [part.strip() for part in entry.source.plain(str(entry.source.at(path))).split("•")]
        if len(parts) > 2 and all(parts[1:]) and len(parts) <= 30 and max(map(len, parts)) <= 1_000:
            entry.fields |= {name: parts[0], bullets: parts[1:]}
            entry.source.change(path, f"{entry.target}.{bullets}", "bullets")
    entry.prose(name, bullets, "Description")


def read_job(entry: Entry) -> None:
    entry.line("company", "Company Name")
    entry.line("position", "Title")
    entry.line("location", "Location")
    entry.period(("Started On",), ("Finished On",), ())
    bulleted(entry, "description", "achievements")


def read_study(entry: Entry) -> None:
    entry.line("institution", "School Name")
    entry.line("degree", "Degree Name")
    entry.period(("Start Date", "Started On"), ("End Date", "Finished On"), (), open_ended=False)
    entry.text("description", "Notes", "Activities", "Description")


def read_language(entry: Entry) -> None:
    entry.line("name", "Name")
    entry.line("level", "Proficiency")


def read_project(entry: Entry) -> None:
    entry.line("name", "Title")
    entry.address("url", "Url")
    entry.period(("Started On",), ("Finished On",), (), open_ended=False)
    bulleted(entry, "description", "highlights")


def read_certificate(entry: Entry) -> None:
    entry.line("name", "Name")
    entry.line("issuer", "Authority")
    entry.address("url", "Url")
    entry.date("date", "Started On")
    entry.leave("no_place", "Finished On", "License Number")


def read_publication(entry: Entry) -> None:
    entry.line("name", "Name")
    entry.line("publisher", "Publisher")
    entry.text("summary", "Description")
    entry.date("date", "Published On", keep="summary")
    entry.address("url", "Url")


def read_honor(entry: Entry) -> None:
    entry.line("title", "Title")
    entry.text("summary", "Description")
    entry.date("date", "Issued On", keep="summary")


def read_volunteering(entry: Entry) -> None:
    entry.line("organization", "Company Name", "Name")
    entry.line("position", "Role", "Position")
    entry.period(("Started On",), ("Finished On",), ())
    bulleted(entry, "description", "achievements")
    entry.leave("no_place", "Cause")


def read_recommendation(entry: Entry) -> None:
    """What somebody wrote about the person; one that they do not show stays hidden."""
    entry.joined("name", "First Name", "Last Name", glue=" ")
    entry.joined("name", "Job Title", "Company")
    entry.text("reference", "Text")
    entry.leave("no_place", "Creation Date")
    for path in entry.paths(["Status"]):
        if str(entry.source.at(path)).strip().casefold() not in ("", "visible"):
            entry.fields["hidden"] = True
            entry.source.change(path, f"{entry.target}.hidden", "hidden")
    entry.leave("file", "Status")


def read_block(entry: Entry) -> None:
    entry.line("title", "Name", "Title")
    entry.joined("subtitle", "Number", "Application Number", "Patent Number")
    entry.joined("date", "Issued On", "Filed On")
    entry.address("url", "Url")
    entry.text("text", "Description")


def read_parts(draft: Draft) -> None:
    parts = {
        "Positions.csv": (draft.work, read_job),
        "Education.csv": (draft.education, read_study),
        "Skills.csv": (draft.skills, lambda entry: entry.line("name", "Name")),
        "Projects.csv": (draft.section("projects"), read_project),
        "Volunteering.csv": (draft.section("volunteering"), read_volunteering),
        "Organizations.csv": (draft.section("volunteering", _("Organizations")), read_volunteering),
        "Certifications.csv": (draft.section("certificates"), read_certificate),
        "Languages.csv": (draft.section("languages"), read_language),
        "Honors.csv": (draft.section("awards"), read_honor),
        "Publications.csv": (draft.section("publications"), read_publication),
        "Recommendations_Received.csv": (draft.section("references"), read_recommendation),
        "Courses.csv": (draft.section("custom", _("Courses")), read_block),
        "Patents.csv": (draft.section("custom", _("Patents")), read_block),
    }
    for name, (part, read_one) in parts.items():
        if draft.has(name):
            draft.entries(part, (name,), read_one)
