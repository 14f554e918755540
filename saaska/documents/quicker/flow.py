"""Layout: boxes and their lengths."""

from collections.abc import Iterator
from typing import Any

from weasyprint.css import functions
from weasyprint.draw import color as colors
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent, preferred
from weasyprint.layout import float as floats

# As WeasyPrint has them, for what is out of the ordinary.
RESOLVE = percent.resolve_percentages
BACKGROUNDS = background.layout_box_backgrounds
COLLISIONS = floats.avoid_collisions


def shrink_to_fit(context: Any, box: Any, available_content_width: float) -> float:
    """As wide as the text on one line where that fits, else what there is, but never less than the longest word.

    The longest word is asked for only where the whole text does not fit: it is what costs, a line of Pango's a word.
    """
    widest: float = preferred.max_content_width(context, box, outer=False)
    if widest <= available_content_width:
        return widest
    narrowest: float = preferred.min_content_width(context, box, outer=False)
    return min(max(narrowest, available_content_width), widest)


def is_in_normal_flow(box: Any) -> bool:
    """Two look-ups instead of seven."""
    floats, position = box.style["float"], box.style["position"]
    return bool(floats == "none" and position in ("static", "relative"))


pages_are_named = True  # whether an element of the document says on which kind of page it is to stand
UNNAMED = ("", "")


def page_values(box: Any) -> tuple[Any, Any]:
    """The pages a box starts and ends on, from its first and last child alone."""
    if not pages_are_named:
        return UNNAMED
    start, end = box.style["page"], box.style["page"]
    first = next(filter(_in_flow_or_floated, box.children), None)
    if first is not None:
        last = next(filter(_in_flow_or_floated, reversed(box.children)))
        of_first = first.page_values()
        of_last = of_first if first is last else last.page_values()
        start, end = of_first[0] or start, of_last[1] or end
    return start, end


def descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    """A box and all within, in their order, by one generator instead of one a box."""
    waiting = [box]
    while waiting:
        box = waiting.pop()
        if isinstance(box, boxes.Box):
            yield box
            if box.children:
                waiting += reversed(box.children)
        elif placeholders:
            yield from box.descendants(placeholders)
        else:
            yield box


def _in_flow_or_floated(box: Any) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


SIZES = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Used lengths of a box. Those of a style without percentages are always the same: found once a style."""
    known = box.style.__dict__.get("saaska_lengths")
    if known is None:
        known = box.style.saaska_lengths = _fixed_lengths(box.style)
    if known:
        box.__dict__.update(known)
    else:
        RESOLVE(box, containing_block)


def _fixed_lengths(style: Any) -> dict[str, Any]:
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return {}
    lengths: dict[str, Any] = {}
    for name in SIZES:
        value = style[name]
        if value == "auto":
            lengths[name] = 0 if name in ("min_width", "min_height") else value
        elif functions.check_math(value) or value.unit == "%":
            return {}
        else:
            lengths[name] = value.value
    lengths.update((name, style[name]) for name in BORDERS)
    return lengths


def layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    """Most boxes have neither background nor border image, and no round corner: that is found once a style."""
    if style is None and box is not page and _plain(box.style):
        box.border_top_left_radius = box.border_top_right_radius = (0, 0)
        box.border_bottom_right_radius = box.border_bottom_left_radius = (0, 0)
        if layout_children:
            for child in box.all_children():
                layout_box_backgrounds(page, child, get_image_from_uri)
        box.background = None
    else:
        BACKGROUNDS(page, box, get_image_from_uri, layout_children, style)


def _plain(style: Any) -> bool:
    known = style.__dict__.get("saaska_plain")
    if known is None:
        known = style.saaska_plain = (
            all(
                (0, "px") in style[f"border_{corner}_radius"]
                for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
            )
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and (style["visibility"] == "hidden" or colors.get_color(style, "background_color").alpha == 0)
            and not style["box_shadow"]
        )
    return bool(known)


def avoid_collisions(
    context: Any, box: Any, containing_block: Any, outer: bool = True
) -> tuple[float, float, float]:
    """A line where nothing floats has the width of its block, from its start."""
    if outer or context.excluded_shapes or not isinstance(box, boxes.LineBox):
        return COLLISIONS(context, box, containing_block, outer)  # type: ignore[no-any-return]
    left = containing_block.content_box_x()
    right = left + containing_block.width - box.margin_right
    left += box.margin_left
    start = right if containing_block.style["direction"] == "rtl" else left
    return start - box.margin_left, box.border_box_y() - box.margin_top, right - left
