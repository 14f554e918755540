"""Files that hold a tree of values, in JSON or YAML, and the formats such a tree may be of.

A format of a tree is a module with PLAINER, what makes its texts plain; recognises(tree), told by the keys; and
read(draft), which answers the format's key in formats.NAMES.
"""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _

from resumes.importers import eures, europass, fresh, json_resume, mac, reactive_resume, rendercv, yamlresume
from resumes.importers.draft import Draft
from resumes.importers.keys import Path
from resumes.importers.report import Import, UnreadableFile
from resumes.importers.source import Source
from resumes.importers.texts import Steps


class Format(Protocol):
    @property
    def PLAINER(self) -> Steps: ...  # noqa: N802  # a module's constant

    def recognises(self, tree: dict[str, Any]) -> bool: ...

    def read(self, draft: Draft) -> str: ...


FORMATS: Final[tuple[Format, ...]] = (
    europass,
    eures,
    rendercv,
    yamlresume,
    mac,
    reactive_resume,
    fresh,
    json_resume,
)
WRAPPERS: Final = (
    "SkillsPassport",
    "Candidate",
    "data",
    "resume",
)  # what programs put around a résumé when they hand it over


def format_of(tree: Any) -> tuple[Format, Path] | None:
    """The tree's format and where in it the résumé begins."""
    if not isinstance(tree, dict):
        return None
    for known in FORMATS:
        if known.recognises(tree):
            return known, ()
    for key in WRAPPERS:
        found = format_of(tree.get(key))
        if found:
            return found[0], (key, *found[1])
    return None


def read(tree: Any, *, file_name: str, remark: str = "", rows: Mapping[Path, int] | None = None) -> Import:
    """What the tree holds. `remark` is a key of REASONS about the whole file."""
    found = format_of(tree)
    if not found:
        raise UnreadableFile(_("This file holds no résumé of a format we know, such as JSON Resume."))
    known, root = found
    draft = Draft(Source(tree, rows=rows, plainer=known.PLAINER), root=root)
    if remark:
        draft.source.remark((), "", remark)
    return draft.finished(format=known.read(draft), file_name=file_name)
