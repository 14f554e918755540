"""JSON Resume 1.x of what a résumé shows: https://jsonresume.org/schema

Parts that are hidden on the page are not in it, nor are the photo and the owner's title for the résumé; who asks
for everything gets the hidden parts and the title too. The file reads as JSON Resume everywhere, and is valid
against its schema; what that format has no place for (custom sections, headings, the order of parts, looks)
travels under `meta.saaska`, whole and with a digest of the rest, so that our own importer restores the résumé
exactly as long as nobody has changed the file.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import Any, Protocol
from urllib.parse import SplitResult, quote, urlsplit

from saaska.documents import blocks
from saaska.documents.personal import full_name

FILE_NAME = "resume.json"
VERSION = "v1.0.0"  # of JSON Resume's schema
E_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
NOT_ESCAPED = re.compile(r"%(?![0-9A-Fa-f]{2})")

Json = Mapping[str, Any]


class Columns(Protocol):
    """A Resume, or anything with its columns."""

    personal_info: dict[str, Any]
    work_experience: list[dict[str, Any]]
    education: list[dict[str, Any]]
    skills: list[dict[str, Any]]
    summary: str | None


def export(resume: Columns, *, everything: bool = False) -> dict[str, Any]:
    """The résumé as a JSON Resume object, without empty values, and without hidden parts unless it is `everything`."""
    content = kept(resume) if everything else shown(resume)
    personal_info = content.get("personal_info", {})
    tree = {
        "basics": _basics(personal_info, content.get("summary") or personal_info.get("summary", "")),
        "work": [_job(job) for job in content.get("work_experience", [])],
        "education": [_study(study) for study in content.get("education", [])],
        "skills": _skills(content.get("skills", [])),
    }
    for section in personal_info.get("sections", []):
        if section["kind"] in SECTIONS:
            key, write = SECTIONS[section["kind"]]
            tree[key] = [*tree.get(key, []), *map(write, section.get("items", []))]
    tree = _filled(tree)
    return {**tree, "meta": {"version": VERSION, "saaska": {"digest": digest(tree), "content": content}}}


def written(resume: Columns) -> bytes:
    """The same as a file: the same résumé gives the same bytes."""
    return json.dumps(export(resume), ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def as_file(resume: Columns, *, everything: bool = False) -> bytes:
    """The same with a line for each value, as people open it."""
    tree = export(resume, everything=everything)
    return json.dumps(tree, ensure_ascii=False, indent=2).encode(errors="replace") + b"\n"


def digest(tree: Json) -> str:
    """What tells whether a file still says what was written; its `meta` does not count."""
    said = {key: _as_texts(value) for key, value in tree.items() if key != "meta"}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode(errors="replace"), digest_size=16).hexdigest()


def _as_texts(value: Any) -> Any:
    """With numbers as a file writes them, which is how our importer keeps them."""
    if isinstance(value, Mapping):
        return {key: _as_texts(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_as_texts(entry) for entry in value]
    return value if isinstance(value, str) else json.dumps(value)


def shown(resume: Columns) -> dict[str, Any]:
    """The columns as far as they are printed, without empty values."""
    personal_info = dict(resume.personal_info)
    layout = dict(personal_info.get("layout") or {})
    hidden = set(layout.pop("hidden", []))
    summary = resume.summary or personal_info.get("summary")
    sections = [
        section
        for section in map(_without_hidden, personal_info.get("sections") or [])
        if section.get("visible", True) and part_of(section) not in hidden and section.get("items")
    ]
    parts = {
        "summary": summary,
        "work": [_until_today(job) for job in blocks.printed(resume.work_experience)],
        "education": [_until_today(study) for study in blocks.printed(resume.education)],
        "skills": blocks.printed(resume.skills),
    }
    parts = {name: part for name, part in parts.items() if part and name not in hidden}
    kept = {*parts, *map(part_of, sections)}
    for listed in ("order", "newPage", "together"):
        layout[listed] = [part for part in layout.get(listed) or [] if part in kept]
    found: dict[str, Any] = _filled(
        {
            "personal_info": {
                **{key: value for key, value in personal_info.items() if key not in ("photo", "summary")},
                "sections": [_until_today_in(section) for section in sections],
                "layout": layout,
            },
            "work_experience": parts.get("work"),
            "education": parts.get("education"),
            "skills": parts.get("skills"),
            "summary": parts.get("summary"),
        }
    )
    return found


def kept(resume: Columns) -> dict[str, Any]:
    """The columns whole, hidden parts and the owner's title too; of the photo only its owner's storage knows."""
    personal_info = {key: value for key, value in resume.personal_info.items() if key != "photo"}
    found: dict[str, Any] = _filled(
        {
            "title": getattr(resume, "title", ""),
            "personal_info": personal_info,
            "work_experience": resume.work_experience,
            "education": resume.education,
            "skills": resume.skills,
            "summary": resume.summary,
        }
    )
    return found


def part_of(section: Json) -> str:
    """What a layout calls the section."""
    return str(section.get("id") or section["kind"])


def _until_today(entry: Json) -> dict[str, Any]:
    """An entry that lasts until today prints no end, whatever the draft still holds."""
    return {key: value for key, value in entry.items() if key != "endDate" or not entry.get("current")}


def _without_hidden(section: Json) -> dict[str, Any]:
    return {**section, "items": blocks.printed(section.get("items"))}


def _until_today_in(section: Json) -> dict[str, Any]:
    return {**section, "items": [_until_today(item) for item in section["items"]]}


def _filled(value: Any) -> Any:
    """Without what says nothing: empty texts, lists and objects, None, and “current” where it is not so."""
    if isinstance(value, Mapping):
        found = {key: _filled(entry) for key, entry in value.items() if key != "current" or entry}
        return {key: entry for key, entry in found.items() if entry not in ("", [], {}, None)}
    if isinstance(value, list):
        return [entry for entry in map(_filled, value) if entry not in ("", [], {}, None)]
    return value


def _named(entry: Json, **names: str) -> dict[str, Any]:
    """The entry's values under the format's names: `name="position"` writes its position as name."""
    found = {name: entry[key] for name, key in names.items() if entry.get(key)}
    return {**found, "url": uri(found["url"])} if "url" in found else found


def uri(address: str) -> str:
    """A web address with none but the characters that the format's `uri` has: others are escaped."""
    parts = urlsplit(address)
    host = _ascii(parts.netloc)
    path, query, fragment = (
        NOT_ESCAPED.sub("%25", quote(part, safe="/?:@!$&'()*+,;=~%"))
        for part in (parts.path, parts.query, parts.fragment)
    )
    return SplitResult(parts.scheme, host, path.replace("?", "%3F"), query, fragment).geturl()


def _ascii(host: str) -> str:
    """A host's name as the domain name system writes it; as far as it can, escaped."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return quote(host, safe=":@[]!$&'()*+,;=~")


def e_mail(address: str) -> str:
    """The address, when it is one that the format takes."""
    name, _at, host = address.rpartition("@")
    found = f"{name}@{_ascii(host)}"
    return found if E_MAIL.fullmatch(found) else ""


def _basics(info: Json, summary: str) -> dict[str, Any]:
    profiles = [
        {"network": network, "url": uri(info[key])}
        for key, network in (("linkedin", "LinkedIn"), ("github", "GitHub"))
        if info.get(key)
    ]
    profiles += [_named(link, network="label", url="url") for link in info.get("links", [])]
    return {
        "name": str(full_name(info)),
        **_named(info, label="headline"),
        "email": e_mail(info.get("email", "")),
        **_named(info, phone="phone", url="website"),
        "summary": summary,
        "location": _named(info, city="location"),
        "profiles": profiles,
    }


def _job(job: Json) -> dict[str, Any]:
    return _named(
        job,
        name="company",
        position="position",
        location="location",
        url="url",
        startDate="startDate",
        endDate="endDate",
        summary="description",
        highlights="achievements",
        keywords="technologies",
    )


def _study(study: Json) -> dict[str, Any]:
    return _named(
        study,
        institution="institution",
        studyType="degree",
        area="field",
        location="location",
        url="url",
        startDate="startDate",
        endDate="endDate",
        score="gpa",
        summary="description",
        courses="courses",
    )


def _skills(skills: Sequence[Json]) -> list[dict[str, Any]]:
    """Neighbours of one category and level together, as the format has it; others one by one."""

    def kind(skill: Json) -> tuple[str, ...]:
        return tuple(str(skill.get(key) or "") for key in ("category", "level", "years"))

    found: list[dict[str, Any]] = []
    for (category, level, years), group in groupby(skills, kind):
        listed = [skill for skill in group if skill.get("name")]
        if category and not years and listed:
            keywords = [skill["name"] for skill in listed]
            found.append({"name": category, "level": level, "keywords": keywords})
        else:
            found += [
                _named(skill, name="name", level="level", years="years", category="category")
                for skill in listed
            ]
    return found


def _volunteering(post: Json) -> dict[str, Any]:
    return _named(
        post,
        organization="organization",
        position="position",
        location="location",
        url="url",
        startDate="startDate",
        endDate="endDate",
        summary="description",
        highlights="achievements",
    )


def _project(project: Json) -> dict[str, Any]:
    return _named(
        project,
        name="name",
        description="description",
        url="url",
        startDate="startDate",
        endDate="endDate",
        entity="entity",
        type="type",
        roles="roles",
        highlights="highlights",
        keywords="technologies",
    )


def _language(item: Json) -> dict[str, Any]:
    return _named(item, language="name", fluency="level")


def _certificate(item: Json) -> dict[str, Any]:
    return _named(item, name="name", issuer="issuer", date="date", url="url")


def _award(item: Json) -> dict[str, Any]:
    return _named(item, title="title", awarder="awarder", date="date", summary="summary")


def _publication(item: Json) -> dict[str, Any]:
    return _named(item, name="name", publisher="publisher", releaseDate="date", url="url", summary="summary")


def _reference(item: Json) -> dict[str, Any]:
    return _named(item, name="name", reference="reference")


def _interest(item: Json) -> dict[str, Any]:
    return _named(item, name="name", keywords="keywords")


SECTIONS: dict[str, tuple[str, Callable[[Json], dict[str, Any]]]] = {
    "projects": ("projects", _project),
    "volunteering": ("volunteer", _volunteering),
    "certificates": ("certificates", _certificate),
    "languages": ("languages", _language),
    "awards": ("awards", _award),
    "publications": ("publications", _publication),
    "interests": ("interests", _interest),
    "references": ("references", _reference),
}
