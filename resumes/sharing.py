"""Public résumés: what of a résumé its visitors see, as a page and as a PDF, and whose visits count."""

import copy
import re
import secrets
from typing import Any, Final

from django.contrib.auth.hashers import check_password
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.crypto import salted_hmac

from accounts.models import UserPreferences
from accounts.visitors import browser
from resumes import printing
from resumes.models import Resume, ResumeShare
from saaska.db import shares
from saaska.documents import fonts, photos, prints
from saaska.documents.designs import css_string
from saaska.documents.personal import full_name
from saaska.documents.printing_errors import PrintingError

Privacy = UserPreferences.Privacy

UNLOCKED_FOR: Final = 12 * 3600  # seconds
COOKIE: Final = "unlocked"
# Programs that look at pages for somebody else: search engines, previews of links, scripts. A visit without a name is
# no person's either.
BOTS: Final = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|scan|monitor|fetch|scrap|headless|facebookexternalhit|whatsapp|telegram"
    r"|embedly|curl|wget|python|java/|okhttp|go-http|node|ruby|perl|php|http",
    re.IGNORECASE,
)
FAMILIES: Final = {
    "saaska-sans": "SaaSka Sans",
    "saaska-serif": "SaaSka Serif",
    "saaska-serif-display": "SaaSka Serif Display",
    "saaska-narrow": "SaaSka Narrow",
    "saaska-arabic": "SaaSka Arabic",
    "inter": "Inter",
    "eb-garamond": "EB Garamond",
    "literata": "Literata",
    "manrope": "Manrope",
    "noto-sans-hebrew": "Noto Sans Hebrew",
    "noto-sans-devanagari": "Noto Sans Devanagari",
    "noto-sans-thai": "Noto Sans Thai",
}
# The faces of further scripts and their characters: a browser is told both, where the printer finds them by itself.
SCRIPTS: Final = {
    "SaaSka Arabic": "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFC",
    "Noto Sans Hebrew": "U+0590-05FF, U+FB1D-FB4F",
    "Noto Sans Devanagari": "U+0900-097F, U+1CD0-1CFF, U+A8E0-A8FF",
    "Noto Sans Thai": "U+0E00-0E7F",
}
SERIFS: Final = frozenset(["SaaSka Serif", "SaaSka Serif Display", "EB Garamond", "Literata"])
UNTIL_LOADED: Final = re.compile(r'--(?:text|heading)-font: ?"([^"]+)"')
FIRST_PAGE_ONLY: Final = "nordic-sidebar"  # the design whose column is on the first page alone
TO_THE_EDGE: Final = ("edge", "column", "column-from-right")  # pages in print, as shared.css chooses them
MARGIN: Final = re.compile(r"@page \{\s*margin: ([^;}]+);")  # of a design's pages


def new_address() -> str:
    """One that nobody guesses: 80 bits."""
    return secrets.token_hex(10)


def found(address: str) -> tuple[ResumeShare, Resume] | None:
    """What stands under the address: nothing once it has ended, or its résumé is in the bin."""
    shares.ask_for(address)
    share = ResumeShare.objects.only(*shares.COLUMNS).filter(address=address).first()
    if not share or share.is_over:
        return None
    resume = Resume.objects.live().filter(pk=share.resume_id, is_public=True).first()
    return (share, as_seen(resume)) if resume else None


def as_seen(resume: Resume) -> Resume:
    """The résumé without what its owner's privacy keeps from visitors. It is never saved."""
    levels = UserPreferences.objects.filter(user_id=resume.user_id).values_list("privacy_level", flat=True)
    openness = next(iter(levels), Privacy.PRIVATE)
    person = copy.deepcopy(resume.personal_info)
    if openness != Privacy.PUBLIC:
        person |= {"photo": "", "phone": "", "location": ""}
        person["sections"] = [part for part in person.get("sections") or [] if part["kind"] != "references"]
    if openness not in (Privacy.PUBLIC, Privacy.CONTACTS):
        person |= {"email": "", "linkedin": "", "github": "", "website": "", "links": []}
    seen = copy.copy(resume)
    seen.personal_info = person
    return seen


# The password


def lock_of(share: ResumeShare) -> str:
    """What a visitor's cookie holds once they knew the password; another password makes it void."""
    return salted_hmac("resumes.sharing", f"{share.pk}:{share.password_hash}", algorithm="sha256").hexdigest()


def is_unlocked(request: HttpRequest, share: ResumeShare) -> bool:
    if not share.password_hash or request.user.pk == share.user_id:
        return True
    try:
        held = TimestampSigner(salt="resumes.sharing").unsign(
            request.COOKIES.get(COOKIE, ""), max_age=UNLOCKED_FOR
        )
    except BadSignature:
        return False
    return secrets.compare_digest(held, lock_of(share))


def unlock(response: HttpResponse, share: ResumeShare, *, secure: bool) -> None:
    response.set_cookie(
        COOKIE,
        TimestampSigner(salt="resumes.sharing").sign(lock_of(share)),
        max_age=UNLOCKED_FOR,
        path=share.get_absolute_url(),
        httponly=True,
        samesite="Lax",
        secure=secure,
    )


def knows(share: ResumeShare, password: str) -> bool:
    return check_password(password, share.password_hash)


# Visits


def count(request: HttpRequest, share: ResumeShare, *, downloaded: bool = False) -> None:
    """One more, unless the owner looks, or a program."""
    name = browser(request)
    if request.method == "GET" and request.user.pk != share.user_id and name and not BOTS.search(name):
        shares.count(share.address, downloaded=downloaded)


# The page: the very HTML that the PDF is printed from, so it prints as the PDF


def page(resume: Resume, share: ResumeShare) -> str:
    """The document's own page with a bar above it, which is not printed."""
    order = printing.order(resume)
    html = order.sheets().html.replace(
        f'src="{photos.NAMED}"', f'src="{share.get_absolute_url()}photo.jpg"', 1
    )
    style = f"{share.get_absolute_url()}style.css?{order.key[:16]}"
    head = render_to_string("resumes/shared/_head.html", {"share": share, "style": style})
    bar = render_to_string("resumes/shared/_bar.html", {"share": share})
    html = html.replace("</head>", f"{head}</head>", 1)
    data = f'data-design="{resume.template}"' + (" data-one-page" if _is_one_page(resume, order) else "")
    return re.sub(r"<body([^>]*)>", lambda body: f"<body{body[1]} {data}>{bar}", html, count=1)


def _is_one_page(resume: Resume, order: prints.Order) -> bool:
    """Asked only for the design whose page in a browser's print depends on it; otherwise nothing is printed."""
    if resume.template != FIRST_PAGE_ONLY:
        return False
    try:
        return prints.printed(order).pages == 1
    except PrintingError:
        return False


def photo(resume: Resume) -> bytes | None:
    """The JPEG that its page and its PDF show: none where the design has no place for it."""
    return printing.order(resume).sheets().files.get(photos.FILE)


def style(resume: Resume) -> str:
    """The design's style sheet with its typefaces for browsers, its pages' margins on a screen, their feet in print."""
    css = UNTIL_LOADED.sub(_with_a_likeness, printing.order(resume).sheets().css)
    margin = MARGIN.findall(css)
    room = margin[-1] if margin else "15mm"
    name = css_string(full_name(resume.personal_info))  # browsers do not know string(name)
    return (
        f"{typefaces()}\n{css}\n@media screen{{:root{{--page-margin:{room}}}}}\n"
        f"@page{{@bottom-left{{content:{name}}}}}\n{edges(room)}"
    )


def _with_a_likeness(face: re.Match[str]) -> str:
    """The face, those of other scripts, and a kind of its likeness that the browser has at once."""
    scripts = ", ".join(f'"{family}"' for family in SCRIPTS)
    return f"{face[0]}, {scripts}, {'serif' if face[1] in SERIFS else 'sans-serif'}"


def edges(room: str) -> str:
    """The pages of a browser's print whose colour reaches the paper's edge. `room` is the margin of a design's pages.

    A browser paints nothing of the text beyond the margins, so these pages have none at their sides, and the text has.
    """
    top, side, bottom, *_rest = (room.split() * 3)[:4]
    feet = f"@bottom-left{{padding-left:{side}}}@bottom-right{{padding-right:{side}}}"
    pages = "".join(
        f"@page {name}{{margin:{top} 0 {bottom};{feet}}}@page {name}:first{{margin-top:0}}"
        for name in TO_THE_EDGE
    )
    return f"@media print{{:root{{--page-side:{side}}}{pages}}}"


def typefaces() -> str:
    """@font-face rules; a browser fetches those a page uses."""
    rules = []
    for face in fonts.FACES:
        name, weight, *slant = re.fullmatch(r"(.+?)-(\d00)(?:-(italic))?", face).groups()  # type: ignore[union-attr]  # so are they named
        style = "italic" if slant[0] else "normal"
        address, family = static(f"fonts/documents/{face}.ttf"), FAMILIES[name]
        characters = f"unicode-range:{SCRIPTS[family]};" if family in SCRIPTS else ""
        rules.append(
            f'@font-face{{font-family:"{family}";{characters}font-weight:{weight};font-style:{style};font-display:swap;'
            f'src:url("{address}") format("truetype")}}'
        )
    return "\n".join(rules)


def chart(days: dict[Any, int], width: int = 280, height: int = 48) -> list[dict[str, int]]:
    """Bars of an SVG, one a day in the order given, the tallest as high as the drawing."""
    most = max(days.values(), default=0) or 1
    step = width / max(len(days), 1)
    return [
        {
            "x": round(number * step),
            "y": height - round(height * value / most),
            "width": max(1, round(step) - 2),
            "height": round(height * value / most),
        }
        for number, value in enumerate(days.values())
    ]
