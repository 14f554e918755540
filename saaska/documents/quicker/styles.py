"""Style sheets: what an element looks like, kept from one document to the next."""

from math import inf
from types import SimpleNamespace
from typing import Any

from weasyprint import css
from weasyprint.layout import page

SVG = "{http://www.w3.org/2000/svg}svg"
STYLE_FOR = css.StyleFor.__init__
PAGE_STYLES = page.set_page_type_computed_styles
MOST_SHEETS = 12  # sets of style sheets whose styles are kept, some 1.4 MB each
MOST_STYLES = 4_000  # of one set
NAMING = ("lang", "id", "name")  # attributes that WeasyPrint makes declarations of


class _Kept:
    """The computed styles of one set of style sheets, for all documents printed with it."""

    def __init__(self, sheets: Any) -> None:
        self.sheets = sheets  # named by their id in the keys: kept alive
        self.page_sizes = {"box": None, "area": None}
        self.elements: dict[Any, dict[Any, Any]] = {}
        self.pages: dict[Any, dict[Any, Any]] = {}


KEPT: dict[Any, _Kept] = {}


def _kept(sheets: Any, font_config: Any, base_url: str) -> _Kept:
    key = (
        tuple((id(sheet), origin, specificity) for sheet, origin, specificity in sheets),
        id(font_config),
        base_url,
    )
    known = KEPT.pop(key, None)
    if known is None or len(known.elements) > MOST_STYLES:
        known = _Kept((sheets, font_config))
    KEPT[key] = known  # the last used stands last
    while len(KEPT) > MOST_SHEETS:
        del KEPT[next(iter(KEPT))]
    return known


def style_for(
    styles: Any, html: Any, sheets: Any, presentational_hints: bool, font_config: Any, target_collector: Any
) -> None:
    """An element's style follows from its parent's, the declarations that match it, its language and its name.

    WeasyPrint shares equal styles within a document; here all documents of a design share them. Viewport units would
    take the page of the first document: no design has any, a test sees to it.
    """
    styles.saaska_kept = None
    if presentational_hints or any("style" in e.attrib or e.tag == SVG for e in html.etree_element.iter()):
        STYLE_FOR(styles, html, sheets, presentational_hints, font_config, target_collector)
        return
    kept = styles.saaska_kept = _kept(sheets, font_config, html.base_url)
    kept.page_sizes.update(box=None, area=None)
    styles.initial_page_sizes = kept.page_sizes
    styles.font_config = font_config
    styles._sheets = sheets
    styles._cascaded_styles = {}
    computed = styles._computed_styles = {}
    root = html.etree_element
    for element in html.wrapper_element.iter_subtree():
        tree = element.etree_element
        parent = element.parent.etree_element if element.parent else None
        matches = [sheet.matcher.match(element) for sheet, _, _ in sheets]
        key = (
            id(computed[parent, None]) if element.parent else None,
            tuple([(match[0], id(match[3])) for found in matches for match in found]),
            *(tree.attrib.get(name) for name in NAMING if name != "name" or tree.tag == "a"),
        )
        if key not in kept.elements:
            kept.elements[key] = _compute(styles, tree, parent, html, matches)
        for pseudo, style in kept.elements[key].items():
            computed[tree, pseudo] = style
        style = computed[tree, None]
        if tree is root or parent is root:
            style.pop("overflow", None)  # WeasyPrint moves it to the page
        if style["anchor"]:
            target_collector.collect_anchor(style["anchor"])


def _compute(styles: Any, element: Any, parent: Any, html: Any, matches: Any) -> dict[str | None, Any]:
    """The styles of one element and of its pseudo-elements."""
    _cascade(styles, element, matches)
    pseudos = [pseudo for _, pseudo in styles._cascaded_styles if pseudo]
    root, base_url = html.etree_element, html.base_url
    styles.set_computed_styles(element, root=root, parent=parent, base_url=base_url)
    for pseudo in pseudos:
        styles.set_computed_styles(element, pseudo_type=pseudo, root=root, parent=element, base_url=base_url)
    styles._cascaded_styles.clear()
    return {pseudo: styles._computed_styles[element, pseudo] for pseudo in (None, *pseudos)}


def _cascade(styles: Any, element: Any, matches: Any) -> None:
    """Collects the declarations of one element, like WeasyPrint's own loop."""
    cascaded = styles._cascaded_styles
    for specificity, _, declarations, base_url in css.find_style_attributes(
        SimpleNamespace(iter=lambda: [element])
    ):
        style = cascaded.setdefault((element, None), {})
        for name, values, importance in css.preprocess_declarations(base_url, declarations):
            weight = (css.declaration_precedence("author", importance), inf, specificity)
            if name not in style or style[name][1] <= weight:
                style[name] = values, weight
    for (sheet, origin, sheet_specificity), found in zip(styles._sheets, matches, strict=True):
        for specificity, _, pseudo, (declarations, layer) in found:
            order = inf if layer is None else sheet.layers.index(layer)
            style = cascaded.setdefault((element, pseudo), {})
            for name, values, importance in declarations:
                weight = (
                    css.declaration_precedence(origin, importance),
                    order,
                    sheet_specificity or specificity,
                )
                if name not in style or style[name][1] <= weight:
                    style[name] = values, weight


def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """Pages of a kind look the same in all documents of a design."""
    kept, computed = style_for.saaska_kept, style_for._computed_styles
    key = (id(computed[html.etree_element, None]), page_type)
    if kept and key in kept.pages:
        computed.update({(page_type, pseudo): style for pseudo, style in kept.pages[key].items()})
        return
    PAGE_STYLES(page_type, html, style_for)
    if kept:
        kept.pages[key] = {pseudo: style for (what, pseudo), style in computed.items() if what == page_type}
