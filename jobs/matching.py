"""What a posting asks for against what a résumé says: found, near, missing, each with the words that say so.

There is no percentage: nobody knows what an employer weighs. What must be there and what is nice to have stand apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.terms import TOKEN, Term, Weight, named, parted
from jobs.vocabulary import KIND_OF

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

State = Literal["missing", "near", "found"]

STATES: Final[tuple[State, ...]] = ("missing", "near", "found")
ALIKE: Final = 0.87  # from which a word counts as another's misspelling
LETTERS: Final = 5  # of a word that can be misspelt
TEXT: Final = 200_000  # characters of a résumé that are looked at
# Keys of a résumé's JSON whose texts say nothing that is asked for.
SKIPPED: Final = frozenset(
    [
        "id",
        "url",
        "email",
        "phone",
        "photo",
        "startDate",
        "endDate",
        "date",
        "layout",
        "kind",
        "linkedin",
        "github",
        "website",
        "level",
    ]
)
PARTS: "Final[dict[str, StrPromise]]" = {
    "skills": gettext_lazy("your skills"),
    "work_experience": gettext_lazy("your experience"),
    "education": gettext_lazy("your education"),
    "summary": gettext_lazy("your summary"),
    "personal_info": gettext_lazy("the other parts"),
}
WEIGHTS: "Final[dict[Weight, StrPromise]]" = {
    "must": gettext_lazy("Asked for"),
    "nice": gettext_lazy("Nice to have"),
    "said": gettext_lazy("Also in the posting"),
}


@dataclass(frozen=True)
class Finding:
    """What became of a term. `where` names the parts of the résumé, `near` what stands there instead, `why` the kind
    that both are of."""

    term: Term
    state: State
    where: "tuple[StrPromise, ...]" = ()
    near: str = ""
    why: str = ""


@dataclass(frozen=True)
class Match:
    findings: tuple[Finding, ...]

    def of(self, weight: Weight, state: State | None = None) -> list[Finding]:
        return [one for one in self.findings if one.term.weight == weight and state in (None, one.state)]

    @property
    def groups(self) -> "list[tuple[StrPromise, list[Finding]]]":
        """The terms by how they are asked for, the missing ones first."""
        by_state = {
            weight: sorted(self.of(weight), key=lambda one: STATES.index(one.state)) for weight in WEIGHTS
        }
        return [(name, by_state[weight]) for weight, name in WEIGHTS.items() if by_state[weight]]

    @property
    def absent(self) -> list[Finding]:
        return [one for one in self.findings if one.state == "missing"]

    @property
    def close(self) -> list[Finding]:
        """Those that the résumé says in other words than the posting."""
        return [one for one in self.findings if one.state == "near"]

    @property
    def words(self) -> str:
        """ "7 of 9 asked for, 1 near": counts of what the posting says, and of nothing else."""
        weight: Weight = "must" if self.of("must") else "said"
        asked, found, near = self.of(weight), self.of(weight, "found"), self.of(weight, "near")
        if not asked:
            return _("No skill is named")
        told = _("%(n)d of %(all)d found") % {"n": len(found), "all": len(asked)}
        return f"{told}, {_('%(n)d near') % {'n': len(near)}}" if near else told

    @property
    def rank(self) -> tuple[bool, int, int]:
        """What a list is ordered by: more found than missing among what must be there, then among the rest."""
        musts = len(self.of("must", "found")) - len(self.of("must", "missing"))
        others = [one.state for one in self.findings if one.term.weight != "must"]
        return bool(self.findings), musts, others.count("found") - others.count("missing")


@dataclass(frozen=True)
class Said:
    """What a résumé says: its names with the parts they stand in and how they are written, and all of its words."""

    names: "Mapping[str, dict[StrPromise, str]]"
    words: Mapping[str, "StrPromise"]


def said_by(resume: Any) -> Said:
    """Everything of a résumé that is printed."""
    names: dict[str, dict[StrPromise, str]] = {}
    words: dict[str, StrPromise] = {}
    left = TEXT
    for column, part in PARTS.items():
        for text in texts(getattr(resume, column)):
            for name, written in named(text[:left]):
                names.setdefault(name, {}).setdefault(part, written)
            for token in TOKEN.findall(text[:left]):
                for word in parted(token):
                    words.setdefault(word.casefold(), part)
            left = max(0, left - len(text))
    return Said(names, words)


def words_of(resume: Any) -> str:
    """Everything of a résumé that is printed, as one text."""
    return "\n".join(text for column in PARTS for text in texts(getattr(resume, column)))[:TEXT]


def texts(value: Any) -> Iterator[str]:
    """The texts of a JSON value, without hidden entries."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict) and not (value.get("hidden") or value.get("visible") is False):
        for key, inner in value.items():
            if key not in SKIPPED:
                yield from texts(inner)


def match(terms: tuple[Term, ...], said: Said) -> Match:
    return Match(tuple(finding_of(term, said) for term in terms))


def finding_of(term: Term, said: Said) -> Finding:
    places = said.names.get(term.name)
    if places:
        written = next(iter(places.values()))
        if term.written.casefold() in (text.casefold() for text in places.values()):
            return Finding(term, "found", tuple(places))
        return Finding(term, "near", tuple(places), written, _("Another way to write the same."))
    small = term.written.casefold()
    if small in said.words:
        return Finding(term, "found", (said.words[small],))
    if misspelt := like(small, said):
        why = _("Nearly the same letters: a form of the word, or a slip.")
        return Finding(term, "near", (said.words[misspelt],), misspelt, why)
    kind, others = KIND_OF.get(term.name, ("", ()))
    kin = next((other for other in others if other in said.names), "")
    if kin:
        return Finding(
            term, "near", tuple(said.names[kin]), kin, _("Of the same kind: %(kind)s.") % {"kind": kind}
        )
    return Finding(term, "missing")


def like(word: str, said: Said) -> str:
    """The word of the résumé that is nearly this one; "" when there is none."""
    if len(word) < LETTERS or " " in word:
        return ""
    near = (
        other
        for other in said.words
        if other[:1] == word[:1]
        and abs(len(other) - len(word)) <= 2
        and SequenceMatcher(None, word, other).ratio() >= ALIKE
    )
    return next(near, "")
