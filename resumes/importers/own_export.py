"""Our own export (resumes/exporters/json_resume.py): the résumé comes back exactly as it was printed."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from resumes.exporters import json_resume
from resumes.importers.names import title_of
from resumes.importers.report import EXCERPT, VALUE, Import, Line, Report
from resumes.importers.source import Number, leaves_of, shown, written
from resumes.schema import IMPORT_CONTENT, check_size

FORMAT = "json-resume"
COLUMNS = ("personal_info", "work_experience", "education", "skills", "summary")
CONTENT = ("meta", "saaska", "content")


def restored(tree: dict[str, Any], *, file_name: str) -> Import | None:
    """What our own export carries beside JSON Resume, exactly; None when the file is not ours or was changed."""
    meta = tree.get("meta")
    carried = meta.get("saaska") if isinstance(meta, dict) else None
    if not isinstance(carried, dict) or carried.get("digest") != json_resume.digest(tree):
        return None
    try:
        content = IMPORT_CONTENT.clean(numbered(carried.get("content")))
        check_size(*(content[column] for column in COLUMNS))
    except ValidationError:
        return None
    if not any(carried["content"].values()):
        return None  # the ordinary reading says that it holds nothing
    columns = {column: content[column] for column in COLUMNS}
    columns["personal_info"]["photo"] = (
        ""  # names a file of our storage: a file made by hand could name anybody's
    )
    title = content["title"] or title_of(columns["personal_info"], file_name)
    return Import(format=FORMAT, title=title, **columns, report=Report.of(lines(tree)))


def numbered(value: Any) -> Any:
    """The file's value with its numbers as Python's."""
    if isinstance(value, dict):
        return {key: numbered(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [numbered(entry) for entry in value]
    if isinstance(value, Number):
        number = float(value)
        return int(number) if number.is_integer() else number
    return value


def lines(tree: dict[str, Any]) -> Iterator[Line]:
    """The report on our own export: what JSON Resume says of it stands there a second time."""
    again = [path for path, _value in leaves_of(tree, ()) if path[0] != "meta"]
    if again:
        where = f"{written(again[0])} … {written(again[-1])}"
        yield Line("taken", where, why="same", leaves=len(again))
    for path, value in leaves_of(tree["meta"], ("meta",)):
        if path[: len(CONTENT)] == CONTENT:
            target = path[len(CONTENT) :]
            if target[:2] == ("personal_info", "sections"):
                kind = tree["meta"]["saaska"]["content"]["personal_info"]["sections"][target[2]]["kind"]
                target = (*target[:3], kind, *target[3:])
            yield Line("taken", written(path), shown(value, EXCERPT), written(target))
        else:
            yield Line("left_out", written(path), shown(value, VALUE), "", "file")
