"""The pages of an editor: as somebody types, at the press of a button, and when somebody else saved first.

Every kind of document has them by a Desk; its views look up whose document it is and hand it over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from saaska.documents import panes, previews
from saaska.documents.choices import Designs
from saaska.documents.editor.choosing import Choice, Terms, chosen
from saaska.documents.editor.form import Editor
from saaska.documents.merging import NOTHING, merged, set_apart, units
from saaska.documents.past import as_it_was
from saaska.documents.prints import Order
from saaska.documents.states import contents
from saaska.http import UserRequest
from saaska.keys import KeyForm

ENDS: Final = ("save", "autosave", "copy", "merge")  # what a button may do beside changing the form's lists
BOOKKEEPING: Final = ("csrfmiddlewaretoken", "action", "version", "began", "restoring", "key", "kept_form")


@dataclass(frozen=True)
class Desk:
    """What editing a kind of document needs to know of it. `app` is the namespace of its addresses.

    `terms` are the words for what differs. `page_context` is what the kind's own page shows besides; `copied` is
    told of a copy that was made and its original. `pieces` is the template of what an answer changes on the page
    beside the fields; `beside` gives further such HTML, from a settled editor alone, once the text is saved. `leads`
    are pages that a button may lead to once the text is saved.
    """

    app: str
    editor: type[Editor[Any]]
    order: Callable[..., Order]
    terms: Terms
    page_context: Callable[[UserRequest, Any], dict[str, Any]]
    copied: Callable[[UserRequest, Any, Any], None]
    pieces: str = ""
    beside: Callable[[Any], str] = lambda _editor: ""
    leads: tuple[str, ...] = ("download",)
    keeps: tuple[str, ...] = ()  # what stays in the editor's address when it is saved

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
        if action in ("copy", "merge") and editor.settle():
            return self.copy(request, editor) if action == "copy" else self.merge(request, editor)
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
        kept = urlencode({name: request.GET[name] for name in self.keeps if name in request.GET})
        return redirect(f"{document.get_absolute_url()}?{kept}" if kept else document)

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
        base, choices = self.choices(request, editor)
        context = {
            "app": self.app,
            "document": document,
            "choices": choices,
            "in_both": sum(choice.unit.is_conflict for choice in choices),
            "knows_beginning": base is not NOTHING,
            "began": began(request),
            "typed": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name not in BOOKKEEPING and not name.startswith("choice-")
            ],
            "key": KeyForm(None)["key"].value(),
        }
        return render(request, "documents/conflict.html", context, status=409)

    def choices(self, request: UserRequest, editor: Editor[Any]) -> tuple[Any, list[Choice]]:
        """What both texts began from, as far as the history knows it, and what differs between them."""
        theirs = type(editor)(editor.document, designs=[]).stored
        base = self.beginning(request, editor)
        editor.content = set_apart(base, editor.content, theirs)
        found = units(base, editor.content, theirs)
        return base, self.terms.choices(found, editor.content, theirs, request.POST)

    def beginning(self, request: UserRequest, editor: Editor[Any]) -> Any:
        document = editor.document
        states = document.states.filter(version=began(request)).order_by("-number")
        number = states.values_list("number", flat=True).first()
        if number is None:
            return NOTHING
        content = contents(document.states.all(), [number])[number]
        return type(editor)(as_it_was(document, content, document.updated_at), designs=[]).stored

    def merge(self, request: UserRequest, editor: Editor[Any]) -> HttpResponse:
        """Saves what was chosen of the two texts; asks again when a third one came meanwhile. Once settled."""
        document = editor.document
        if panes.version_of(request) != document.version:
            return self.conflict(request, editor)
        base, choices = self.choices(request, editor)
        content = merged(base, editor.content, editor.stored, chosen(choices))
        try:
            data = editor.rebased(content)
        except ValidationError as problem:  # too many entries, or a text that is too long
            for message in problem.messages:
                messages.error(request, message)
            return self.conflict(request, editor)
        designs = list(editor.details.fields["template"].choices)  # type: ignore[attr-defined]  # a ChoiceField
        return self.save(request, self.editor(document, designs=designs, data=data), then="save")

    def gone(self, request: UserRequest, document: Any) -> HttpResponse:
        return gone(request, document, app=self.app)


def began(request: UserRequest) -> int:
    """The state that a text began from that met another one; it stays the same however often they meet."""
    return panes.posted_number(request, "began" if "began" in request.POST else "version")


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
