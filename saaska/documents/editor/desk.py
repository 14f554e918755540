"""The pages of an editor: as somebody types, at the press of a button, and when somebody else saved first.

Every kind of document has them by a Desk; its views look up whose document it is and hand it over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from saaska.documents import panes, previews
from saaska.documents.choices import Designs
from saaska.documents.comparison import Difference
from saaska.documents.editor.form import Content, Editor
from saaska.documents.prints import Order
from saaska.http import UserRequest
from saaska.keys import KeyForm

ENDS: Final = ("save", "autosave", "copy")  # what a button may do beside changing the form's lists
BOOKKEEPING: Final = ("csrfmiddlewaretoken", "action", "version", "restoring", "key", "kept_form")


@dataclass(frozen=True)
class Desk:
    """What editing a kind of document needs to know of it. `app` is the namespace of its addresses.

    `compare` takes the stored content first. `page_context` is what the kind's own page shows besides; `copied` is
    told of a copy that was made and its original. `pieces` is the template of what an answer changes on the page
    beside the fields; `beside` gives further such HTML, from a settled editor alone, once the text is saved. `leads`
    are pages that a button may lead to once the text is saved.
    """

    app: str
    editor: type[Editor[Any]]
    order: Callable[..., Order]
    compare: Callable[[Content, Content], list[Difference]]
    page_context: Callable[[UserRequest, Any], dict[str, Any]]
    copied: Callable[[UserRequest, Any, Any], None]
    pieces: str = ""
    beside: Callable[[Any], str] = lambda _editor: ""
    leads: tuple[str, ...] = ("download",)

    def edit(self, request: UserRequest, document: Any, designs: Designs) -> HttpResponseBase:
        if request.method == "GET":
            if document.deleted_at:
                return self.gone(request, document)
            return self.page(request, self.editor.opened(document, designs=designs), version=document.version)
        editor = self.editor(document, designs=designs, data=request.POST)
        action = request.POST.get("action", "save")
        if action == "autosave" and request.htmx:
            return self.autosave(request, editor)
        if action not in (*ENDS, *self.leads):
            if action != "preview":
                editor.perform(action)
            return self.page(request, editor, version=panes.version_of(request), state="unsaved")
        if action == "copy" and editor.settle():
            return self.copy(request, editor)
        return self.save(request, editor, then=action)

    def page(
        self, request: UserRequest, editor: Editor[Any], *, version: int, state: str = "", status: int = 200
    ) -> HttpResponse:
        """`state` is one of the save states of the page's bar; without one, the text is as it is stored."""
        document = editor.document
        shows_pages = request.POST.get("action") == "preview" and editor.settle()
        if shows_pages:
            preview = previews.preview(lambda: self.order(editor.draft, draft_of=document.pk))
        else:
            preview = previews.kept(lambda: self.order(document))
        context = {
            "document": document,
            "page": self.image,
            "editor": editor,
            "version": version,
            "state": state or ("check" if editor.problems else "saved"),
            "writer": panes.writer_of(request),
            "preview": preview,
            "shows_pages": shows_pages,
            "key": KeyForm(None)["key"].value(),
            **self.page_context(request, editor),
        }
        return render(request, f"{self.app}/edit.html", context, status=status)

    @property
    def image(self) -> str:
        """The name of the URL of a page's image."""
        return f"{self.app}:page"

    def save(self, request: UserRequest, editor: Editor[Any], *, then: str) -> HttpResponse:
        """What is right is stored whatever else is not; that is kept as it was typed, and the page says so."""
        document = editor.document
        if not editor.settle():
            return self.page(request, editor, version=panes.version_of(request), state="error", status=422)
        if not stored(request, editor):
            return self.conflict(request, editor)
        if editor.problems:
            return self.page(request, editor, version=document.version, status=422)
        if then in self.leads:
            return redirect(f"{self.app}:{then}", pk=document.pk)
        messages.success(request, _("Saved."))
        return redirect(document)

    def autosave(self, request: UserRequest, editor: Editor[Any]) -> HttpResponseBase:
        """The answer to a page that saves by itself as somebody types: see saaska.documents.panes."""
        document = editor.document
        state, status = "error", 422
        if editor.settle():
            state, status = ("check" if editor.problems else "saved"), 200
            if not stored(request, editor):
                state, status = "conflict", 409
        context = {"editor": editor, "document": document, "state": state, "pieces": self.pieces}
        head = render_to_string(
            "documents/_saved.html", context | (self.page_context(request, editor) if self.pieces else {})
        )
        answer = panes.answer(
            head,
            lambda: self.order(editor.draft, draft_of=document.pk),
            document=document,
            page=self.image,
            size=panes.size_for(request),
            beside=lambda: self.beside(editor) if editor.content else "",
        )
        answer.status_code = status
        return answer

    def copy(self, request: UserRequest, editor: Editor[Any]) -> HttpResponse:
        document = editor.document
        columns = {**editor.content, "title": document.title_of_copy(editor.content["title"])}
        twin, made = document.copy_once(KeyForm.key_of(request.POST, document.pk), **columns)
        if made:
            self.copied(request, twin, document)
            told = _("Your text is saved in this copy of “%(title)s”.") % {"title": document.title}
            messages.success(request, told)
        return redirect(twin)

    def conflict(self, request: UserRequest, editor: Editor[Any]) -> HttpResponse:
        """Nothing was written: both texts are shown, and what was typed travels on in the page."""
        document = editor.document
        document.refresh_from_db()
        context = {
            "app": self.app,
            "document": document,
            "differences": self.compare(type(editor)(document, designs=[]).stored, editor.content),
            "typed": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name not in BOOKKEEPING
            ],
            "key": KeyForm(None)["key"].value(),
        }
        return render(request, "documents/conflict.html", context, status=409)

    def gone(self, request: UserRequest, document: Any) -> HttpResponse:
        return gone(request, document, app=self.app)


def gone(request: UserRequest, document: Any, *, app: str) -> HttpResponse:
    """The page of a document in the bin, with the way back."""
    return render(request, "documents/gone.html", {"document": document, "app": app}, status=410)


def stored(request: UserRequest, editor: Editor[Any]) -> bool:
    """Whether the document says now what was posted, or what the same page posted after it. Once settled."""
    document, writer = editor.document, panes.writer_of(request)
    if not editor.is_changed and not document.deleted_at:
        return True
    saved = document.save_over(
        panes.version_of(request),
        editor.content,
        unfinished=editor.unfinished,
        writer=writer,
        restoring="restoring" in request.POST,
    )
    document.refresh_from_db(fields=["version", "saved_by", "saved_step", "deleted_at", "template_version"])
    return bool(saved or (document.has_step_of(writer) and not document.deleted_at))
