"""Admin lists over tables of any size.

Django's own count all rows, sort by any column, search without an index and ask for every distinct date. These read
at most what an index gives quickly: bounded counts, indexed orders, trigram searches, a calendar without DISTINCT.
"""

import calendar
import json
import math
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import connection, models
from django.db.models.expressions import OrderBy
from django.db.models.lookups import Contains
from django.forms.fields import InvalidJSONInput
from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from saaska.keys import is_key

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
    QuerySetPaginator = Paginator[models.QuerySet[Any]]
else:
    ModelAdmin, ModelForm, QuerySetPaginator = admin.ModelAdmin, forms.ModelForm, Paginator

COUNTED = 10_000  # rows counted exactly, and rows that can be paged through
WORDS = 5
LETTERS = 3  # of a word: shorter ones have no trigram
FOUND = 200  # rows, or people whose rows, that a search finds at most
JSON_SHOWN = 100_000  # characters of a JSON column that a page shows

BY_PERSON = _lazy("Three letters or more of the person's e-mail address, or an id. Finds 200 rows at most.")
BY_COMPANY = _lazy(
    "Three letters or more of company or position, an e-mail address with its @, or an id. Finds 200 rows at most."
)


@models.CharField.register_lookup
class Like(Contains):
    """`company__ilike="acme"`: contains, whatever the case. Unlike icontains it can use a trigram index."""

    lookup_name = "ilike"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"ilike {rhs}"


class Count(int):
    """A number of rows as far as it is worth knowing; `words` is what the page says instead."""

    words: str

    def __new__(cls, number: int, words: str) -> "Count":
        count = super().__new__(cls, number)
        count.words = words
        return count

    def __str__(self) -> str:
        return self.words


def estimated_rows(model: type[models.Model]) -> int:
    """How many rows PostgreSQL believes a table and its partitions have, as of their last ANALYZE."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_class where relkind = 'r' and (oid ="
            " %s::regclass or oid in (select inhrelid from pg_inherits where inhparent = %s::regclass))",
            [model._meta.db_table] * 2,
        )
        return int(cursor.fetchone()[0])


def first_digits(number: int, digits: int = 2) -> int:
    """The number rounded to so many digits: 1234567 becomes 1200000."""
    unit: int = 10 ** max(0, math.floor(math.log10(number)) + 1 - digits)
    return round(number / unit) * unit


class BoundedPaginator(QuerySetPaginator):
    """Counts to COUNTED and no further; a whole table beyond that is as large as PostgreSQL's statistics say."""

    @cached_property
    def count(self) -> int:
        queryset = cast(models.QuerySet[Any], self.object_list)
        number = queryset.order_by()[: COUNTED + 1].count()
        if number <= COUNTED:
            return number
        estimate = 0 if queryset.query.where else estimated_rows(queryset.model)
        if estimate <= COUNTED:
            return Count(number, _("more than %(number)s") % {"number": f"{COUNTED:,}"})
        return Count(estimate, _("about %(number)s") % {"number": f"{first_digits(estimate):,}"})

    @cached_property
    def num_pages(self) -> int:
        return min(super().num_pages, COUNTED // self.per_page)


class BoundedList(ChangeList):
    """Sorts by indexed columns alone, reads the columns it shows, draws its calendar without looking at the rows."""

    model_admin: "TableAdmin"

    def get_ordering_field(self, field_name: Any) -> Any:
        return super().get_ordering_field(field_name) if field_name in (self.sortable_by or ()) else None

    def apply_select_related(self, qs: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """What rows point at is fetched once the page's are known: a join may read all people to show fifty."""
        reads = {*self.list_display, *self.model_admin.list_reads}
        fields = [field for field in self.lookup_opts.concrete_fields if field.name in reads]
        people = get_user_model()._default_manager.only("email")
        owners = [
            models.Prefetch(field.name, people) for field in fields if field.related_model is people.model
        ]
        shown = [field.name for field in fields if field.related_model and field.name in self.list_display]
        others = set(shown) - {owner.prefetch_to for owner in owners}
        return qs.only("pk", *(field.name for field in fields)).prefetch_related(*owners, *others)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.calendar = self._calendar(request) if self.date_hierarchy else None

    def _calendar(self, request: HttpRequest) -> dict[str, Any]:
        """What date_hierarchy.html shows: the years there may be rows of, then months, then days."""
        field = self.date_hierarchy
        year, month, day = (int(self.params.get(f"{field}__{part}", 0)) for part in ("year", "month", "day"))
        if day:
            return {"back": self._link(year, month), "choices": [{"title": self._title(year, month, day)}]}
        if month:
            days = range(1, calendar.monthrange(year, month)[1] + 1)
            return {"back": self._link(year), "choices": [self._link(year, month, day) for day in days]}
        if year:
            everything = {"link": self._query({}), "title": _("All dates")}
            return {"back": everything, "choices": [self._link(year, month) for month in range(1, 13)]}
        today = timezone.localdate()
        years = range(self._oldest(request, today).year, today.year + 1)
        return {"back": None, "choices": [self._link(year) for year in years]}

    def _oldest(self, request: HttpRequest, today: date) -> date:
        """The date of the row at the end of the list: its order has an index."""
        ordered = self.root_queryset.order_by(*self.model_admin.get_ordering(request)).reverse()
        found = ordered.values_list(self.date_hierarchy, flat=True).first()
        if isinstance(found, datetime):
            return timezone.localdate(found)
        return found or today

    def _link(self, *parts: int) -> dict[str, Any]:
        return {
            "link": self._query(dict(zip(("year", "month", "day"), parts, strict=False))),
            "title": self._title(*parts),
        }

    def _query(self, parts: dict[str, int]) -> str:
        field = self.date_hierarchy
        return self.get_query_string({f"{field}__{part}": n for part, n in parts.items()}, [f"{field}__"])

    @staticmethod
    def _title(year: int, month: int = 0, day: int = 0) -> str:
        if not month:
            return str(year)
        kind = "MONTH_DAY_FORMAT" if day else "YEAR_MONTH_FORMAT"
        return capfirst(formats.date_format(date(year, month, day or 1), kind))


class ValuesInUse(admin.SimpleListFilter):
    """A filter by the values an indexed column holds, found by skipping along the index, one step a value."""

    column: str
    model: type[models.Model]
    most = 50

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        table, column = model_admin.model._meta.db_table, self.column
        with connection.cursor() as cursor:
            cursor.execute(
                f"with recursive found(value) as ("
                f" (select {column} from {table} where {column} is not null order by {column} limit 1)"
                f" union all select (select {column} from {table} where {column} > value order by {column} limit 1)"
                f" from found where value is not null) select value from found where value is not null limit %s",
                [self.most],
            )
            return [(value, value) for (value,) in cursor.fetchall()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(**{self.column: self.value()}) if self.value() else queryset


class ReadableJSONField(forms.JSONField):
    """JSON as people read it: indented, letters as they are."""

    widget = forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField", "spellcheck": "false"})

    def to_python(self, value: Any) -> Any:
        """Numbers of thousands of digits and a thousand brackets are JSON that Python does not read."""
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return super().bound_data(data, initial)
        except (ValueError, RecursionError):
            return InvalidJSONInput(data)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else readable(value)


def readable(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def json_block(value: Any) -> SafeString:
    """A JSON value for a page that only shows it."""
    return format_html("<pre>{}</pre>", readable(value)[:JSON_SHOWN])


def prefer_indexes() -> None:
    """For the rest of the transaction, reading a whole table is the last resort.

    Under row-level security PostgreSQL may not ask its statistics about ILIKE: it takes three letters to fit 4 % of
    the rows, and reads all of them rather than the trigram index.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")


def keys(queryset: models.QuerySet[Any]) -> list[Any]:
    """The keys of the first FOUND rows in no order: in the list's own order PostgreSQL would walk the whole list."""
    return list(queryset.order_by().values_list("pk", flat=True)[:FOUND])


def sorted_after(order: str) -> OrderBy:
    """The same order of a column without NULLs, said so that no index has it: PostgreSQL sorts the rows found."""
    column = models.F(order.removeprefix("-"))
    return column.desc(nulls_last=True) if order.startswith("-") else column.asc(nulls_first=True)


def uuid_of(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None


class TableAdmin(ModelAdmin):
    """One table. What `ordering` names has an index, search_fields a trigram index; "user__email" is the owner's."""

    actions = None  # one row at a time: an action over all rows of a search has no bound
    formfield_overrides = {models.JSONField: {"form_class": ReadableJSONField}}
    list_max_show_all = 0
    list_per_page = 50
    list_reads: ClassVar[tuple[str, ...]] = ()  # columns that methods in list_display need
    paginator = BoundedPaginator
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    view_on_site = False  # a person's pages are theirs alone: staff would get 404
    sortable_by: ClassVar[tuple[str, ...]] = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return BoundedList

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A text that is NULL stays NULL when its empty box is saved."""
        if isinstance(db_field, models.TextField) and db_field.null:
            kwargs["empty_value"] = None
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what the page offers: Django would filter by any column, indexed or secret."""
        return request is not None and lookup in self._lookups(request)

    def _lookups(self, request: HttpRequest) -> set[str]:
        names = {"user__id__exact"}
        for offered in self.get_list_filter(request):
            if isinstance(offered, str):
                names |= {f"{offered}__exact", f"{offered}__isnull"}
            else:
                names.add(offered.parameter_name)  # type: ignore[union-attr]  # we offer no other kind
        if self.date_hierarchy:
            names.add(f"{self.date_hierarchy}__year")
            if f"{self.date_hierarchy}__year" in request.GET:
                names |= {f"{self.date_hierarchy}__month", f"{self.date_hierarchy}__day"}
        return names

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Rows that have every word: an id, part of an e-mail address, or part of a column in search_fields."""
        words = search_term.split()[:WORDS]
        if words:
            prefer_indexes()
            found = keys(self.model._default_manager.filter(*map(self._matches, words)))
            queryset = queryset.filter(pk__in=found).order_by(
                *(sorted_after(str(order)) for order in queryset.query.order_by)
            )
        return queryset, False

    def _matches(self, word: str) -> models.Q:
        key = uuid_of(word)
        if key:
            return self._has_id(key)
        if len(word) < LETTERS:
            return models.Q(pk__in=[])
        if "@" in word and self._has_owner():
            return models.Q(user_id__in=self._people(word))
        matches = models.Q(pk__in=[])
        for column in self.search_fields:
            if column == "user__email":
                matches |= models.Q(user_id__in=self._people(word))
            else:
                matches |= models.Q(**{f"{column}__ilike": word})
        return matches

    def _has_id(self, key: UUID) -> models.Q:
        return models.Q(pk=key) | models.Q(user_id=key) if self._has_owner() else models.Q(pk=key)

    def _has_owner(self) -> bool:
        return any(field.name == "user" for field in self.opts.concrete_fields)

    @staticmethod
    def _people(word: str) -> list[UUID]:
        return keys(get_user_model()._default_manager.filter(email__ilike=word))


class PersonSelect(AutocompleteSelect):
    """Django's own fails while it shows a posted value again that is no UUID."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [given for given in value if is_key(given)], attr)


class OwnedForm(ModelForm):
    def clean(self) -> dict[str, Any]:
        """What a row points at is its person's own; the database would refuse another's, only less politely."""
        cleaned: dict[str, Any] = super().clean() or {}
        owner_id = self.instance.user_id or getattr(cleaned.get("user"), "pk", None)
        for name, chosen in [*cleaned.items()] if owner_id else []:
            if getattr(chosen, "user_id", owner_id) != owner_id:
                self.add_error(name, _("This belongs to another person."))
        return cleaned


class OwnedAdmin(TableAdmin):
    """Rows of one person each. Whose row it is stays as it was: moving a row would show it to somebody else."""

    form = OwnedForm
    autocomplete_fields = ("user",)

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = PersonSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any]:
        readonly = [*super().get_readonly_fields(request, obj)]
        return [*readonly, "user"] if obj else readonly


class ReadOnly:
    """A table that nobody writes by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
