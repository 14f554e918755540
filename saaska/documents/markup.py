"""Reads the plain HTML our designs are written in, ten times as fast as an HTML parser reads any.

`read` answers with the same tree as tinyhtml5, or None for everything out of the ordinary, which tinyhtml5 then reads:
elements it does not know, those that close others by themselves, forms, scripts, comments, text that needs mending.
"""

import re
from xml.etree.ElementTree import Element, SubElement  # nosec B405  # elements are made here, nothing is parsed

TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*>|([^<]+)")
ATTRIBUTE = re.compile(r"([a-z-]+)(?:=\"([^\"]*)\")?")
START = re.compile(r"\s*<!DOCTYPE html>\s*", re.IGNORECASE)
UNUSUAL = re.compile("[\0\r\x0b\x0c\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
REFERENCE = re.compile(r"&(#?[A-Za-z0-9]*;?)")
CHARACTERS = {"amp;": "&", "lt;": "<", "gt;": ">", "quot;": '"', "#x27;": "'", "#39;": "'", "nbsp;": "\xa0"}

VOID = {"meta", "br", "img", "hr", "wbr"}
HEAD = {"meta", "title"}
INLINE = {"span", "a", "b", "strong", "i", "em", "small", "sup", "sub", "br", "img", "wbr", "time"}
BLOCK = {
    *("header", "footer", "main", "section", "article", "aside", "nav", "div", "p", "ul", "ol", "li", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "address", "figure", "blockquote", "table"),
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
ONLY_IN = {  # where an element has to stand for nothing else to be closed or made
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("table",)),
    "tr": ("thead", "tbody", "tfoot"),
    **dict.fromkeys(("td", "th"), ("tr",)),
    "li": ("ul", "ol"),
}
TABLES = {"table", "thead", "tbody", "tfoot", "tr"}
WITHOUT_TEXT = TABLES | {"html", "head"}
KNOWN = INLINE | BLOCK | VOID | HEAD | set(ONLY_IN) | {"html", "head", "body"}


class _UnusualError(Exception):
    pass


def read(html: str) -> Element | None:
    """The tree of a document, its root first."""
    start = START.match(html)
    if not start or UNUSUAL.search(html):
        return None
    try:
        return _Reader().read(html, start.end())
    except _UnusualError:
        return None


class _Reader:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.body_closed = False

    def read(self, html: str, position: int) -> Element:
        while position < len(html):
            token = TOKEN.match(html, position)
            if not token:
                raise _UnusualError
            position = token.end()
            closing, tag, attributes, text = token.groups()
            if text is not None:
                self.add_text(text)
            elif closing:
                self.end(tag, attributes)
            else:
                self.start(tag, _attributes(attributes))
        if self.root is None or self.open or [child.tag for child in self.root] != ["head", "body"]:
            raise _UnusualError
        return self.root

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.root is None and tag == "html":
            self.root = Element(tag, attributes)
            self.open.append(self.root)
            return
        if not self.open:
            raise _UnusualError
        _check_place(tag, self.open)
        element = SubElement(self.open[-1], tag, attributes)
        if tag not in VOID:
            self.open.append(element)

    def end(self, tag: str, attributes: str) -> None:
        if attributes or not self.open or self.open.pop().tag != tag:
            raise _UnusualError
        self.body_closed = self.body_closed or tag == "body"

    def add_text(self, text: str) -> None:
        blank = not text.strip(" \t\n")
        parent = self.open[-1] if self.open else self.root
        if not blank and (parent is None or parent.tag in WITHOUT_TEXT):
            raise _UnusualError
        if parent is None or (parent.tag == "html" and not len(parent)):
            return  # nothing before the head is kept
        if parent.tag == "html" and self.body_closed:
            parent = parent[-1]  # what follows the body belongs to it
        text = _characters(text)
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text


def _check_place(tag: str, open_elements: list[Element]) -> None:
    """Nothing may be where HTML would close another element first, or make one."""
    parent = open_elements[-1].tag
    usual = tag in KNOWN
    if parent == "html":
        usual = tag == ("head" if not len(open_elements[-1]) else "body")
    elif parent == "head":
        usual = tag in HEAD
    elif parent in TABLES or tag in ONLY_IN:
        usual = parent in ONLY_IN.get(tag, ())
    elif parent == "title":
        usual = False
    elif tag in BLOCK:
        above = {element.tag for element in open_elements}
        usual = "p" not in above and not (tag in HEADINGS and parent in HEADINGS)
    elif tag == "a":
        usual = all(element.tag != "a" for element in open_elements)
    else:
        usual = tag in INLINE
    if not usual:
        raise _UnusualError


def _attributes(written: str) -> dict[str, str]:
    if not written:
        return {}
    found = ATTRIBUTE.findall(written)
    attributes = {name: _characters(value) for name, value in found}
    if len(attributes) != len(found):
        raise _UnusualError
    return attributes


def _characters(text: str) -> str:
    return REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    if reference[1] not in CHARACTERS:
        raise _UnusualError
    return CHARACTERS[reference[1]]
