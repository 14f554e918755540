"""What render_resume and render_letter share: files in, PDF, PNG or HTML out, no database."""

import sys
import threading
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from saaska.documents import designs
from saaska.documents.designs import Kind, UnknownDesignError
from saaska.documents.preview import png_pages
from saaska.documents.printing_errors import PrintingError
from saaska.documents.prints import Sheets
from saaska.documents.renderer import pool_size
from saaska.documents.schema import PERSONAL_INFO, Layout

FORMATS = ("pdf", "png", "html")
ONE_AT_A_TIME = threading.Lock()  # PDFium does not bear two threads
WORDS = {"true": True, "false": False}


@dataclass(frozen=True)
class Wanted:
    """One file to write."""

    source: Path
    design: str
    target: Path


@dataclass(frozen=True)
class Outcome:
    """What was written, what is to be said about it, and why nothing was written; each may be ""."""

    said: str = ""
    warning: str = ""
    problem: str = ""


class NotRenderedError(Exception):
    """A file that was not written; the text is a sentence that says why."""


class RenderCommand(BaseCommand):
    """`kind` names the designs; content() and sheets() say what a file holds and how it is printed."""

    kind: Kind
    requires_system_checks = ["documents"]

    def content(self, path: Path) -> tuple[dict[str, Any], str]:
        """The document's columns, and what they lack of the file, one a line.

        OSError, ValidationError or NotRenderedError when the file is no such document.
        """
        raise NotImplementedError

    def sheets(self, document: Any, options: Mapping[str, Any]) -> Sheets:
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="what to print")
        parser.add_argument("--template", default="modern-professional", help="the design's name")
        parser.add_argument(
            "--option", action="append", default=[], metavar="KEY=VALUE",
            help="a choice of the layout, such as fonts=serif, colors=#0f766e,#134e4a or attachData=false",
        )  # fmt: skip
        parser.add_argument(
            "--format", choices=FORMATS, help="what to write; else as --output ends, else pdf"
        )
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--output", type=Path, help="the file to write, or a folder for several")
        where.add_argument("--all-templates", type=Path, metavar="DIR", help="a folder: one file a design")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = self.wanted(options)
        layout = chosen(options["option"])
        shown = tqdm(total=len(wanted), unit="file", disable=len(wanted) < 2 or not sys.stderr.isatty())
        problems, warned = [], set()
        with ThreadPoolExecutor(pool_size()) as threads, shown:
            outcomes = threads.map(lambda one: self.attempt(one, layout, options), wanted)
            for one, outcome in zip(wanted, outcomes, strict=True):
                shown.update()
                with tqdm.external_write_mode():
                    if outcome.said:
                        self.stdout.write(outcome.said)
                    if outcome.warning and (one.source, outcome.warning) not in warned:
                        self.stderr.write(outcome.warning)
                warned.add((one.source, outcome.warning))
                if outcome.problem:
                    problems.append((one.source, outcome.problem))
        if len(wanted) == 1 and problems:
            raise CommandError(problems[0][1])
        for source, problem in problems:
            self.stderr.write(f"{source}: {problem}")
        if problems:
            raise CommandError(f"{len(problems)} of {len(wanted)} files were not written.")

    def wanted(self, options: Mapping[str, Any]) -> list[Wanted]:
        """What to write, from where. CommandError when a design is unknown or two files would get one name."""
        files, folder, output = options["files"], options["all_templates"], options["output"]
        try:
            slugs = (
                designs.known(self.kind) if folder else [designs.find(self.kind, options["template"]).slug]
            )
        except UnknownDesignError as error:
            raise CommandError(str(error)) from error
        if output and len(files) == 1 and not output.is_dir():
            return [Wanted(files[0], slugs[0], output)]
        ending = options["format"] or "pdf"
        found = [
            Wanted(file, slug, (folder or output) / f"{file.stem}{f'-{slug}' if folder else ''}.{ending}")
            for file in files
            for slug in slugs
        ]
        if len({one.target for one in found}) < len(found):
            raise CommandError("Two of the files have the same name: their pages would overwrite each other.")
        (folder or output).mkdir(parents=True, exist_ok=True)
        return found

    def attempt(self, wanted: Wanted, layout: Mapping[str, Any], options: Mapping[str, Any]) -> Outcome:
        try:
            return self.write(wanted, layout, options)
        except OSError as error:
            return Outcome(problem=f"{error.strerror}: {error.filename}")
        except ValidationError as error:
            return Outcome(problem=error.messages[0])
        except (PrintingError, NotRenderedError) as error:
            return Outcome(problem=str(error))

    def write(self, wanted: Wanted, layout: Mapping[str, Any], options: Mapping[str, Any]) -> Outcome:
        columns, lacks = self.content(wanted.source)
        personal_info = columns["personal_info"]
        own = {**(personal_info.get("layout") or {}), **layout}
        columns["personal_info"] = PERSONAL_INFO.clean({**personal_info, "layout": own})
        sheets = self.sheets(SimpleNamespace(template=wanted.design, **columns), options)
        ending = options["format"] or wanted.target.suffix.removeprefix(".").lower() or "pdf"
        if ending == "html":
            page = sheets.html.replace("</head>", f"<style>\n{sheets.css}\n</style>\n</head>", 1)
            wanted.target.write_text(page)
            return Outcome(f"{wanted.target}: {wanted.target.stat().st_size:,} bytes", lacks)
        printed = sheets.print()
        files = {wanted.target: printed.pdf} if ending == "pdf" else pages(printed.pdf, wanted.target)
        for path, file in files.items():
            path.write_bytes(file)
        count = "1 page" if printed.pages == 1 else f"{printed.pages} pages"
        lost = printed.unprintable and f"These characters cannot be printed: {printed.unprintable}"
        warning = "\n".join(filter(None, (lacks, lost)))
        return Outcome(f"{wanted.target}: {count}, {sum(map(len, files.values())):,} bytes", warning)


def pages(pdf: bytes, target: Path) -> dict[Path, bytes]:
    """The pages as PNG: of several, each has its number in its name."""
    with ONE_AT_A_TIME:
        images = png_pages(pdf)
    if len(images) == 1:
        return {target: images[0]}
    return {target.with_stem(f"{target.stem}-{n}"): image for n, image in enumerate(images, start=1)}


def chosen(options: Iterable[str]) -> dict[str, Any]:
    """The layout out of "key=value"s. CommandError names a key that there is not."""
    fields = Layout.model_fields
    layout: dict[str, Any] = {}
    for option in options:
        key, _equals, value = option.partition("=")
        if key not in fields:
            raise CommandError(f"There is no option “{key}”. The options are: {', '.join(fields)}.")
        several = isinstance(fields[key].default, list)
        layout[key] = value.split(",") if several else WORDS.get(value.lower(), value)
    return layout
