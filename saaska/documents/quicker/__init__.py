"""Quicker ways for WeasyPrint 70 to the same bytes; pdf.py applies them, nothing else knows of them.

Each function here stands in for one of WeasyPrint's, of its parser's or of its writer's that measuring showed to do
work whose result is not used, or the same work again and again. The PDF stays the same, byte for byte:
tests/test_quicker.py prints documents with and without. REPLACEMENTS names what is replaced with a digest of its
source, so that a new version whose function differs fails a test and is looked at again.

What is kept between documents is kept at a style (its lengths, its fonts, that it draws no border): a style does not
change, and a copy made to be changed starts without.
"""

import hashlib
import inspect
import sys
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pydyf
import tinyhtml5
from weasyprint import css, html
from weasyprint.draw import border
from weasyprint.draw import text as drawn
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, inline, page, percent, preferred
from weasyprint.layout import float as floats
from weasyprint.pdf import stream
from weasyprint.text import line_break

from saaska.documents.quicker import drawing, files, flow, lines, styles, text


@dataclass(frozen=True)
class Replacement:
    """Something of WeasyPrint's, ours, and the digest of the source it was written against."""

    owner: Any
    name: str
    original: Any
    ours: Any
    digest: str

    @property
    def original_name(self) -> str:
        return f"{self.owner.__name__}.{self.name}"

    def source_digest(self) -> str:
        function: Any = self.original.fget if isinstance(self.original, property) else self.original
        return hashlib.blake2b(inspect.getsource(function).encode(), digest_size=8).hexdigest()

    def apply(self) -> None:
        """Modules import functions from each other by name: ours is put wherever the original is."""
        if not isinstance(self.owner, ModuleType):
            setattr(self.owner, self.name, self.ours)
            return
        for name, module in list(sys.modules.items()):
            theirs = name.partition(".")[0] in ("weasyprint", "pydyf", "tinyhtml5")
            if theirs and vars(module).get(self.name) is self.original:
                setattr(module, self.name, self.ours)


def _replacement(owner: Any, name: str, ours: Any, digest: str) -> Replacement:
    return Replacement(owner, name, vars(owner)[name], ours, digest)


REPLACEMENTS = [
    _replacement(preferred, "shrink_to_fit", flow.shrink_to_fit, "76963688b1c5305a"),
    _replacement(boxes.Box, "is_in_normal_flow", flow.is_in_normal_flow, "d52268544c0c6518"),
    _replacement(boxes.Box, "descendants", flow.descendants, "f335539ef8144782"),
    _replacement(boxes.ParentBox, "page_values", flow.page_values, "445e34651e9f54a8"),
    _replacement(tinyhtml5, "parse", files.parse, "18c3160b4146dcb6"),
    _replacement(html, "get_html_metadata", files.get_html_metadata, "76e7697d403279bb"),
    _replacement(css, "find_stylesheets", styles.find_stylesheets, "71dfac5123e76d4b"),
    _replacement(css.StyleFor, "__init__", styles.style_for, "1b20b82c9c8fb21f"),
    _replacement(css.ComputedStyle, "__missing__", styles.missing, "de2fed17936b803b"),
    _replacement(
        page, "set_page_type_computed_styles", styles.set_page_type_computed_styles, "1f034ef0a02b01c2"
    ),
    _replacement(percent, "resolve_percentages", flow.resolve_percentages, "fb6f3aa235d6f580"),
    _replacement(background, "layout_box_backgrounds", flow.layout_box_backgrounds, "74aaa32332233e80"),
    _replacement(line_break.Layout, "setup", text.setup, "ffaa91992a3e36ad"),
    _replacement(line_break.Layout, "set_text", text.set_text, "cda4a23158b47fb3"),
    _replacement(line_break.Layout, "deactivate", text.deactivate, "71174e46fee31d36"),
    _replacement(line_break.Layout, "reactivate", text.reactivate, "be25f01fdb529fd5"),
    _replacement(line_break, "split_first_line", text.split_first_line, "0b33e5fdf1c06fad"),
    _replacement(line_break, "can_break_text", text.can_break_text, "36e7f6adcffcdec9"),
    _replacement(line_break, "strut", text.strut, "dffefb19d6ee4cf2"),
    _replacement(inline, "get_next_linebox", lines.get_next_linebox, "0864cf68b6244036"),
    _replacement(inline, "inline_block_box_layout", lines.inline_block_box_layout, "d93bd637b06c3f24"),
    _replacement(floats, "avoid_collisions", flow.avoid_collisions, "9aa6977b0c5a51a9"),
    _replacement(border, "draw_border", drawing.draw_border, "19720c5792c9d789"),
    _replacement(stream.Stream, "add_font", drawing.add_font, "8a7828391cc6ded2"),
    _replacement(stream.Stream, "set_color", drawing.set_color, "1c6ed36b255bb204"),
    _replacement(drawn, "draw_text", drawing.draw_text, "0cfeca9646fd5e32"),
    _replacement(drawn, "draw_first_line", drawing.draw_first_line, "e4a184229c356537"),
    _replacement(pydyf, "_to_bytes", files.to_bytes, "038ebbbb206d2f38"),
    _replacement(pydyf.PDF, "write", files.write, "7170e6b8a237eca2"),
    _replacement(pydyf.PDF, "page_references", property(files.page_references), "4446251f30a675f9"),
    _replacement(
        pydyf.Dictionary, "data", files.written_once(property(files.dictionary_data)), "df020e1204804740"
    ),
    _replacement(pydyf.Stream, "data", files.written_once(property(files.stream_data)), "7d33074297a435e4"),
    _replacement(pydyf.Array, "data", files.written_once(property(files.array_data)), "22bcb08569e3eab1"),
    _replacement(pydyf.String, "data", files.written_once(pydyf.String.data), "ae3a61c751b84cf4"),
]


def apply() -> None:
    for replacement in REPLACEMENTS:
        replacement.apply()
