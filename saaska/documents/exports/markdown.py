"""Texts as Markdown (CommonMark) that shows them as they are written: no text becomes markup."""

import re

SPECIAL = re.compile(r"([\\`*_\[\]<>~&|])")
AT_THE_START = re.compile(r"(?:[#+=-]|[0-9]{1,9}(?=[.)]))")  # of a line: headings, lists, rules
BETWEEN_BRACKETS = re.compile(r"[\s<>]")


def shown(text: str) -> str:
    """The text escaped where Markdown would read more into it, for within a line."""
    return SPECIAL.sub(r"\\\1", text)


def begun(text: str) -> str:
    """The same for the start of a line."""
    found = AT_THE_START.match(text)
    if not found:
        return shown(text)
    if found[0].isdecimal():
        return f"{found[0]}\\{shown(text[found.end() :])}"
    return f"\\{shown(text)}"


def titled(text: str) -> str:
    """The same for a heading, whose last number signs would be taken for its end."""
    bare = text.rstrip("#")
    return shown(bare) + "\\#" * (len(text) - len(bare))


def linked(text: str, url: str) -> str:
    if not url or BETWEEN_BRACKETS.search(url):
        return shown(text)
    return f"[{shown(text)}](<{url}>)" if re.search(r"[()\\]", url) else f"[{shown(text)}]({url})"
