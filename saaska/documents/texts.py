"""Text as it is stored: how long it may be, its normal form, what is a date and what a web address."""

import re
from urllib.parse import urlsplit

LINE = 255  # characters of a single-line text
TEXT = 5_000  # of a summary or description
BULLET = 1_000
NAME = 100  # of a first or last name, as in the users table
ADDRESS = 2_000  # of a web address

# Control characters but tab and newline, lone surrogates, non-characters, and the two overrides that reverse
# the reading order of everything behind them. Marks and isolates of real right-to-left text stay.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
DATE = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
HOST = re.compile(r"[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)+\.?(?::[0-9]{1,5})?(?:[/?#]\S*)?")


def printable(text: str, *, lines: bool = True) -> str:
    """The text in its normal form: trimmed, "\\n" for every line end (or a space), nothing unprintable."""
    if text.isprintable():  # one line of letters, as most texts are
        return text.strip()
    text = UNPRINTABLE.sub("", LINE_ENDS.sub("\n", text))
    if not lines:
        text = re.sub(r"[\n\t]+", " ", text)
    return text.strip()


def web_address(text: str, *, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """The address with its scheme ("jane.dev" becomes "https://jane.dev"); ValueError when it is none."""
    if "://" not in text and HOST.fullmatch(text):
        text = f"https://{text}"
    found = SCHEME.match(text)
    if not found or found[1].lower() not in schemes or re.search(r"[\s<>\"]", text):
        raise ValueError(f"no web address: {text!r}")
    parts = urlsplit(text)  # raises ValueError itself, for instance on half an IPv6 address
    if not (parts.hostname if parts.scheme in ("http", "https") else parts.path):
        raise ValueError(f"no web address: {text!r}")
    return text
