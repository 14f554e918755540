"""What a downloaded document is called, in any script."""

import re
import unicodedata

from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

LONGEST = 180  # bytes of UTF-8 before the extension: file systems hold 255, browsers add " (1)"
FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')  # to one system or another
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)  # devices of Windows
# Joiners belong to emoji and to Persian and Indic words; every other invisible format character hides or
# reverses.
JOINERS = "\u200c\u200d"


def _plain(text: str) -> str:
    kept = (c for c in text if c in JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    spaced = "".join(" " if unicodedata.category(c).startswith("Z") else c for c in kept)
    return re.sub(r"\s+", " ", FORBIDDEN.sub(" ", spaced)).strip(" .-–" + JOINERS)


def _shortened(text: str, most: int) -> str:
    """At most so many bytes of UTF-8, cut between characters and never between a letter and its accent."""
    if len(text.encode()) <= most:
        return text
    cut = text.encode()[:most].decode(errors="ignore")
    following = text[len(cut) : len(cut) + 1]
    while cut and (
        following in JOINERS or unicodedata.category(following).startswith("M") or cut[-1] in JOINERS
    ):
        cut, following = cut[:-1], cut[-1]
    return cut.rstrip(" .-–")


def file_name(name: str, document: str, extension: str = "pdf") -> str:
    """Whose it is and what it is, as a name every system takes: "Zoë Müller – Résumé.pdf".

    Either part may be empty. Path separators, quotes, control characters and the marks that turn a name
    around are left out; the result has at most 180 bytes before the extension.
    """
    whose, what = _plain(unicodedata.normalize("NFC", name)), _plain(unicodedata.normalize("NFC", document))
    what = _shortened(what, LONGEST // 2)
    whose = _shortened(whose, LONGEST - len(what.encode()) - len(" – ".encode()))
    stem = " – ".join(filter(None, (whose, what))) or _("Document")
    if RESERVED.fullmatch(stem):
        stem = f"{stem}_"
    return f"{stem}.{extension}"


def content_disposition(name: str) -> str:
    """The header that offers a file for download under that name (RFC 6266, RFC 8187)."""
    header = content_disposition_header(as_attachment=True, filename=name)
    assert header is not None  # an attachment always has one
    return header
