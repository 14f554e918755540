"""Style sheets: what an element looks like, kept from one document to the next."""

import gc
from collections.abc import Iterator
from math import inf
from types import SimpleNamespace
from typing import Any

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.layout import page

from saaska.documents.quicker import flow

SVG = "{http://www.w3.org/2000/svg}svg"
STYLE_FOR = css.StyleFor.__init__
FIND_STYLESHEETS = css.find_stylesheets
PAGE_STYLES = page.set_page_type_computed_styles
MISSING = css.ComputedStyle.__missing__
MOST_SHEETS = 10  # sets of style sheets whose styles are kept, some 1.4 MB each
COLLECTED_AFTER = 3  # sets that went
gone = 0
MOST_STYLES = 4_000  # of one set
MOST_PLACES = 5_000  # of one set, some 300 bytes each
KNOWN = {  # what a selector's test may look at: nothing within an element or after it, but its siblings' names
    *("parent", "ancestors", "previous", "previous_siblings", "index", "etree_siblings", "etree_children"),
    *("etree_element", "attrib", "get", "id", "classes", "local_name", "namespace_url", "tag", "text"),
    *("in_html_document", "any", "all", "next", "len", "sum", "enumerate", "divmod", "lower", "ascii_lower"),
    *("split_whitespace", "startswith", "endswith", "urlparse"),
}
NAMING = ("lang", "id", "name")  # attributes that WeasyPrint makes declarations of
BY_RULES = {  # properties that follow from each other, or from a parent's by more than being the same
    *("float", "display", "position", "page"),
    *(name for name in INITIAL_VALUES if name.startswith("text_decoration_")),
}
LOGICAL = {  # what may say the same as a property of a page written from its top, in either direction of its lines
    name: tuple(same(block="ttb", inline=inline) for inline in ("ltr", "rtl"))
    for name, same in PHYSICAL_FUNCTIONS.items()
}


class _Kept:
    """The computed styles of one set of style sheets, for all documents printed with it."""

    def __init__(self, sheets: Any) -> None:
        self.sheets = sheets  # named by their id in the keys: kept alive
        self.names_pages = False
        self.page_sizes = {"box": None, "area": None}
        self.elements: dict[Any, dict[Any, Any]] = {}
        self.asked = _asked([sheet for sheet, _, _ in sheets[0]])
        self.places: dict[Any, int] = {}
        self.styles: dict[int, dict[Any, Any]] = {}  # by place
        self.pages: dict[Any, dict[Any, Any]] = {}


KEPT: dict[Any, _Kept] = {}


def _kept(sheets: Any, font_config: Any, base_url: str) -> _Kept:
    key = (
        tuple((id(sheet), origin, specificity) for sheet, origin, specificity in sheets),
        id(font_config),
        base_url,
    )
    known = KEPT.pop(key, None)
    if known is None or len(known.elements) > MOST_STYLES or len(known.places) > MOST_PLACES:
        known = _Kept((sheets, font_config))
    KEPT[key] = known  # the last used stands last
    while len(KEPT) > MOST_SHEETS:
        del KEPT[next(iter(KEPT))]
        _collect()
    return known


def _collect() -> None:
    """Styles refer to each other: now and then those that went are looked for, which nobody does while printing."""
    global gone
    gone += 1
    if gone % COLLECTED_AFTER == 0:
        gc.collect()


def find_stylesheets(wrapper: Any, *arguments: Any) -> Any:
    """Those a document brings along: none of ours does."""
    if any(element.tag in ("style", "link") for element in wrapper.etree_element.iter()):
        return FIND_STYLESHEETS(wrapper, *arguments)
    return ()


def style_for(
    styles: Any, html: Any, sheets: Any, presentational_hints: bool, font_config: Any, target_collector: Any
) -> None:
    """An element's style follows from its parent's, the declarations that match it, its language and its name.

    WeasyPrint shares equal styles within a document; here all documents of a design share them. Viewport units would
    take the page of the first document: no design has any, a test sees to it.
    """
    styles.saaska_kept = None
    flow.pages_are_named = True
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
    keeps = kept.asked and root.find(".//select") is None
    wrappers: dict[Any, Any] = {}
    for tree, parent, place in _places(kept, root):
        found = kept.styles.get(place) if keeps else None
        if found is None:
            wrappers = wrappers or {w.etree_element: w for w in html.wrapper_element.iter_subtree()}
            found = _matched(styles, kept, wrappers[tree], html)
            if keeps:
                kept.styles[place] = found
        for pseudo, style in found.items():
            computed[tree, pseudo] = style
        style = found[None]
        if tree is root or parent is root:
            style.pop("overflow", None)  # WeasyPrint moves it to the page
        if style["anchor"]:
            target_collector.collect_anchor(style["anchor"])
    flow.pages_are_named = kept.names_pages


def _matched(styles: Any, kept: _Kept, element: Any, html: Any) -> dict[Any, Any]:
    """The styles of an element and of its pseudo-elements, by what selects it."""
    tree, parent = element.etree_element, element.parent.etree_element if element.parent else None
    matches = [sheet.matcher.match(element) for sheet, _, _ in styles._sheets]
    key = (
        id(styles._computed_styles[parent, None]) if element.parent else None,
        tuple([(match[0], id(match[3])) for found in matches for match in found]),
        *(tree.attrib.get(name) for name in NAMING if name != "name" or tree.tag == "a"),
    )
    if key not in kept.elements:
        kept.elements[key] = _compute(styles, tree, parent, html, matches)
    return kept.elements[key]


def _places(kept: _Kept, root: Any) -> Iterator[tuple[Any, Any, int]]:
    """Each element with its parent and a number: elements of one number are selected by the same selectors.

    Those ask for an element's name, for some of its attributes, for what stands before and above it and for the
    names of its siblings. _asked() has looked whether they ask for more.
    """
    asked = kept.asked or _Asked()
    numbers = kept.places
    levels: list[list[Any]] = [[None, 0, 0, 0, iter((root,))]]
    while levels:
        parent, above, before, beside, elements = level = levels[-1]
        element = next(elements, None)
        if element is None:
            levels.pop()
            continue
        children = [child for child in element if isinstance(child.tag, str)]
        attributes = [
            (name, value if name in asked.values else "")
            for name, value in element.attrib.items()
            if name in asked.values or name in asked.presences
        ]
        key = (above, before, beside, element.tag, *attributes, bool(children), bool(element.text))
        place = level[2] = numbers.setdefault(key, len(numbers) + 1)
        yield element, parent, place
        if children:
            names = tuple([child.tag for child in children])
            levels.append([element, place, 0, numbers.setdefault(names, len(numbers) + 1), iter(children)])


class _Asked:
    """The attributes selectors ask for: what they say, or only whether there are any."""

    def __init__(self) -> None:
        self.values = {"class", "id", "lang", "name"}
        self.presences: set[str] = set()


def _asked(sheets: Any) -> _Asked | None:
    """None when a selector looks at what comes after an element or into it.

    WeasyPrint's own sheet does for <select>: documents that have one are not among those whose places are kept.
    """
    asked = _Asked()
    for sheet in sheets:
        for test in _tests(sheet.matcher):
            names, strings = _words(test.__code__)
            if not names <= KNOWN and "select" not in strings:
                return None
            (asked.values if "" in strings else asked.presences).update(strings)
    return asked


def _tests(matcher: Any) -> Iterator[Any]:
    by_name = (
        *(matcher.id_selectors, matcher.class_selectors),
        *(matcher.lower_local_name_selectors, matcher.namespace_selectors),
    )
    lists = [entries for selectors in by_name for entries in selectors.values()]
    for entries in (*lists, matcher.lang_attr_selectors, matcher.other_selectors):
        for test, *_ in entries:
            yield test


def _words(code: Any) -> tuple[set[str], set[str]]:
    """The names and the strings in a selector's compiled test. A value is asked for by get(name, "")."""
    names, strings = set(code.co_names), set()
    for constant in code.co_consts:
        if isinstance(constant, str):
            strings.add(constant)
        elif hasattr(constant, "co_names"):
            inner = _words(constant)
            names |= inner[0]
            strings |= inner[1]
    return names, strings


def _compute(styles: Any, element: Any, parent: Any, html: Any, matches: Any) -> dict[str | None, Any]:
    """The styles of one element and of its pseudo-elements."""
    _cascade(styles, element, matches)
    pseudos = [pseudo for _, pseudo in styles._cascaded_styles if pseudo]
    root, base_url = html.etree_element, html.base_url
    styles.set_computed_styles(element, root=root, parent=parent, base_url=base_url)
    for pseudo in pseudos:
        styles.set_computed_styles(element, pseudo_type=pseudo, root=root, parent=element, base_url=base_url)
    if any("page" in cascaded for cascaded in styles._cascaded_styles.values()):
        styles.saaska_kept.names_pages = True
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


def missing(style: Any, key: str) -> Any:
    """A property nobody says anything about is its parent's or its usual value: most are asked for only so."""
    cascaded = style.cascaded
    if key in cascaded or key in BY_RULES or key[:2] == "__":
        return MISSING(style, key)
    for name in LOGICAL.get(key, ()):
        if name in cascaded:
            return MISSING(style, key)
    parent = style.parent_style
    if parent is not None and key in INHERITED:
        value = style[key] = parent[key]
    elif key in INITIAL_NOT_COMPUTED:
        return MISSING(style, key)
    else:
        value = style[key] = INITIAL_VALUES[key]
    return value


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
