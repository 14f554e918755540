"""Designs: folders under templates/pdf/<kind>/<slug>/ of one document.html and one document.css.

What staff and people may set (colours, typefaces, spacing, page size) reaches a design as variables of
its style sheet, written here out of an allow-list (schema.TemplateConfig). Nobody's text becomes CSS.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from saaska.documents import renderer
from saaska.documents.fonts import PAIRS
from saaska.documents.frames import Printed
from saaska.documents.schema import TEMPLATE_CONFIG, Layout

Kind = Literal["resume", "letter"]

PAGE_SIZES = {"a4": "A4", "letter": "Letter"}
SPACINGS = {  # line height, then points between lines of an entry, entries, sections
    "compact": (1.28, 0.9, 5.5, 9),
    "normal": (1.37, 1.5, 7.5, 12),
    "airy": (1.5, 2.2, 10, 16.5),
}
TEXT_SIZES = {"small": "0.93", "normal": "1", "large": "1.08"}  # of the design's own


class UnknownDesignError(LookupError):
    """No design of that name; the text names those there are."""

    def __init__(self, slug: str, known: list[str]) -> None:
        super().__init__(
            _("There is no design “%(slug)s”. The designs are: %(known)s.")
            % {"slug": slug, "known": ", ".join(known)}
        )


@dataclass(frozen=True)
class Options:
    """How one document is printed. "" or nothing: as the design has it."""

    page: str = "A4"
    colors: tuple[str, ...] = ()
    fonts: str = ""
    spacing: str = "normal"
    text_size: str = "normal"
    date_format: str = ""
    order: tuple[str, ...] = ()
    show_photo: bool = True
    attach_data: bool = True

    @classmethod
    def of(cls, config: Mapping[str, Any] | None, layout: Mapping[str, Any] | None) -> "Options":
        """What the document itself says (personal_info.layout), else its design's configuration."""
        chosen = TEMPLATE_CONFIG.clean({"layout": "modern", **(config or {})})
        chosen = {**chosen, **chosen["options"]}
        own = Layout.model_validate(layout or {}).model_dump()

        def first(key: str, otherwise: str = "") -> str:
            return str(own[key] or chosen[key] or otherwise)

        return cls(
            page=PAGE_SIZES[first("pageSize", "a4")],
            colors=tuple(own["colors"] or chosen["colors"]),
            fonts=first("fonts"),
            spacing=first("spacing", "normal"),
            text_size=first("textSize", "normal"),
            date_format=first("dateFormat"),
            order=tuple(own["order"] or chosen["order"]),
            show_photo=own["showPhoto"] and chosen["showPhoto"],
            attach_data=own["attachData"],
        )


@dataclass(frozen=True)
class Design:
    kind: Kind
    slug: str

    @property
    def folder(self) -> Path:
        return folder(self.kind) / self.slug

    def html(self, context: Mapping[str, object]) -> str:
        return render_to_string(f"pdf/{self.kind}/{self.slug}/document.html", dict(context))

    def css(self, options: Options) -> str:
        """The design's style sheet, what it shares with the others first, with the options in it."""
        sheets = [folder(self.kind).parent / "common" / "base.css", self.folder / "document.css"]
        found = [style_sheet(path) for path in sheets if path.exists()]
        return "\n".join([*found, variables(options), page_rules(options.page)])

    def print(
        self,
        context: Mapping[str, object],
        options: Options,
        *,
        attachments: Mapping[str, bytes] | None = None,
    ) -> Printed:
        """The document as PDF; renderer.PrintingError says why not. `attachments` travel inside it."""
        return renderer.render(self.html(context), self.css(options), attachments=attachments)


def folder(kind: Kind) -> Path:
    return Path(settings.BASE_DIR) / "templates" / "pdf" / kind


def known(kind: Kind) -> list[str]:
    """The slugs of the designs there are."""
    return sorted(path.parent.name for path in folder(kind).glob("*/document.html"))


def find(kind: Kind, slug: str) -> Design:
    slugs = known(kind)
    if slug not in slugs:
        raise UnknownDesignError(slug, slugs)
    return Design(kind, slug)


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> str:
    return path.read_text()


def style_sheet(path: Path) -> str:
    return _read(path, path.stat().st_mtime_ns)


def variables(options: Options) -> str:
    """The options as variables; what they leave open stays as the design has it."""
    values: dict[str, str] = {"--size": TEXT_SIZES[options.text_size]}
    values.update(zip(("--accent", "--accent-dark"), options.colors, strict=False))
    if options.fonts:
        pair = PAIRS[options.fonts]
        values["--text-font"], values["--heading-font"] = f'"{pair.text}"', f'"{pair.headings}"'
    line, *gaps = SPACINGS[options.spacing]
    values["--line"] = str(line)
    values.update(
        zip(("--gap-line", "--gap-entry", "--gap-section"), (f"{gap}pt" for gap in gaps), strict=True)
    )
    return f":root{{{';'.join(f'{name}:{value}' for name, value in values.items())}}}"


def page_rules(size: str) -> str:
    """The page's size, and "Page 2 of 3" in the reader's language from the second page on."""
    sentence = _("Page %(page)s of %(pages)s") % {"page": "\0page\0", "pages": "\0pages\0"}
    parts = [
        f"counter({part})" if part in ("page", "pages") else css_string(part)
        for part in sentence.split("\0")
        if part
    ]
    return f"@page{{size:{size};@bottom-right{{content:{' '.join(parts)}}}}}"


def css_string(text: str) -> str:
    """The text as a CSS string; every character that could end it is escaped."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'
