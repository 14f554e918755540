"""How the text reads: verbs, numbers, length, whose voice, spelling."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from resumes.advice.dates import called
from resumes.advice.finding import Finding, Json, Place, Text, numbered
from saaska.documents import technologies

LONG: Final = 220  # characters: a bullet of more than two lines
SHORT: Final = 15
REPEATED: Final = 4  # bullets that begin with the same word
SHOWN: Final = 60  # characters of a text that a finding repeats
FEW_BULLETS: Final = 2  # of an entry, below which nothing is said about numbers

# Words an English bullet begins with that tell of an act, beside those in -ed; and beginnings that tell of none.
VERBS_WRITTEN: Final = """
began built brought bought broke caught chose cut drew drove fed fought found gave got grew held kept knew laid led
left lent let made met oversaw paid put ran read rebuilt rewrote rose said saw sang sent set shone shot showed
shrank sold spent spoke spread stood strove swam taught thought told took undertook understood won wrote withdrew
co-founded cofounded advise analyse analyze architect assess assist author automate build coach collaborate conduct
consult coordinate create define deliver deploy design develop direct document drive edit ensure establish evaluate
facilitate grow guide handle help implement improve increase install integrate introduce launch lead lecture
maintain make manage measure mentor migrate monitor negotiate operate optimise optimize organise organize own
oversee perform plan prepare present produce program provide publish raise reduce redesign refactor replace research
resolve review run save scale sell serve ship simplify solve speak streamline supervise support teach test track
train translate transform troubleshoot turn update use win work write
"""
VERBS: Final = frozenset(VERBS_WRITTEN.split())
WEAK: Final = re.compile(
    r"(?:was |were )?(?:responsible for|duties included?|tasked with|in charge of|involved in|participated in"
    r"|helped(?: to| with)?|assisted (?:in|with)|worked on)\b",
    re.IGNORECASE,
)
ME: Final = {  # by the language of the document
    "en": r"I|I['’](?:m|ve|d|ll)|me|my|mine|myself|we|our|ours",
    "de": r"ich|mich|mir|mein|meine|meinen|meinem|meiner|wir|uns|unser|unsere",
    "es": r"yo|mi|mis|me|nosotros|nuestro|nuestra",
    "fr": r"je|j['’]\w+|moi|mon|ma|mes|nous|notre|nos",
    "it": r"io|mio|mia|miei|mie|noi|nostro|nostra",
    "nl": r"ik|mij|mijn|wij|ons|onze",
    "pl": r"ja|mnie|mój|moja|moje|my|nasz|nasza|nasze",
    "pt": r"eu|meu|minha|meus|minhas|nós|nosso|nossa",
    "pt-br": r"eu|meu|minha|meus|minhas|nós|nosso|nossa",
}
LEFT_OVER: Final = re.compile(
    r"\blorem ipsum\b|\bTODO\b|\bTBD\b|\bxxx+\b|\[(?:insert|your|company|date)\b[^\]]{0,80}\]", re.IGNORECASE
)
NUMBER: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|dozens?|hundreds?|thousands?|millions?|half|halved|doubled"
    r"|tripled"
    r"|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|halbiert|verdoppelt|deux|trois|quatre|cinq|dix|dos|tres|cuatro|cinco|diez)\b",
    re.IGNORECASE,
)


def words(content: Json) -> Iterator[Finding]:
    found = list(texts(content))
    language = content["personal_info"]["layout"]["language"] or "en"
    yield from _left_over(found)
    yield from _voice(found, language)
    yield from _spelling(found)
    bullets = [text for text in found if text.bullet]
    yield from _length(bullets)
    if language.startswith("en"):
        yield from _verbs(bullets)
    yield from _repeated(bullets)
    yield from _numbers(bullets)
    yield from _stops(bullets)


def texts(content: Json) -> Iterator[Text]:
    """Every text a person writes in sentences, and the names of technologies."""
    person = content["personal_info"]
    yield Text(person["headline"], Place("person", "headline"))
    yield Text(content["summary"] or person["summary"], Place("details", "summary"))
    for number, job in numbered(content["work_experience"]):
        name = called(job)
        yield Text(job["position"], Place("work", "position", number), of=name)
        yield Text(job["description"], Place("work", "description", number), of=name)
        yield Text(", ".join(job["technologies"]), Place("work", "technologies", number), of=name)
        for bullet in job["achievements"]:
            yield Text(bullet, Place("work", "achievements", number), bullet=True, of=name)
    for number, study in numbered(content["education"]):
        yield Text(study["description"], Place("education", "description", number), of=called(study))
    for number, skill in numbered(content["skills"]):
        yield Text(skill["name"], Place("skill", "name", number))


def _left_over(found: list[Text]) -> Iterator[Finding]:
    for text in found:
        if match := LEFT_OVER.search(text.words):
            yield Finding(
                "left-over",
                _("Words of a template are left over"),
                _("Nobody should find them but you."),
                text.place,
                "wrong",
                match[0],
            )


def _voice(found: list[Text], language: str) -> Iterator[Finding]:
    pattern = ME.get(language)
    if not pattern:
        return
    said = re.compile(rf"(?<![\w.])(?:{pattern})(?![\w])", 0 if language == "en" else re.IGNORECASE)
    for text in found:
        if match := said.search(text.words):
            yield Finding(
                "first-person",
                _("“I”, “my” or “we”"),
                _("A résumé is about you anyway. Begin with the verb: “Led …” instead of “I led …”."),
                text.place,
                about=_around(text.words, match.start()),
            )


def _spelling(found: list[Text]) -> Iterator[Finding]:
    places: dict[tuple[str, str], Place] = {}
    for text in found:
        for pair in technologies.misspelled(text.words):
            places.setdefault(pair, text.place)
    for (written, right), place in places.items():
        yield Finding(
            "spelling",
            _("“%(written)s” is written “%(right)s”") % {"written": written, "right": right},
            _("Readers of the trade notice, and some software compares letter by letter."),
            place,
            "wrong",
        )


def _length(bullets: list[Text]) -> Iterator[Finding]:
    for text in bullets:
        if len(text.words) > LONG:
            yield Finding(
                "long-bullet",
                _("A bullet is longer than two lines"),
                _("One thing a bullet: what you did, how, and what came of it."),
                text.place,
                about=_cut(text.words),
            )


def _verbs(bullets: list[Text]) -> Iterator[Finding]:
    for text in bullets:
        if WEAK.match(text.words):
            yield Finding(
                "weak-beginning",
                _("A bullet begins with a duty"),
                _("Begin with what you did: “Ran …”, “Cut …”, “Taught …”."),
                text.place,
                about=_cut(text.words),
            )
        elif len(text.words) > SHORT and not _has_verb(text.words):
            yield Finding(
                "no-verb",
                _("A bullet begins without a verb"),
                _("“Built …”, “Led …” or “Saved …” says who did it."),
                text.place,
                about=_cut(text.words),
            )


def _has_verb(bullet: str) -> bool:
    """Whether one of the first three words is one: adverbs may stand before it."""
    first = [word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", bullet)[:3]]
    return any(word in VERBS or word.endswith("ed") or word.rstrip("s") in VERBS for word in first)


def _repeated(bullets: list[Text]) -> Iterator[Finding]:
    firsts = [
        (match[0].casefold(), text) for text in bullets if (match := re.match(r"[^\W\d_]{3,}", text.words))
    ]
    for word, times in Counter(word for word, _text in firsts).items():
        if times >= REPEATED:
            last = [text for first, text in firsts if first == word][-1]
            yield Finding(
                "repeated",
                _("%(times)s bullets begin with “%(word)s”") % {"times": times, "word": word.capitalize()},
                _("Another verb keeps the reader awake."),
                last.place,
            )


def _numbers(bullets: list[Text]) -> Iterator[Finding]:
    by_entry: dict[Place, list[Text]] = defaultdict(list)
    for text in bullets:
        by_entry[text.place].append(text)
    for place, own in by_entry.items():
        if len(own) >= FEW_BULLETS and not any(NUMBER.search(text.words) for text in own):
            yield Finding(
                "no-number",
                _("No bullet of this position has a number"),
                _("How many, how much, how often, how fast: one number says more than an adjective."),
                place,
                about=own[0].of,
            )


def _stops(bullets: list[Text]) -> Iterator[Finding]:
    ended: dict[bool, list[Text]] = {True: [], False: []}
    for text in bullets:
        ended[text.words.rstrip().endswith((".", "。", "।"))].append(text)
    if ended[True] and ended[False]:
        odd = min(ended.values(), key=len)[0]
        yield Finding(
            "full-stops",
            _("Some bullets end with a full stop, others do not"),
            _("Either is right; one of them throughout looks careful."),
            odd.place,
            about=_cut(odd.words),
        )


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"


def _around(text: str, at: int) -> str:
    start = text.rfind(" ", 0, max(0, at - SHOWN // 3)) + 1
    shown = _cut(text[start:])
    return f"… {shown}" if start else shown
