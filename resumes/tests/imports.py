"""Reading files in tests: what became of a value, and that no value is lost."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from resumes import importers
from resumes.importers import Import, UnreadableFile, xml_file, yaml_file
from resumes.importers.source import leaves_of, written
from resumes.schema import (
    EDUCATION,
    IMPORT_CONTENT,
    IMPORT_REPORT,
    SKILL_LIST,
    WORK_EXPERIENCE,
    check_size,
)
from saaska.documents.schema import PERSONAL_INFO

FILES = Path(__file__).parent / "files"


def tree_of(path: Path) -> Any:
    """What the file holds, as the importers see it."""
    if path.suffix == ".json":
        return json.loads(path.read_bytes())
    if path.suffix == ".xml":
        return xml_file.parsed(path.read_bytes())[0]
    return yaml_file.parsed(path.read_text())[0]


def read(tree: Any) -> Import:
    return importers.read(json.dumps(tree).encode(), file_name="file.json")


def read_file(name: str) -> Import:
    return importers.read((FILES / name).read_bytes(), file_name=name)


def line(found: Import, source: str) -> tuple[str, str, str]:
    """What became of the value: kind, target and why. There is exactly one line for it."""
    (known,) = (line for line in found.report.lines if line.source == source and line.leaves)
    return known.kind, known.target, known.why


def section(found: Import, kind: str) -> list[dict[str, Any]]:
    (known,) = (section for section in found.personal_info["sections"] if section["kind"] == kind)
    return known["items"]


def assert_accounted(found: Import, tree: Any) -> None:
    """Each value of the file has exactly one line."""
    expected = Counter(written(path) for path, _value in leaves_of(tree, ()))
    assert Counter(line.source for line in found.report.lines if line.leaves) == expected


def assert_valid(found: Import) -> None:
    """The content is in the normal form of the columns' shapes and may be printed."""
    assert PERSONAL_INFO.clean(found.personal_info) == found.personal_info
    assert WORK_EXPERIENCE.clean(found.work_experience) == found.work_experience
    assert EDUCATION.clean(found.education) == found.education
    assert SKILL_LIST.clean(found.skills) == found.skills
    check_size(found.personal_info, found.work_experience, found.education, found.skills, found.summary)
    IMPORT_CONTENT.check(found.as_content())
    IMPORT_REPORT.check(found.report.as_json())


leaf = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.sampled_from(
        ["", " ", "2019-05", "May 2019", "Present", "x" * 300, "https://a.example", "<p>a</p>", "\ud800"]
    )
)
PARTS = ["basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills"]
PARTS += ["languages", "interests", "references", "projects", "meta"]
KEYS = [
    "name",
    "label",
    "image",
    "email",
    "phone",
    "url",
    "website",
    "summary",
    "location",
    "address",
    "city",
]
KEYS += ["countryCode", "profiles", "network", "username", "company", "position", "startDate", "endDate"]
KEYS += ["current", "highlights", "keywords", "courses", "score", "gpa", "level", "years", "title", *PARTS]
anything = st.recursive(
    leaf,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=40,
)
text = st.text(st.characters(), max_size=20) | st.sampled_from(
    ["x" * 6_000, "https://a.example", "2020-01", ""]
)
fields = st.dictionaries(st.sampled_from(KEYS), text | leaf | st.lists(text, max_size=5), max_size=6)
resume = st.fixed_dictionaries(
    {
        "basics": st.dictionaries(
            st.sampled_from(KEYS), text | fields | st.lists(fields, max_size=3), max_size=8
        )
    },
    optional={part: st.lists(fields | text, max_size=4) for part in PARTS[1:]},
)


def read_or_refusal(read: Callable[..., Import], *args: Any, **kwargs: Any) -> Import | str:
    """What was read, or the sentence that says why not."""
    try:
        return read(*args, **kwargs)
    except UnreadableFile as unreadable:
        return str(unreadable)


def assert_whole(found: Import | str, tree: Any) -> None:
    """The file was read with every value accounted for, or there is a sentence instead of it."""
    if isinstance(found, str):
        assert found.endswith(".")
    else:
        assert_accounted(found, tree)
        assert_valid(found)


def assert_read_or_refused(tree: Any) -> None:
    assert_whole(read_or_refusal(read, tree), tree)


def put_anything_somewhere(tree: Any, data: st.DataObject) -> None:
    """Replace one value of the tree, at any depth, by another."""
    places = [(tree, key) for key in tree]
    for held, key in places:
        inner = held[key]
        if isinstance(inner, dict | list):
            places += [(inner, part) for part in (inner if isinstance(inner, dict) else range(len(inner)))]
    held, key = data.draw(st.sampled_from(places))
    held[key] = data.draw(anything)
