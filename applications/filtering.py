"""The table of applications: what its address asks for, and the rows that answer."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, Func, Q, TextField, Value, When
from django.db.models.functions import Coalesce, Concat, Lower
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from applications.models.application import JobApplicationQuerySet
from saaska import ui
from saaska.documents.texts import printable
from saaska.keyset import Order, Piece, piece

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from accounts.models import User

PAGE: Final = 50
MOST: Final = 10**8  # of a salary
WORDS: Final = 5  # of a search
CLOSE: Final = 0.5  # how alike a word must be to one of the row's: a letter too many or too few in six
LETTERS: Final = 4  # of a word: shorter ones are alike too often
NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
WRITE_DATES: Final = _("Write the date as 2026-05-31.")

COLUMNS: "Final[dict[str, StrPromise]]" = {
    "status": _("Status"),
    "stage": _("Stage"),
    "place": _("Location"),
    "source": _("Source"),
    "next": _("Next"),
    "contact": _("Last word"),
    "salary": _("Salary"),
    "tags": _("Tags"),
    "resume": _("Résumé"),
    "letter": _("Cover letter"),
    "url": _("Posting"),
    "applied": _("Applied"),
}
SHOWN: Final = ("status", "place", "source", "next", "applied")  # unless others are chosen


def moment(text: str) -> datetime:
    """Raises ValueError for one without its offset from UTC too."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError(text)
    return read


def amount(text: str) -> Decimal:
    read = Decimal(text)
    if not -1 <= read < MOST:
        raise ValueError(text)
    return read


SORTS: Final[dict[str, Order]] = {
    "newest": Order(_("Newest first"), F("date_applied"), date.fromisoformat, descending=True),
    "oldest": Order(_("Oldest first"), F("date_applied"), date.fromisoformat),
    "company": Order(_("Company"), Lower("company"), printable),
    "position": Order(_("Position"), Lower("position"), printable),
    "status": Order(
        _("Status"), Case(*(When(status=name, then=n) for n, name in enumerate(ui.STATUSES)), default=9), int
    ),
    "silent": Order(
        _("Longest without a word"), Coalesce("last_contact_on", "date_applied"), date.fromisoformat
    ),
    "interview": Order(_("Next interview"), Coalesce("interview_date", Value(NEVER)), moment),
    "salary": Order(
        _("Highest salary"), Coalesce("offer_salary", Value(Decimal(-1))), amount, descending=True
    ),
}


class FilterForm(forms.Form):
    """What the address of the table asks for. A part that cannot be read is told and left out."""

    use_required_attribute = False

    q = forms.CharField(required=False, max_length=100)
    status = forms.MultipleChoiceField(
        required=False,
        choices=[(name, label) for name, (label, _icon) in ui.STATUSES.items()],
        label=_("Status"),
    )
    shelf = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[("", _("On the board")), ("archived", _("In the archive")), ("all", _("Both"))],
    )
    stage = forms.CharField(label=_("Stage"), required=False, max_length=50)
    source = forms.CharField(label=_("Source"), required=False, max_length=100)
    tag = forms.CharField(label=_("Tag"), required=False, max_length=50)
    since = forms.DateField(
        label=_("Applied from"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": WRITE_DATES},
    )
    until = forms.DateField(
        label=_("Applied until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": WRITE_DATES},
    )
    silent = forms.BooleanField(label=_("Only without a word for a week"), required=False)
    sort = forms.ChoiceField(
        label=_("Sorted by"), required=False, choices=[(name, sort.label) for name, sort in SORTS.items()]
    )
    col = forms.MultipleChoiceField(
        label=_("Columns"), required=False, choices=[(name, label) for name, label in COLUMNS.items()]
    )


@dataclass(frozen=True)
class Wanted:
    """What an address asks for, as far as it can be read."""

    form: FilterForm
    after: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, asked: QueryDict) -> "Wanted":
        form = FilterForm(asked)
        form.is_valid()
        usual = {"sort": "newest", "col": list(SHOWN)}
        read = {
            name: given for name, given in form.cleaned_data.items() if given and given != usual.get(name)
        }
        return cls(form, asked.get("after", ""), read)

    @property
    def sort(self) -> str:
        return str(self.values.get("sort", "newest"))

    @property
    def columns(self) -> list[str]:
        chosen = self.values.get("col") or SHOWN
        return [name for name in COLUMNS if name in chosen]

    @property
    def in_archive(self) -> bool:
        return self.values.get("shelf") == "archived"

    @property
    def filters(self) -> int:
        """How many of the filters behind the button are set."""
        return sum(
            name in self.values for name in ("shelf", "stage", "source", "tag", "since", "until", "silent")
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.filters or self.values.get("q") or self.values.get("status"))

    @cached_property
    def query(self) -> str:
        """The same address without what says nothing, from the first row on."""
        return urlencode(self.values, doseq=True)

    @property
    def here(self) -> str:
        """The same address, with the place in it."""
        return urlencode({**self.values, **({"after": self.after} if self.after else {})}, doseq=True)

    def sorted_by(self, name: str) -> str:
        """The query for another order, from the first row on."""
        others = {key: value for key, value in self.values.items() if key != "sort"}
        return urlencode(others if name == "newest" else {**others, "sort": name}, doseq=True)

    def rows(self, user: "User") -> JobApplicationQuerySet:
        """Those that fit, in no order."""
        found = {
            "": user.job_applications.current,
            "archived": lambda: user.job_applications.live().exclude(archived_at=None),
            "all": user.job_applications.live,
        }[self.values.get("shelf", "")]()
        named = {
            "stage": "stage",
            "source": "source",
            "since": "date_applied__gte",
            "until": "date_applied__lte",
        }
        found = found.filter(
            **{lookup: self.values[name] for name, lookup in named.items() if name in self.values}
        )
        if statuses := self.values.get("status"):
            found = found.filter(status__in=statuses)
        if tag := self.values.get("tag"):
            found = found.filter(tags__contains=[tag])
        if "silent" in self.values:
            found = found.silent()
        return matching(found, self.values.get("q", ""))

    def page(self, user: "User") -> Piece:
        found = self._with_titles(self.rows(user))
        return piece(found, SORTS[self.sort], after=self.after, size=PAGE)

    def all_rows(self, user: "User") -> JobApplicationQuerySet:
        """Every row in order."""
        return self._with_titles(self.rows(user)).order_by(*SORTS[self.sort].expressions())

    def _with_titles(self, rows: JobApplicationQuerySet) -> JobApplicationQuerySet:
        """With the résumés and letters that are shown, and without the long texts that are not."""
        documents = [
            name
            for name, column in (("resume", "resume"), ("cover_letter", "letter"))
            if column in self.columns
        ]
        return rows.defer("job_description", "answers", "notes", "offer_terms").with_documents(*documents)


def matching(rows: JobApplicationQuerySet, query: str) -> JobApplicationQuerySet:
    """Those that hold every word, or one much like it, in what their line says."""
    words = printable(query, lines=False).split()[:WORDS]
    if not words:
        return rows
    blank = Value(" ")
    said = [Coalesce(column, Value("")) for column in ("position", "company", "city", "stage", "source")]
    parts = [part for column in said for part in (column, blank)]
    rows = rows.annotate(said=Concat(*parts, output_field=TextField()))
    for number, word in enumerate(words):
        has_it = Q(said__icontains=word) | Q(tags__contains=[word])
        if len(word) >= LETTERS:
            rows = rows.alias(**{f"likeness_{number}": TrigramWordSimilarity(word, "said")})
            has_it |= Q(**{f"likeness_{number}__gte": CLOSE})
        rows = rows.filter(has_it)
    return rows


def used(user: "User") -> dict[str, list[str]]:
    """The stages, sources and tags there are to choose from."""
    rows = user.job_applications.live().order_by()
    pairs = list(rows.values_list("stage", "source").distinct()[:500])
    tags = rows.annotate(tag=Func(F("tags"), function="jsonb_array_elements_text", output_field=TextField()))
    return {
        "stages": sorted({stage for stage, _source in pairs if stage}),
        "sources": sorted({source for _stage, source in pairs if source}),
        "tags": sorted(tags.values_list("tag", flat=True).distinct()[:200]),
    }
