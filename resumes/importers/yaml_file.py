"""A YAML file from anywhere, as Python values, and the résumé in it.

PyYAML's parser only tells what stands where; the values are made here, so that no tag makes an object, a number keeps
its digits, and aliases cannot unfold into more than a file may hold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

import yaml
from django.utils.translation import gettext as _

from resumes.importers import trees
from resumes.importers.json_file import DEPTH, decoded
from resumes.importers.keys import Path
from resumes.importers.report import Import, UnreadableFile
from resumes.importers.source import LEAVES, Number, RepeatedKey, too_many_values
from saaska.documents.texts import UNPRINTABLE

MOST_BYTES: Final = 1_000_000
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where PyYAML was built with it
ROOT: Final = re.compile(r"(?m)^(?:cv|content|basics|aboutMe|SkillsPassport|LearnerInfo):(?:\s|$)")
WORDS: Final = {"": None, "~": None, "null": None, "true": True, "false": False}
NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?", re.ASCII)


def recognises(data: bytes, *, file_name: str) -> bool:
    """YAML by its name, or by the first key of a format we know."""
    if PurePath(file_name).suffix.lower() in (".yaml", ".yml"):
        return True
    try:
        text = data[:MOST_BYTES].decode("utf-8-sig")
        return bool(ROOT.search(text)) and trees.format_of(parsed(text)[0]) is not None
    except (UnicodeDecodeError, UnreadableFile):
        return False


def read(data: bytes, *, file_name: str) -> Import:
    text, remark = decoded(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    cleaned = UNPRINTABLE.sub("", text)
    tree, rows = parsed(cleaned)
    remark = remark or ("unprintable" if cleaned != text else "")
    return trees.read(tree, file_name=file_name, remark=remark, rows=rows)


def parsed(text: str) -> tuple[Any, dict[Path, int]]:
    """The text's value, and in which of its lines each part stands."""
    builder = Builder()
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = {"line": mark.line + 1 if mark else 1, "column": mark.column + 1 if mark else 1}
        raise UnreadableFile(
            _("This is not a YAML file that can be read: line %(line)s, column %(column)s is not YAML.")
            % where
        ) from None
    except yaml.YAMLError:
        raise UnreadableFile(_("This is not a YAML file that can be read.")) from None
    return builder.value, builder.rows


@dataclass
class Frame:
    """A mapping or list that is being read. A mapping waits for the value of `key`."""

    value: Any
    path: Path
    anchor: str | None
    key: str | None = None
    leaves: int = 0
    depth: int = 1


@dataclass
class Builder:
    value: Any = None
    rows: dict[Path, int] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    anchors: dict[str, tuple[Any, int, int]] = field(default_factory=dict)  # value, leaves, depth
    documents: int = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise UnreadableFile(
                    _("The file holds several YAML documents. Please choose a file with one.")
                )
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self.open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.close()
        elif isinstance(event, yaml.ScalarEvent):
            self.scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)

    def open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if len(self.frames) >= DEPTH:
            raise UnreadableFile(
                _("The file is nested more than %(limit)s levels deep: no résumé is.") % {"limit": DEPTH}
            )
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.frames.append(Frame(value, self.place(event), event.anchor))

    def close(self) -> None:
        frame = self.frames.pop()
        if isinstance(frame.value, dict):
            inherit(frame.value)
        self.add(frame.value, frame.leaves, frame.depth, frame.anchor)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        frame = self.frames[-1] if self.frames else None
        if frame and isinstance(frame.value, dict) and frame.key is None:
            frame.key = event.value
            return
        self.place(event)
        self.add(meant(event), 1, 0, event.anchor)

    def alias(self, event: yaml.AliasEvent) -> None:
        """What was named further up, once more; what is named is complete by then or refers to itself."""
        if event.anchor not in self.anchors:
            raise UnreadableFile(
                _("Line %(line)s refers to something that is not there yet.") % {"line": line_of(event)}
            )
        self.place(event)
        value, leaves, depth = self.anchors[event.anchor]
        if len(self.frames) + depth > DEPTH:
            raise too_many_values()
        self.add(value, leaves, depth, None)

    def place(self, event: yaml.Event) -> Path:
        """Where the value goes; its line is remembered."""
        frame = self.frames[-1] if self.frames else None
        if frame is None:
            return ()
        if isinstance(frame.value, dict) and frame.key is None:
            where = {"line": line_of(event)}
            raise UnreadableFile(_("In line %(line)s a text was expected in front of the colon.") % where)
        path = (*frame.path, frame.key if frame.key is not None else len(frame.value))
        self.rows[path] = line_of(event)
        return path

    def add(self, value: Any, leaves: int, depth: int, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = (value, leaves, depth)
        if not self.frames:
            self.value = value
            return
        frame = self.frames[-1]
        frame.leaves += leaves
        frame.depth = max(frame.depth, depth + 1)
        if frame.leaves > LEAVES:
            raise too_many_values()
        if isinstance(frame.value, dict):
            put(frame.value, str(frame.key), value)
            frame.key = None
        else:
            frame.value.append(value)


def line_of(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1


def meant(event: yaml.ScalarEvent) -> Any:
    """A word without quotes may be nothing, yes or no, or a number; everything else is a text."""
    text: str = event.value
    if event.style is not None or event.tag not in (None, "!"):
        return text
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    return Number(text) if NUMBER.fullmatch(text) else text


def put(mapping: dict[str, Any], key: str, value: Any) -> None:
    """Of a key that is there twice the last one counts; the others stay under a RepeatedKey."""
    if key in mapping:
        names = (RepeatedKey(f"{key} ({number})") for number in range(1, len(mapping) + 2))
        mapping[next(name for name in names if name not in mapping)] = mapping.pop(key)
    mapping[key] = value


def inherit(mapping: dict[str, Any]) -> None:
    """ "<<: *other" takes over what the other mapping has and this one does not say itself."""
    for other in mappings_in(mapping.get("<<")):
        for key, value in other.items():
            mapping.setdefault(key, value)
    if any(True for _other in mappings_in(mapping.get("<<"))):
        del mapping["<<"]


def mappings_in(value: Any) -> Iterator[dict[str, Any]]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each
