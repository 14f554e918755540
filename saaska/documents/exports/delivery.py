"""A document as a file. Asking for the page prints it, to say what cannot be printed, and changes nothing; only the
buttons, POSTs, download and count.

Every kind of document has it by a Delivery; its views hand the request over.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from saaska.db.rows import by_key
from saaska.documents import previews, prints
from saaska.documents.choices import design_names
from saaska.documents.designs import Kind, UnknownDesignError
from saaska.documents.downloads import content_disposition
from saaska.documents.exports.formats import Format
from saaska.documents.frames import Picture
from saaska.documents.printing_errors import PrintingError
from saaska.documents.prints import Order
from saaska.http import UserRequest


@dataclass(frozen=True)
class Delivery:
    """`app` is the namespace of the addresses. `downloaded` is told which format somebody took."""

    model: type[Any]  # a Document with a user
    app: str
    kind: Kind
    formats: Sequence[Format]
    name_of: Callable[..., str]
    order: Callable[..., Order]
    downloaded: Callable[[UserRequest, Any, str], None]
    page_context: Callable[[Any], dict[str, Any]]

    def download(self, request: UserRequest, pk: UUID) -> HttpResponse:
        """Http404 when the person has no such document, or threw it away."""
        document = by_key(self.model, pk)
        if document is None or document.user_id != request.user.pk or document.deleted_at:
            raise Http404
        document.user = request.user
        if request.method == "POST":
            return self.sent(request, document, request.POST.get("as", "pdf"))
        try:
            order = self.order(document)
            made = prints.printed(order, pictures=[Picture(1)])
        except (PrintingError, UnknownDesignError) as problem:
            return self.offer(request, document, {"problem": problem})
        return self.offer(request, document, {"key": order.key, "made": made})

    def sent(self, request: UserRequest, document: Any, name: str) -> HttpResponse:
        """The file in the format of that name; else the page, with what is in the way."""
        format = next((format for format in self.formats if format.name == name), None)
        if not format:
            problem = _("There is no such format. Choose one of these.")
            return self.offer(request, document, {"problem": problem}, 422)
        try:
            made = format.make(document)
        except (PrintingError, UnknownDesignError) as error:
            return self.offer(request, document, {"problem": error}, previews.status_of(error))
        document.count_download()
        self.downloaded(request, document, name)
        headers = {"Content-Disposition": content_disposition(self.name_of(document, made.extension))}
        return HttpResponse(made.content, content_type=made.content_type, headers=headers)

    def offer(
        self, request: UserRequest, document: Any, outcome: dict[str, object], status: int = 200
    ) -> HttpResponse:
        """The page with the buttons, and what was `made` with the `key` it is kept by, or the `problem` that it
        was not."""
        context = {
            "app": self.app,
            "document": document,
            "design": design_names(self.kind).get(document.template, document.template),
            "file_name": self.name_of(document),
            "formats": [format for format in self.formats if format.name != "pdf"],
            **self.page_context(document),
            **outcome,
        }
        return render(request, f"{self.app}/download.html", context, status=status)
