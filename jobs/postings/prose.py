"""A posting in plain words, or a mail that brought it: what its lines say, every guess told as one."""

import re
from typing import Final
from urllib.parse import urlsplit

from jobs.places import place_in
from jobs.postings.days import day_of
from jobs.postings.pages import Page
from jobs.postings.reading import Reading
from jobs.salaries import CURRENCY, SIGNS, Salary, salary_in
from saaska.documents.texts import printable

LINES: Final = 3_000  # that are looked at one by one; what follows stays in the description
LINE: Final = 300  # characters of a line that can be a fact
HEAD: Final = 120  # characters of a line that can be a title
WORDS_OF_TITLE: Final = 10

LABELS: Final = {
    "position": r"position|job title|title|role|stelle|stellenbezeichnung|poste|puesto",
    "company": r"company|employer|organi[sz]ation|unternehmen|firma|arbeitgeber|entreprise|empresa",
    "location": r"location|place of work|based in|ort|standort|arbeitsort|lieu|ubicación",
    "salary": r"salary(?: range)?|compensation|pay(?: range)?|gehalt|vergütung|salaire|salario",
    "closes_on": (
        r"closing date|application deadline|apply by|apply before|deadline|closes(?: on)?|"
        r"bewerbungsfrist|bewerbungsschluss|date limite|fecha límite"
    ),
    "posted_on": r"posted(?: on)?|date posted|published(?: on)?|veröffentlicht(?: am)?",
    "external_job_id": r"job id|reference(?: number)?|ref\.?|requisition id|job reference|referenznummer|kennziffer",
    "tags": r"employment type|job type|contract type|anstellungsart|type de contrat",
}
LABEL: Final = {
    name: re.compile(rf"[•*\s-]{{0,6}}(?:{words})\s?[:：]\s?(\S.{{0,280}})", re.IGNORECASE)
    for name, words in LABELS.items()
}
HEADINGS: Final = {
    "requirements": (
        r"(?:minimum |basic |preferred |key |job |your |the )?"
        r"(?:requirements|qualifications|skills(?: and experience)?)|must[- ]haves?|nice[- ]to[- ]haves?"
        r"|what you(?:'ll|’ll| will)? (?:bring|need)|who you are|about you|your profile|bonus points"
        r"|what we(?:'re|’re| are)? look(?:ing)? for|anforderungen|ihr profil|dein profil|das bringst du mit"
        r"|was (?:du mitbringst|sie mitbringen)|profil recherché|requisitos"
    ),
    "benefits": (
        r"(?:our |your )?(?:benefits|perks)(?: (?:and|&) (?:benefits|perks))?|what we offer|we offer|what you get"
        r"|wir bieten|unser angebot|das bieten wir(?: dir| ihnen)?|(?:ce que )?nous (?:offrons|proposons)|nos avantages"
        r"|(?:qué )?ofrecemos|beneficios"
    ),
}
HEADING: Final = {
    name: re.compile(
        rf"[#*•\s]{{0,6}}(?:{words})(?: ?\([^()]{{1,40}}\))?\s?([:：*]{{0,3}})\s?(.{{0,3000}})", re.IGNORECASE
    )
    for name, words in HEADINGS.items()
}
ANY_HEADING: Final = re.compile(r"[#*\s]{0,6}(?:[A-ZÄÖÜ][^.!?;]{2,58}[:：]|[A-ZÄÖÜ’'&/ ]{6,58})\s?[*]{0,2}")
BULLET: Final = re.compile(r"\s*[•*·◦‣–-]\s+\S")
SENTENCE: Final = re.compile(
    r"(?:looking for|hiring|seeking|searching for|need|[Ww]ir suchen)\s+"
    r"(?:an?|our next|our|the|eine?|einen|eine/n|eine\(n\)|eine:n)?\s*"
    r"((?:[A-Z][\w/+#&.-]{0,30}|of|and|for|&)(?:\s(?:[A-Z][\w/+#&.-]{0,30}|of|and|for|&)){0,7})"
)
AT: Final = re.compile(r"(.{2,120}?)\s+(?:at|bei|chez|@)\s+(\S.{1,120})")
PARTS: Final = re.compile(r"\s+[|·•–—]\s+|\s-\s")
ADDRESS: Final = re.compile(r"https?://[^\s<>\"'()\[\]]{4,480}")
ABOUT_JOBS: Final = re.compile(
    r"job|career|position|vacanc|stelle|karriere|posting|apply|greenhouse|lever|recruit", re.I
)
MAIL_HEADER: Final = re.compile(
    r"\s{0,4}\*?(from|von|de|subject|betreff|objet|asunto|date|datum|gesendet|sent|to|an|cc|reply-to|à|para)\*?\s?:\*?\s?(.{0,300})",
    re.IGNORECASE,
)
MAIL_START: Final = re.compile(
    r"[\s>-]{0,20}(?:forwarded message|begin forwarded message|original message|weitergeleitete nachricht|"
    r"ursprüngliche nachricht|message transféré)\b",
    re.IGNORECASE,
)
FORWARDED: Final = re.compile(r"^(?:\s{0,3}(?:fwd?|wg|tr|re|aw|rv)\s?:\s{0,3}){1,5}", re.IGNORECASE)
QUOTE: Final = re.compile(r"^(?:>\s?){1,10}")
SENDER: Final = re.compile(r"\"?([^\"<>@]{2,80}?)\"?\s*<")
SUBJECTS: Final = ("subject", "betreff", "objet", "asunto")
SENDERS: Final = ("from", "von", "de")
STARS: Final = re.compile(r"\s{0,9}\d[.,]\d\s{0,9}")  # how many stars the company has
POST_CODE: Final = re.compile(r"\s\d{5}(?:-\d{4})?$")
OTHERS: Final = re.compile(
    r"\s+(?:and|und|et|y|\+)\s+\d{1,4}\s+(?:more|others?|weitere|autres|más)\b.*", re.IGNORECASE
)
MODE: Final = re.compile(
    r"(?:full|part)[- ]time|remote.{0,20}|hybrid.{0,20}|on-?site|permanent|contract|internship|vollzeit|teilzeit"
    r"|unbefristet|home ?-?office.{0,20}|temps plein|temps partiel|télétravail.{0,20}|cdi|cdd|tiempo completo"
    r"|jornada completa",
    re.IGNORECASE,
)
SITES: Final = {
    "linkedin.com": "LinkedIn",
    "indeed.com": "Indeed",
    "glassdoor.com": "Glassdoor",
    "stepstone.de": "StepStone",
    "xing.com": "XING",
    "ziprecruiter.com": "ZipRecruiter",
    "monster.com": "Monster",
    "wellfound.com": "Wellfound",
}


def take(page: Page, reading: Reading) -> None:
    """What the text says, field by field; the rest is the description."""
    lines = page.text.split("\n")
    lines, subject = without_mail_header(lines, reading) if not page.is_html else (lines, "")
    take_labels(lines, reading)
    take_hints(page, reading)
    take_subject(subject, reading)
    take_head(lines, reading)
    take_sentence(lines, reading)
    take_amounts(lines, reading)
    rest = take_sections(lines, reading)
    kind, reason = ("changed", "html") if page.is_html else ("taken", "")
    reading.take("job_description", "\n".join(rest), kind=kind, reason=reason)  # type: ignore[arg-type]  # one of the kinds
    take_links(lines, reading)


def without_mail_header(lines: list[str], reading: Reading) -> tuple[list[str], str]:
    """A forwarded mail's own text and its subject."""
    first = [QUOTE.sub("", line) for line in lines[:60]]
    start = next((n for n, line in enumerate(first) if MAIL_START.match(line)), None)
    begin = 0 if start is None else start + 1
    headers: dict[str, str] = {}
    end = begin
    for number, line in enumerate(first[begin : begin + 14], start=begin):
        found = MAIL_HEADER.fullmatch(line[:LINE])
        if found:
            headers.setdefault(found[1].lower(), found[2].strip("* "))
            end = number + 1
        elif line.strip() and headers:
            break
    subject = next((headers[name] for name in SUBJECTS if headers.get(name)), "")
    if not subject or len(headers) < 2:
        return lines, ""
    sender = SENDER.match(next((headers[name] for name in SENDERS if headers.get(name)), ""))
    if sender:
        reading.take("source", sender[1].strip(), kind="guessed", reason="sender")
    return [QUOTE.sub("", line) for line in lines[end:]], FORWARDED.sub("", subject).strip()


def take_labels(lines: list[str], reading: Reading) -> None:
    """Lines such as "Location: Berlin"."""
    for line in lines[:LINES]:
        if len(line) > LINE or not (":" in line or "：" in line):
            continue
        for name, pattern in LABEL.items():
            if found := pattern.fullmatch(line):
                take_labelled(name, found[1].strip(), reading)
                break


def take_labelled(name: str, said: str, reading: Reading) -> None:
    if name in ("closes_on", "posted_on"):
        reading.take_day(name, day_of(said), said, reason="label")
    elif name == "salary":
        reading.take_salary(salary_in(said), said, reason="label")
    elif name == "tags":
        reading.tag(*(word.strip().lower() for word in re.split(r"[,;/]", said)[:5]))
    else:
        reading.take(name, said, reason="label")


def take_hints(page: Page, reading: Reading) -> None:
    """What the head of a page says: its heading, else its title, "Data Engineer at Kestrel | LinkedIn"."""
    title = page.hints.get("title", "")
    found = AT.fullmatch(PARTS.split(title)[0]) if title else None
    if found:
        reading.take("position", found[1], kind="guessed", reason="title")
        reading.take("company", found[2], kind="guessed", reason="title")
    for name in ("company", "location"):
        reading.take(name, page.hints.get(name, ""), kind="guessed", reason="class")
    heading = page.hints.get("heading") or (PARTS.split(title)[0] if title else "")
    if heading and len(heading) <= HEAD:
        reading.take("position", heading, kind="guessed", reason="title")


def take_subject(subject: str, reading: Reading) -> None:
    if found := AT.fullmatch(subject[:LINE]):
        reading.take("position", found[1].strip('“”" '), kind="guessed", reason="subject")
        company = OTHERS.sub("", found[2]).strip('“”" ')
        reading.take("company", company, kind="guessed", reason="subject")
    elif subject and len(subject) <= HEAD:
        reading.take("position", subject, kind="guessed", reason="subject")


def take_head(lines: list[str], reading: Reading) -> None:
    """The first lines, when they are titles and no sentences: position, then company and place."""
    head = [line.strip(" #*") for line in lines[:30] if line.strip(" #*") and not STARS.fullmatch(line)][:3]
    if not head or not is_title(head[0]):
        return
    if not reading.has("position"):
        first = AT.fullmatch(head[0])
        if first:
            reading.take("company", first[2], kind="guessed", reason="head")
        reading.take("position", first[1] if first else head[0], kind="guessed", reason="head")
    elif head[0].casefold() != str(reading.columns["position"]).casefold():
        return
    take_below(head[1:], reading)


def take_below(head: list[str], reading: Reading) -> None:
    """Company and place, in the lines below the position."""
    if head and is_title(head[0]) and not ANY_HEADING.fullmatch(head[0]):
        parts = [part for part in parts_of(head[0]) if not MODE.fullmatch(part)]
        for name, part in zip(("company", "location"), parts, strict=False):
            reading.take(name, part, kind="guessed", reason="head")
    for line in head[1:]:
        if is_title(line) and (place := place_of(line)):
            reading.take("location", place, kind="guessed", reason="head")


def place_of(line: str) -> str:
    """The place in "Bremen · Vollzeit" or "Chicago, IL (Hybrid)": beside a way to work, or in a known country."""
    parts = parts_of(line)
    places = [part for part in parts if not MODE.fullmatch(part)]
    if len(places) == 1 and (len(parts) > 1 or place_in(POST_CODE.sub("", places[0])).country):
        return places[0]
    return ""


def parts_of(line: str) -> list[str]:
    return [part.strip() for part in PARTS.split(line) if part.strip()]


def is_title(line: str) -> bool:
    long = len(line) > HEAD or len(line.split()) > WORDS_OF_TITLE + 4
    return not long and line[-1] not in ".!?:;," and not BULLET.match(line) and not ADDRESS.search(line)


def take_sentence(lines: list[str], reading: Reading) -> None:
    """ "We are looking for a Senior Backend Engineer to join …" """
    if reading.has("position"):
        return
    text = " ".join(lines[:20])[:3000]
    if found := SENTENCE.search(text):
        words = found[1].split()
        while words and words[-1].lower() in ("of", "and", "for", "&"):
            words.pop()
        reading.take("position", " ".join(words[:WORDS_OF_TITLE]), kind="guessed", reason="sentence")


def take_amounts(lines: list[str], reading: Reading) -> None:
    """The first line with one or two amounts of a currency that can be a salary."""
    if reading.has_salary:
        return
    for line in lines[:LINES]:
        if len(line) > LINE or not (CURRENCY.search(line) or any(sign in line for sign in SIGNS)):
            continue
        found = salary_in(line)
        if found and is_pay(found):
            reading.take_salary(found, line.strip(), kind="guessed", reason="pay")
            return


def is_pay(salary: Salary) -> bool:
    highest = salary.highest or salary.lowest
    return highest is not None and highest >= (5 if salary.period == "hour" else 400)


def take_sections(lines: list[str], reading: Reading) -> list[str]:
    """Moves what stands below known headings to its fields; the lines that are left."""
    rest: list[str] = []
    sections: dict[str, list[str]] = {}
    current = ""
    for number, line in enumerate(lines):
        known = heading_of(line) if number < LINES and len(line) <= 3_000 else None
        if known:
            current, behind = known
            start = [line] if behind or current in sections else [line] if is_telling(line) else []
            sections.setdefault(current, []).extend(start)
        elif current and number < LINES and ANY_HEADING.fullmatch(line) and not BULLET.match(line):
            current = ""
            rest.append(line)
        else:
            (sections[current] if current else rest).append(line)
    for name, found in sections.items():
        if reading.has(name) or not any(map(str.strip, found)):
            rest += found
        else:
            reading.take(name, "\n".join(found), reason="heading")
    return rest


def heading_of(line: str) -> tuple[str, str] | None:
    """Which section a line begins, and what it says behind the heading itself."""
    for name, pattern in HEADING.items():
        found = pattern.fullmatch(line.strip())
        if found and (found[1] or not found[2]):
            return name, found[2]
    return None


def is_telling(line: str) -> bool:
    """Whether a heading says more than the field's name: "Nice to have", "Must-have"."""
    return bool(re.search(r"must|nice|bonus|preferred|minimum|basic", line, re.IGNORECASE))


def take_links(lines: list[str], reading: Reading) -> None:
    """The only address there is, or the first that is about jobs."""
    if reading.has("url"):
        return
    found = [match[0].rstrip(".,;") for match in ADDRESS.finditer("\n".join(lines[:LINES])[:200_000])][:200]
    unique = list(dict.fromkeys(found))
    about = unique if len(unique) == 1 else [address for address in unique if ABOUT_JOBS.search(address)]
    if about:
        reading.take("url", about[0])


def take_source(reading: Reading) -> None:
    """Where it was found, from the address."""
    host = urlsplit(str(reading.columns.get("url", ""))).hostname or ""
    known = next((name for site, name in SITES.items() if host == site or host.endswith(f".{site}")), "")
    if known or host:
        reading.take(
            "source",
            printable(known or host.removeprefix("www."), lines=False),
            kind="changed",
            reason="host",
        )
