"""The list of a person's documents of a kind, and what is done with one as a whole.

Every kind has them by a Shelf; its views say which methods they take and hand the request over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from saaska.documents import previews
from saaska.documents.frames import THUMBNAIL
from saaska.http import UserRequest
from saaska.paging import Pages
from saaska.shelving import PuttingAway

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE: Final = 24
MOST: Final = 100  # characters of a search
PLACES: Final = ("deleted", "archived")  # beside the shelf, as the address names them


@dataclass(frozen=True)
class Shelf(PuttingAway):
    """What is needed to know of a kind of document. `column` is that of an application that went out with one."""

    column: str
    sorts: "Mapping[str, StrOrPromise]"
    image: Callable[..., bytes]
    tell: Callable[[UserRequest, list[Any]], None] | None = None  # adds what only this kind's cards show

    def index(self, request: UserRequest, **more: object) -> HttpResponse:
        place = next((name for name in PLACES if name in request.GET), "")
        query, sort = request.GET.get("q", "")[:MOST].strip(), request.GET.get("sort", "")
        documents = getattr(self.rows(request), place or "shelved")()
        found = documents.matching(query).sorted_by(sort).for_cards().prefetch_related(self.sent_by(request))
        page = Pages(found, PAGE).get_page(request.GET.get("page"))
        if self.tell:
            page.object_list = list(page.object_list)
            self.tell(request, page.object_list)
        context = {
            "page": page,
            "query": query,
            "sort": sort,
            "sorts": self.sorts.items(),
            "place": place,
            "in_bin": place == "deleted",
            "has_more": self.rows(request).aggregate(
                archived=Count("pk", filter=Q(deleted_at=None, archived_at__isnull=False)),
                deleted=Count("pk", filter=Q(deleted_at__isnull=False)),
            ),
            **more,
        }
        return render(request, f"{self.app}/index.html", context)

    def sent_by(self, request: UserRequest) -> "Prefetch[str]":
        """The applications each document went with, asked of the person's own partition."""
        columns = ("user_id", "company", f"{self.column}_id")
        rows = request.user.job_applications.live().order_by("-date_applied", "pk").only(*columns)
        return Prefetch("jobapplication_set", queryset=rows, to_attr="applications")

    def thumbnail(self, request: UserRequest, pk: UUID) -> HttpResponse:
        """The first page, small."""
        document = get_object_or_404(self.rows(request), pk=pk)
        return previews.image(lambda: self.image(document, 1, THUMBNAIL))
