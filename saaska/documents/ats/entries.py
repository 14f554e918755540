"""Jobs, studies, prizes: the entries of a section."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile
from math import inf

from saaska.documents.ats.pieces import Piece, Style, follows, joined, lines
from saaska.documents.ats.resume import Entry
from saaska.documents.ats.words import ADDRESS, BULLETS, PERIOD, SEPARATORS, is_period

LARGER = 1.05  # times the size of titles: the least size of an employer's name above several roles


@dataclass
class Employer:
    """Who stands above several roles, and where."""

    name: list[Piece] = field(default_factory=list)
    place: list[Piece] = field(default_factory=list)


class Draft:
    """An entry while it is read. Until its text begins, what is not its title or time says who and where."""

    def __init__(self, employer: Employer | None = None) -> None:
        self.employer = employer
        self.title: list[Piece] = []
        self.period: list[Piece] = []
        self.roles: list[list[Piece]] = []
        self.link: list[Piece] = []
        self.text: list[Piece] = []
        self.bullets: list[list[Piece]] = []
        self.details: list[tuple[str, list[Piece]]] = []
        self.into: list[Piece] | None = None  # where the text goes that is read now
        self.last: Piece | None = None
        self.separated = True

    def role(self, piece: Piece) -> None:
        if self.separated or not self.roles or self.roles[-1][-1].style != piece.style:
            self.roles.append([])
        self.roles[-1].append(piece)
        self.separated = False

    def title_goes_on(self, piece: Piece) -> bool:
        """Whether a piece in the style of titles belongs to this one, on its line or the next."""
        last = self.title[-1]
        return piece.beside(last) or (self.last is last and follows(last, piece))

    def ends_period(self, piece: Piece) -> bool:
        """Whether the piece is the second line of the time."""
        if (
            not self.period or piece.style[1:] != self.period[-1].style[1:]
        ):  # digits may have a typeface of their own
            return False
        return bool(PERIOD.fullmatch(joined([*self.period, piece])))

    def roles_end_before(self, piece: Piece) -> bool:
        """Whether a new line is none that who and where go on in: they do in their own style, or at full width."""
        last = self.roles[-1][-1] if self.roles else None
        return last is not None and piece.begins and piece.style != last.style and not last.wide

    def entry(self, places: frozenset[Style]) -> Entry:
        who, where = ("", "")
        names = [joined(role).strip(" ,·|") for role in self.roles]
        if self.employer and not names:
            who, where = (joined(said).strip(" ,·|") for said in (self.employer.name, self.employer.place))
        elif len(names) == 1 and self.roles[0][0].style in places:
            where = names[0]
        elif names:
            who, where = names[0], " ".join(names[1:])
        return Entry(
            title=joined(self.title).rstrip(" ,·|"),
            organization=who,
            place=where,
            period=joined(self.period),
            link="".join(piece.said for piece in self.link),
            text=joined(self.text),
            bullets=tuple(joined(bullet) for bullet in self.bullets),
            details={label: joined(detail) for label, detail in self.details},
        )


def title_size(found: Sequence[Piece]) -> float:
    """The size of what stands in the line of the first time, or behind it; infinite where there is none."""
    timed = dropwhile(lambda line: not any(is_period(piece.said) for piece in line), lines(found))
    said = (piece for line in timed for piece in line)
    return next(
        (piece.size for piece in said if not is_period(piece.said) and piece.said not in SEPARATORS), inf
    )


class EntryReader:
    """Reads the entries of a section, piece by piece; `addressed` ones may have a web address on its own line, and
    `roles` may stand under an employer."""

    def __init__(
        self, found: Sequence[Piece], body: frozenset[Style], *, addressed: bool, roles: bool
    ) -> None:
        self.found = found
        self.body = body
        self.addressed = addressed
        self.large = LARGER * title_size(found) if roles else inf
        entries = [line for line in lines(found) if not self._names_employer(line[0])]
        first = [piece for line in entries for piece in line] or list(found)
        self.first = first[0].style
        self.dated = is_period(first[0].said)  # a design with the time before the title
        untimed = (piece for piece in first if not is_period(piece.said) and piece.said not in SEPARATORS)
        self.titles = next((piece.style for piece in untimed), self.first)
        self.employer: Employer | None = None
        self.is_naming = False  # the employer, until the first role begins
        self.drafts: list[Draft] = []

    def entries(self) -> tuple[Entry, ...]:
        for piece, after in zip(self.found, [*self.found[1:], None], strict=True):
            self.read(piece, after)
        two = [draft.roles for draft in self.drafts if len(draft.roles) > 1]
        where = frozenset(roles[1][0].style for roles in two) - frozenset(roles[0][0].style for roles in two)
        return tuple(draft.entry(where) for draft in self.drafts)

    def read(self, piece: Piece, after: Piece | None) -> None:
        if self._is_of_employer(piece):
            return
        if self.is_naming or self._begins_entry(piece):
            if not self.is_naming and self.drafts and self.drafts[-1].roles:
                self.employer = None  # the entry before named its own
            self.is_naming = False
            self.drafts.append(Draft(self.employer))
        draft = self.drafts[-1]
        if piece.begins and piece.said in BULLETS:
            draft.bullets.append([])
            draft.into = draft.bullets[-1]
        elif piece.begins and piece.said.endswith(":") and after is not None and after.beside(piece):
            draft.details.append((piece.said.rstrip(":"), []))
            draft.into = draft.details[-1][1]
        elif draft.into is not None:
            draft.into.append(piece)
        else:
            self._read_head(draft, piece)
        draft.last = piece

    def _names_employer(self, piece: Piece) -> bool:
        return piece.begins and piece.size > self.large

    def _is_of_employer(self, piece: Piece) -> bool:
        """Whether the piece is read as an employer's, who stands above the roles that follow."""
        if self._names_employer(piece) and not self.is_naming:
            self.employer, self.is_naming = Employer(), True
        if not self.is_naming or self.employer is None:
            return False
        if piece.style == self.titles or (piece.begins and is_period(piece.said)):
            return False  # the first role begins
        (self.employer.name if piece.size > self.large else self.employer.place).append(piece)
        return True

    def _begins_entry(self, piece: Piece) -> bool:
        if not self.drafts:
            return True
        draft = self.drafts[-1]
        if self.dated and piece.begins and piece.style[1:] == self.first[1:] and is_period(piece.said):
            return not (draft.into is None and draft.ends_period(piece))
        if piece.style != self.titles or piece.said in SEPARATORS:
            return False
        return draft.into is not None or bool(draft.title and not draft.title_goes_on(piece))

    def _read_head(self, draft: Draft, piece: Piece) -> None:
        """What stands before an entry's text: its title and time, who and where, an address."""
        said = piece.said
        if is_period(said) or draft.ends_period(piece):
            draft.period.append(piece)
        elif said in SEPARATORS:
            draft.separated = True
        elif piece.style == self.titles:
            draft.title.append(piece)
        elif self.addressed and (piece.begins or draft.link) and ADDRESS.fullmatch(said):
            draft.link.append(piece)
        elif piece.style in self.body or draft.roles_end_before(piece):
            draft.text.append(piece)
            draft.into = draft.text
        else:
            draft.role(piece)
