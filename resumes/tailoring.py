"""Copies that know their source: what the source changed since, and taking or leaving each change.

A copy's title and look are its own; its words, entries, order and hidden parts are compared with its source's.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from resumes import translating
from resumes.models import Resume, ResumeCopy
from resumes.schema import IMPORT_CONTENT, check_size
from saaska.documents import past, wording
from saaska.documents.editor.naming import at
from saaska.documents.merging import Path, Side, Unit, caught_up, merged, set_apart, units
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.states import copy
from saaska.documents.texts import LINE

if TYPE_CHECKING:
    from accounts.models import User

COLUMNS: Final = ("personal_info", "work_experience", "education", "skills", "summary")
LAYOUT: Final = ("personal_info", "layout")
FOLLOWED: Final = ("order", "hidden")  # of the layout; the rest is the look
DECIDED: Final = ("base", "checked_version", "undo_base", "undo_state", "undo_version", "updated_at")
Data = dict[str, Any]
LATER, TAKE, LEAVE = "", "take", "leave"


def content(resume: Resume) -> Data:
    """What is compared, in its normal form, its summary in one place."""
    held = IMPORT_CONTENT.clean({column: getattr(resume, column) or EMPTY[column] for column in COLUMNS})
    person = held["personal_info"]
    held["summary"], person["summary"] = held["summary"] or person["summary"], ""
    return held


EMPTY: Final = IMPORT_CONTENT.clean({})


def key_of(unit: Unit) -> str:
    """A name for exactly this change: it is another one when any of the three texts changed there."""
    told = json.dumps([unit.path, *map(str, (unit.base, unit.theirs, unit.mine))])
    return hashlib.sha256(told.encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Comparison:
    """A copy against its source. `ours` has ids of its own for what both added under the same one.

    `differing` is everything that differs, `pending` by its keys what the source changed and nobody has decided on.
    """

    base: Data
    theirs: Data
    ours: Data
    differing: list[Unit]
    pending: dict[str, Unit]
    is_translation: bool

    @property
    def own(self) -> list[Unit]:
        """What the copy itself changed: `theirs` of each is the copy's."""
        return followed(units(self.base, self.base, self.ours))

    def merged(self, took: list[Unit]) -> Data:
        """The copy with these changes of the source, and no other."""
        paths = {unit.path for unit in took}
        sides = {unit.path: Side.THEIRS if unit.path in paths else Side.MINE for unit in self.differing}
        found: Data = merged(self.base, self.ours, self.theirs, sides)
        return found

    def caught_up(self, decided: list[Unit]) -> Data:
        """The base without what was decided on, and without what both sides have alike by now."""
        still = {unit.path for unit in self.pending.values()} - {unit.path for unit in decided}
        known = followed(units(self.base, self.base, self.theirs))
        if self.is_translation:
            known = translating.not_texts(known, self.theirs)
        alike = [unit.path for unit in known if not any(overlap(unit.path, path) for path in still)]
        found: Data = caught_up(self.base, self.theirs, [*alike, *(unit.path for unit in decided)])
        return translating.untranslated(found, known=self.base) if self.is_translation else found


def overlap(one: Path, other: Path) -> bool:
    """Whether one is the other or stands within it."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def compare(origin: ResumeCopy) -> Comparison:
    """Its copy against its source, which it has to have."""
    assert origin.source is not None  # the caller looked
    base, theirs, mine = IMPORT_CONTENT.clean(origin.base), content(origin.source), content(origin.resume)
    ours = set_apart(base, mine, theirs)
    before, after = mine["personal_info"]["sections"], ours["personal_info"]["sections"]
    renamed = {old["id"]: new["id"] for old, new in zip(before, after, strict=True)}
    layout = ours["personal_info"]["layout"]
    parts = {name: [renamed.get(part, part) for part in layout[name]] for name in FOLLOWED}
    ours["personal_info"] = {**ours["personal_info"], "layout": {**layout, **parts}}
    differing = units(base, ours, theirs)
    asked = [unit for unit in followed(differing) if unit.theirs_changed]
    if origin.is_translation:  # its texts are its own
        asked = translating.not_texts(asked, theirs)
    pending = {key_of(unit): unit for unit in asked}
    return Comparison(base, theirs, ours, differing, pending, origin.is_translation)


def followed(found: Iterable[Unit]) -> list[Unit]:
    """The units without those of the look."""
    return [unit for unit in found if unit.path[:2] != LAYOUT or unit.path[2] in FOLLOWED]


@transaction.atomic
def tailor(source: Resume, key: UUID, title: str, job: UUID | None = None) -> tuple[Resume, bool]:
    """The copy with that key that knows its source and the saved job it is for, and whether it was made now."""
    twin, made = source.copy_once(key, title=title)
    if made:
        ResumeCopy.objects.create(
            user_id=source.user_id,
            resume=twin,
            source=source,
            source_title=source.title,
            base=content(source),
            saved_job_id=job,
            checked_version=source.version,
        )
    return twin, made


class UnfinishedError(Exception):
    """The copy has fields that are not right yet: their names would not fit other entries."""


class ChangedError(Exception):
    """Something was changed while the decisions were made."""


def chosen(comparison: Comparison, decisions: Mapping[str, str], rest: str) -> tuple[list[Unit], list[Unit]]:
    """The changes to take and those to leave. `rest` is for all without a conflict that nothing is said of."""
    if decisions.keys() - comparison.pending.keys():
        raise ChangedError
    took, left = [], []
    for key, unit in comparison.pending.items():
        wish = decisions.get(key) or (LATER if unit.is_conflict else rest)
        if wish == TAKE:
            took.append(unit)
        elif wish == LEAVE:
            left.append(unit)
    return took, left


@transaction.atomic
def decide(origin: ResumeCopy, decisions: Mapping[str, str], *, rest: str = LATER) -> tuple[int, int]:
    """Take and leave changes by their keys, as one step; how many of each.

    ChangedError, UnfinishedError, or ValidationError when the copy would be more than can be printed.
    """
    comparison = compare(origin)
    took, left = chosen(comparison, decisions, rest)
    if not (took or left):
        return 0, 0
    if took and origin.resume.unfinished:
        raise UnfinishedError
    store(origin, comparison, comparison.merged(took), base=comparison.caught_up([*took, *left]))
    if len(took) + len(left) == len(comparison.pending) and not origin.is_translation:
        assert origin.source is not None  # compare() looked
        origin.checked_version = origin.source.version
    origin.save(update_fields=DECIDED)
    return len(took), len(left)


def store(origin: ResumeCopy, comparison: Comparison, result: Data, *, base: Data) -> None:
    """Save the copy with this content; the tie, which is to be saved, knows how to take it back."""
    IMPORT_CONTENT.check(result)
    columns = {column: result[column] for column in COLUMNS}
    check_size(*columns.values())
    resume = origin.resume
    origin.undo_state = resume.states.latest("number").number
    if not resume.save_over(resume.version, columns, unfinished=resume.unfinished):
        raise ChangedError
    origin.undo_base, origin.base, origin.undo_version = comparison.base, base, resume.version + 1


@transaction.atomic
def translate(source: Resume, key: UUID, language: str) -> tuple[Resume, bool]:
    """The copy with that key in another language, all of its texts to be translated; and whether it was made now."""
    layout = {**PERSONAL_INFO.clean(source.personal_info)["layout"], "language": language}
    name = str(dict(wording.CHOICES)[language])
    twin, made = source.copy_once(
        key,
        title=f"{source.title[: LINE - 30]} ({name})",
        personal_info={**source.personal_info, "layout": layout},
    )
    if made:
        ResumeCopy.objects.create(
            user_id=source.user_id,
            resume=twin,
            source=source,
            source_title=source.title,
            base=translating.untranslated(content(source)),
            is_translation=True,
        )
    return twin, made


@transaction.atomic
def write_texts(
    origin: ResumeCopy, comparison: Comparison, written: Mapping[Path, Any], done: Iterable[Path]
) -> int:
    """Store these texts of a translation, and that these are those of the source's texts now; how many of both."""
    changed = {path for path, text in written.items() if text != at(comparison.ours, path)}
    fresh = changed | {path for path in done if translating.is_behind(comparison, path)}
    if fresh:
        base = translating.put(comparison.base, {path: at(comparison.theirs, path) for path in fresh})
        result = translating.put(comparison.ours, {path: written[path] for path in changed})
        store(origin, comparison, result, base=base)
        origin.save(update_fields=DECIDED)
    return len(fresh)


@transaction.atomic
def undo(origin: ResumeCopy) -> bool:
    """Take the last decisions back; False when the copy was changed since."""
    resume = origin.resume
    if not origin.undo_version or resume.version != origin.undo_version:
        return False
    former = past.content_at(resume, origin.undo_state)
    columns = {column: copy(former[column]) for column in COLUMNS}
    if not resume.save_over(resume.version, columns, unfinished=resume.unfinished):
        return False
    origin.base, origin.undo_base, origin.undo_version = origin.undo_base, {}, 0
    origin.checked_version = 0
    origin.save(update_fields=DECIDED)
    return True


def tell(user: "User", resumes: Iterable[Resume]) -> None:
    """Say of each résumé which it was tailored from (`origin`) and which were from it (`tailored`), in two queries.

    Each of these knows in `news` how many changes of its source nobody has decided on.
    """
    shown = {resume.pk: resume for resume in resumes}
    for resume in shown.values():
        resume.origin, resume.tailored = None, []
    rows: Any = user.resume_copies.filter(Q(resume__in=shown) | Q(source__in=shown))
    light = rows.select_related("resume", "source").only(
        "user_id",
        "source_title",
        "is_translation",
        *(f"{of}__{name}" for of in ("resume", "source") for name in ("title", "user_id", "deleted_at")),
    )
    changed = rows.filter(resume__deleted_at=None).exclude(checked_version=F("source__version"))
    news = {
        row.pk: news_of(compare(row))
        for row in changed.filter(source__deleted_at=None).select_related("resume", "source")
    }
    for row in light.order_by("created_at", "id"):
        row.news = news.get(row.pk, 0)
        if row.resume_id in shown:
            shown[row.resume_id].origin = row
        if row.source_id in shown and not row.resume.deleted_at:
            shown[row.source_id].tailored.append(row)


def news_of(comparison: Comparison) -> int:
    """How many changes of the source wait, with the texts that are to be translated."""
    texts = translating.texts(comparison) if comparison.is_translation else []
    return len(comparison.pending) + sum(text.is_behind for text in texts)
