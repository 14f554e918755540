"""The page on which a document's look is chosen, beside its pages; the text is left alone.

Every kind of document has it by a Designing; its views look up whose document it is and hand it over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from saaska.documents import fitting, panes, previews
from saaska.documents.choices import Designs
from saaska.documents.designs import UnknownDesignError
from saaska.documents.editor.desk import gone
from saaska.documents.looks import Look
from saaska.documents.previews import Preview
from saaska.documents.printing_errors import PrintingError
from saaska.documents.prints import Order
from saaska.http import UserRequest

ENDS: Final = ("save", "download")


@dataclass(frozen=True)
class Designing:
    """`app` is the namespace of the addresses; `page_context` is what the kind's own page shows besides."""

    app: str
    look: Callable[..., Look[Any]]
    order: Callable[..., Order]
    page_context: Callable[[UserRequest, Any], dict[str, Any]]

    def choose(self, request: UserRequest, document: Any, designs: Designs) -> HttpResponse:
        if request.method == "GET":
            if document.deleted_at:
                return gone(request, document, app=self.app)
            return self.page(request, self.look(document, designs=designs), version=document.version)
        look = self.look(document, designs=designs, data=request.POST)
        action = request.POST.get("action", "save")
        look.perform(action)
        if action == "fit" and look.is_valid():
            look = self.fitted(request, look, designs)
        if look.is_valid() and action in ENDS:
            return self.save(request, look, designs, then=action)
        status = 200 if look.is_valid() else 422
        return self.page(request, look, version=panes.version_of(request), status=status)

    def fitted(self, request: UserRequest, look: Look[Any], designs: Designs) -> Look[Any]:
        """The look in which the document has as many pages as was asked for; a message says what was done."""
        document, pages = look.document, fitting.wished(request.POST)

        def closer(spacing: str, text_size: str) -> Look[Any]:
            data = request.POST.copy()
            data["spacing"], data["text_size"] = spacing, text_size
            tried = self.look(document, designs=designs, data=data)
            assert tried.is_valid()  # as the one it differs from in two choices
            return tried

        def order(spacing: str, text_size: str) -> Order:
            tried = closer(spacing, text_size)
            return self.order(tried.draft, version=tried.version)

        now = look.options.spacing, look.options.text_size
        try:
            found = fitting.fit(*now, pages=pages, order=order)
        except (PrintingError, UnknownDesignError) as problem:
            messages.error(request, str(problem))
            return look
        if (found.spacing, found.text_size) == now and found.pages <= pages:
            messages.info(request, _("It fits as it is; nothing was changed."))
            return look
        fits = closer(found.spacing, found.text_size)
        names = {"pages": found.pages, "spacing": fits.said_of("spacing"), "size": fits.said_of("text_size")}
        if found.pages > pages:
            told = _(
                "Even at its closest (spacing: %(spacing)s, text: %(size)s) it takes %(pages)s pages. Shorten it."
            )
            messages.warning(request, told % names)
            return look
        told = _("It fits with spacing: %(spacing)s, text: %(size)s. Save it if you like it.")
        messages.success(request, told % names)
        return fits

    def save(self, request: UserRequest, look: Look[Any], designs: Designs, *, then: str) -> HttpResponse:
        document, content = look.document, look.content()
        unchanged = content == look.stored and not document.deleted_at
        if not unchanged and not self.store(request, document, content):
            return self.conflict(request, look, designs)
        if then == "download":
            return redirect(f"{self.app}:download", pk=document.pk)
        messages.success(request, _("Saved."))
        return redirect(f"{self.app}:design", pk=document.pk)

    def store(self, request: UserRequest, document: Any, content: dict[str, Any]) -> bool:
        """False when another state was stored meanwhile."""
        return bool(
            document.save_over(
                panes.version_of(request),
                content,
                restoring="restoring" in request.POST,
                unfinished=document.unfinished,
            )
        )

    def conflict(self, request: UserRequest, look: Look[Any], designs: Designs) -> HttpResponse:
        """Somebody saved meanwhile: what was chosen is shown again, to be saved over it or not."""
        document = look.document
        document.refresh_from_db()
        again = self.look(document, designs=designs, data=request.POST)
        return self.page(request, again, version=document.version, status=409)

    def page(self, request: UserRequest, look: Look[Any], *, version: int, status: int = 200) -> HttpResponse:
        """The whole page, or the pieces of it that a choice changes when a script asks.

        A script is told by the status whether there are images; a person whose form is right gets a page either way.
        """
        document = look.document
        preview = self.preview(look, size=panes.size_for(request))
        context = {
            "app": self.app,
            "document": document,
            "page": f"{self.app}:page",
            "look": look,
            "preview": preview,
            "version": version,
            "state": ("error" if look.errors else "unsaved") if look.is_bound else "saved",
            "writer": panes.writer_of(request),
            "is_conflict": status == 409,
            "differences": look.differences() if status == 409 and look.is_valid() else [],
            "shows_pages": request.POST.get("action") == "preview",
            **self.page_context(request, look),
        }
        if request.htmx:
            return render(
                request, f"{self.app}/_design_pieces.html", context, status=max(status, preview.status)
            )
        return render(request, f"{self.app}/design.html", context, status=status)

    def preview(self, look: Look[Any], *, size: str) -> Preview:
        if look.is_bound and not look.is_valid():
            wrong = (message for messages_of in look.errors.values() for message in messages_of)
            return Preview(problem=" ".join(map(str, wrong)), status=422)
        document = look.document
        return previews.preview(
            lambda: self.order(look.draft, draft_of=document.pk, version=look.version), size=size
        )
