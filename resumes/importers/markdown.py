"""Markdown in other people's files, as plain text."""

import re

RULE = re.compile(r"(?m)^[ \t]{0,3}(?:[-_*][ \t]*){3,}$")
HEADING = re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+")
QUOTE = re.compile(r"(?m)^[ \t]{0,3}>[ \t]?")
BULLET = re.compile(r"(?m)^([ \t]*)[-*+][ \t]+(?=\S)")
LINK = re.compile(r"!?\[([^\[\]\n]{0,999})\]\(<?([^()\s<>]{1,1999})>?(?:[ \t]+\"[^\"\n]{0,999}\")?\)")
BARE = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,1999})>")
STARS = re.compile(r"(?<![\w\\*])(\*{1,3})(?=[^\s*])([^*\n]{0,999}[^\s*\\])\1(?![\w*])")
LINES = re.compile(r"(?<![\w\\_])(_{1,3})(?=[^\s_])([^_\n]{0,999}[^\s_\\])\1(?![\w_])")
STRUCK = re.compile(r"~~(?=[^\s~])([^~\n]{0,999}[^\s~])~~")
CODE = re.compile(r"`([^`\n]{1,999})`")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|<])")


def plain_text(text: str) -> str:
    """The text without Markdown: bullets as "•", links with their address. Linear in the text's length.

    Text without Markdown comes back as it is: "C++", "snake_case" and "5 * 3" are none.
    """
    text = BULLET.sub(r"\1• ", RULE.sub("", text))
    text = QUOTE.sub("", HEADING.sub("", text))
    text = BARE.sub(lambda found: found[1].removeprefix("mailto:"), LINK.sub(_link, text))
    text = CODE.sub(r"\1", STRUCK.sub(r"\1", text))
    for _depth in range(2):  # bold in italics, or the other way round
        text = LINES.sub(r"\2", STARS.sub(r"\2", text))
    return ESCAPED.sub(r"\1", text)


def _link(found: re.Match[str]) -> str:
    """What is shown, then the address, unless one says the other."""
    shown, address = found[1].strip(), found[2].removeprefix("mailto:")
    bare = re.sub(r"^https?://(?:www\.)?|/$", "", address)
    if not shown or bare.lower() == re.sub(r"^https?://(?:www\.)?|/$", "", shown).lower():
        return shown or address
    return f"{shown} ({address})"
