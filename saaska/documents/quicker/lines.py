"""Lines and inline blocks that were laid out before, in this document or in another of its design.

Most of a document is as it was when it is printed again: titles, dates, all lines of the paragraphs nobody writes in.
A line follows from the styles and texts of its boxes, from where its block begins and how wide that is. It is kept as
it is before WeasyPrint moves it down to its place, so that the numbers are the same to the last digit.

Only lines of ordinary boxes are kept: nothing that floats or is placed, no tables, no pictures, no notes, no spaces
that were widened.
"""

import contextlib
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import float as floats
from weasyprint.layout import inline
from weasyprint.text import line_break

from saaska.documents.quicker import words

GET_NEXT_LINEBOX = inline.get_next_linebox
INLINE_BLOCK = inline.inline_block_box_layout
MOST_KEPT = 1_000  # lines and inline blocks, some 6 kB each, with a layout of Pango's twice that
MOST_CHILDREN = 64  # of a block's text: each of its lines looks at all of them
SIDES = ("left", "right", "top", "bottom")
LAID_OUT = {  # what layout says of a box
    *("position_x", "position_y", "width", "height", "baseline", "text", "pango_layout", "text_indent"),
    *("min_width", "max_width", "min_height", "max_height", "justification_spacing"),
    "resume_at",
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
}
BUILT = {  # what was known of it before
    *("element_tag", "element", "style", "children", "first_letter_style", "first_line_style"),
    *("remove_decoration_sides", "leading_collapsible_space", "trailing_collapsible_space"),
    *("cached_counter_values", "bookmark_label", "string_set", "is_for_root_element"),
    *("link", "missing_link", "link_annotation"),
}
NAMES = LAID_OUT | BUILT
ORDINARY = (boxes.TextBox, boxes.InlineBox, boxes.InlineBlockBox, boxes.BlockBox, boxes.LineBox)
PLAIN_VALUES = {
    int,
    float,
    str,
    type(None),
    dict,
    words.Line,
}  # a dict says where to resume, and stays as it is


class UnusualError(Exception):
    """A box whose layout follows from more than is looked at here."""


class Kept(NamedTuple):
    """A box as layout left it, without the document it was of."""

    kind: Any
    place: int  # among its parent's children before layout
    said: dict[str, Any]
    children: list["Kept"] | None


class KeptLine(NamedTuple):
    line: Kept
    resume_at: Any
    offset_x: float
    top: float


KEPT: dict[Any, tuple[Any, list[Any]]] = {}


def _find(key: Any) -> Any:
    found = KEPT.pop(key, None)
    if found is None:
        return None
    KEPT[key] = found  # the last used stands last
    return found[0]


def _keep(key: Any, what: Any, original: Any) -> None:
    """The styles are named by their id in the key: they are kept alive."""
    KEPT[key] = what, [box.style for box in original.descendants()]
    if len(KEPT) > MOST_KEPT:
        del KEPT[next(iter(KEPT))]


def _signature(box: Any) -> Any:
    """All that layout asks of a box and of those within."""
    kind, style = type(box), box.style
    ordinary = style.__dict__.get("saaska_ordinary")
    if ordinary is None:
        ordinary = style.saaska_ordinary = _is_ordinary(style)
    if not ordinary or kind not in ORDINARY or box.is_leader or box.footnote or box.is_outside_marker:
        raise UnusualError
    if kind is boxes.TextBox:
        return id(style), box.text, box.leading_collapsible_space, box.trailing_collapsible_space
    if box.first_letter_style is not None or box.first_line_style is not None or box.is_table_wrapper:
        raise UnusualError
    return id(style), kind, box.trailing_collapsible_space, *map(_signature, box.children)


def _is_ordinary(style: Any) -> bool:
    return bool(
        style["float"] == "none"
        and style["position"] == "static"
        and style["direction"] == "ltr"
        and style["break_before"] in ("auto", "avoid")
        and style["break_after"] in ("auto", "avoid")
    )


def _kept(box: Any, original: Any, place: int = 0) -> Kept:
    """What layout made of the original."""
    known = box.__dict__
    if not NAMES.issuperset(known):
        raise UnusualError
    said = {name: value for name, value in known.items() if name in LAID_OUT}
    if not PLAIN_VALUES.issuperset(map(type, said.values())):
        for value in said.values():
            if type(value) not in PLAIN_VALUES:
                _share(value)
    children = None
    if isinstance(box, boxes.ParentBox):
        children, before = [], 0
        for child in box.children:
            before = _place(child, original.children, before)
            children.append(_kept(child, original.children[before], before))
    said["remove_decoration_sides"] = frozenset(box.remove_decoration_sides)
    return Kept(type(box), place, said, children)


def _share(value: Any) -> None:
    """Layouts of Pango's are drawn as often as their line is printed, see text.deactivate."""
    if not isinstance(value, line_break.Layout) or value.justification_spacing:
        raise UnusualError
    value.shared = True


def _place(child: Any, originals: Any, before: int) -> int:
    for place in range(before, len(originals)):
        original = originals[place]
        if (
            type(original) is type(child)
            and original.element is child.element
            and original.style is child.style
        ):
            return place
    raise UnusualError


def _revived(kept: Kept, original: Any, dx: float = 0, dy: float = 0) -> Any:
    """The box that layout would make of the original, moved."""
    box = kept.kind.__new__(kept.kind)
    said = box.__dict__
    said.update(original.__dict__)
    said.update(kept.said)
    said["remove_decoration_sides"] = set(kept.said["remove_decoration_sides"])
    said["position_x"] += dx
    said["position_y"] += dy
    if kept.children is not None:
        before = original.children
        said["children"] = [_revived(child, before[child.place], dx, dy) for child in kept.children]
    return box


def inline_block_box_layout(  # noqa: PLR0913  # WeasyPrint's own arguments
    context: Any,
    box: Any,
    position_x: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
) -> Any:
    try:
        if skip_stack is not None:
            raise UnusualError
        key = _signature(box), position_x, containing_block.width, containing_block.height
    except UnusualError:
        return INLINE_BLOCK(
            context, box, position_x, skip_stack, containing_block, absolute_boxes, fixed_boxes
        )
    found = _find(key)
    if found is not None:
        return _revived(found, box)
    made = INLINE_BLOCK(context, box, position_x, skip_stack, containing_block, absolute_boxes, fixed_boxes)
    with contextlib.suppress(UnusualError):
        _keep(key, _kept(made, box), box)
    return made


def get_next_linebox(  # noqa: PLR0913  # WeasyPrint's own arguments
    context: Any,
    linebox: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    first_letter_style: Any,
    first_line_style: Any,
) -> Any:
    """The next line of a block. Where nothing floats it takes one attempt."""
    try:
        if (
            context.excluded_shapes
            or len(linebox.children) > MOST_CHILDREN
            or (first_letter_style or first_line_style)
            or (linebox.margin_left or linebox.margin_right or linebox.margin_top)
            or containing_block.style["direction"] != "ltr"
        ):
            raise UnusualError
        key = (
            *(_signature(linebox), repr(skip_stack), linebox.text_indent, linebox.text_overflow),
            *(containing_block.content_box_x(), containing_block.width, containing_block.height),
        )
    except UnusualError:
        return GET_NEXT_LINEBOX(
            *(context, linebox, position_y, bottom_space, skip_stack, containing_block),
            *(absolute_boxes, fixed_boxes, first_letter_style, first_line_style),
        )
    found = _find(key)
    if found is None:
        return _laid_out(context, linebox, position_y, bottom_space, skip_stack, containing_block, key)
    line = _revived(found.line, linebox, found.offset_x, position_y - found.top)
    line.position_y = position_y
    return line, found.resume_at


def _laid_out(  # noqa: PLR0913
    context: Any,
    linebox: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    key: Any,
) -> Any:
    """As WeasyPrint does it, without what is for boxes that float or are placed."""
    skip_stack = inline.skip_first_whitespace(linebox, skip_stack)
    if skip_stack == "continue":
        return None, None
    linebox.width = linebox.height = 0
    linebox.position_y = position_y
    position_x, _, available_width = floats.avoid_collisions(context, linebox, containing_block, outer=False)
    linebox.position_x = position_x
    line, resume_at, preserved_line_break, *_ = inline.split_inline_box(
        *(context, linebox, position_x + linebox.text_indent, position_x + available_width),
        *(bottom_space, skip_stack, containing_block, [], [], [], [], [], None, None),
    )
    linebox.width, linebox.height = line.width, line.height
    if inline.is_phantom_linebox(line) and not preserved_line_break:
        line.height = 0
        return line, resume_at
    inline.remove_last_whitespace(context, line)
    is_last = resume_at is None or preserved_line_break
    offset_x = inline.text_align(context, line, available_width, last=is_last)
    bottom, top = inline.line_box_verticality(line)
    line.baseline = -top
    line.position_y = top
    line.height = bottom - top
    line.margin_top = line.margin_bottom = 0
    with contextlib.suppress(UnusualError):
        _keep(key, KeptLine(_kept(line, linebox), resume_at, offset_x, top), linebox)
    line.translate(offset_x, position_y - top)
    line.position_y = position_y
    return line, resume_at
