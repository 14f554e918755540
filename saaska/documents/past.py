"""The pages of a document's history: its states by sitting, each as its pages and as what changed.

Every kind of document has them by a Past; its views look up whose document it is and hand it over.
"""

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from saaska import ui
from saaska.documents import previews
from saaska.documents.comparison import Difference
from saaska.documents.designs import Kind, UnknownDesignError
from saaska.documents.history import sittings
from saaska.documents.previews import Preview
from saaska.documents.prints import Order
from saaska.documents.states import Content, contents
from saaska.documents.texts import LINE, printable
from saaska.http import UserRequest
from saaska.keys import KeyForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)  # of a state
Doc = TypeVar("Doc", bound=Any)  # a document: its states, save_over(), copy_once()


@dataclass(frozen=True)
class Past:
    """What the history of a kind of document needs to know of it. `app` is the namespace of its addresses.

    `parts` are the names of what states change, `other` of what has none. `compare` takes the earlier content first.
    """

    app: str
    kind: Kind
    parts: "Mapping[str, StrOrPromise]"
    other: "StrOrPromise"
    order: Callable[..., Order]
    compare: Callable[[Any, Any], list[Difference]]

    def index(self, request: UserRequest, document: Any) -> HttpResponse:
        sitting = request.GET.get("sitting", "")
        opened = int(sitting) if sitting.isascii() and sitting.isdecimal() and len(sitting) < 10 else 0
        page = sittings(document.states.all(), page=request.GET.get("page"), opened=opened)
        for found in page:
            found.changed = self.named(found.parts)
            for state in found.states:
                state["changed"] = self.named(state["parts"])
        context = {
            "app": self.app,
            "document": document,
            "page": page,
            "named": document.states.exclude(name="").order_by("-number").values("number", "name", "at"),
        }
        return render(request, "documents/history.html", context)

    def named(self, parts: "list[str] | set[str]") -> str:
        """The parts in words, each once."""
        return ", ".join(sorted({str(self.parts.get(part, self.other)) for part in parts}))

    def state(self, request: UserRequest, document: Any, number: int) -> HttpResponse:
        found = get_object_or_404(document.states.defer("steps"), number=number)
        newest: int = document.states.latest("number").number
        against = newest if request.GET.get("against") == "now" and number != newest else number - 1
        held = contents(document.states.all(), {number, against})
        shown = as_it_was(document, held[number], found.at)
        other = as_it_was(document, held[against], found.at) if against in held else None
        pair = (other, shown) if against < number else (shown, other)
        context = {
            "app": self.app,
            "document": document,
            "state": found,
            "preview": self.preview(shown),
            "newest": newest,
            "before": number - 1,
            "after": number + 1 if number < newest else 0,
            "compares_with_now": against == newest,
            "is_first": other is None,
            "differences": self.compare(*pair) if other is not None else [],
            "key": KeyForm(None)["key"].value(),
        }
        return render(request, "documents/state.html", context)

    def preview(self, shown: Any) -> Preview:
        return previews.preview(lambda: self.order(shown))

    def image(self, request: UserRequest, document: Any, number: int, name: str) -> HttpResponse:
        """An image of one of the pages that the document had then."""
        try:
            order = self.order(at(document, number))
        except UnknownDesignError as problem:
            raise Http404 from problem
        return previews.page_image(str(request.user.pk), order.key, name, saved=lambda: order)

    def restore(self, request: UserRequest, document: Any, number: int, *, version: int) -> bool:
        """Stores the state as the next one and offers a way back; False when another one was stored meanwhile."""
        content = content_at(document, number)
        newest: int = document.states.latest("number").number
        title = {"title": document.title}
        if not return_to(document, content, version=version or document.version):
            told = _("“%(title)s” was changed in the meantime. Nothing was restored: look again.")
            messages.warning(request, told % title)
            return False
        undo = reverse(f"{self.app}:restore_state", args=[document.pk, newest])
        ui.success_with_undo(request, _("“%(title)s” is as it was then.") % title, undo=undo)
        return True

    def name(self, request: UserRequest, document: Any, number: int) -> HttpResponse:
        found = get_object_or_404(document.states.defer("steps"), number=number)
        found.name = printable(request.POST.get("name", ""), lines=False)[:LINE]
        found.save(update_fields=["name"])
        messages.success(request, _("The name is saved.") if found.name else _("The name is removed."))
        return redirect(f"{self.app}:state", pk=document.pk, number=number)


def as_it_was(document: Doc, content: Content, moment: Any) -> Doc:
    """The document with that content and as of that time, not saved."""
    former = copy.copy(document)
    for column, value in content.items():
        setattr(former, column, value)
    former.updated_at = moment
    return former


def number_of(text: str) -> int:
    """The number of a state in an address; Http404 when it can be none."""
    if not NUMBER.fullmatch(text):
        raise Http404
    return int(text)


def at(document: Doc, number: int) -> Doc:
    """The document as it was in that state; Http404 when it has no such state."""
    found = get_object_or_404(document.states.only("at"), number=number)
    return as_it_was(document, content_at(document, number), found.at)


def content_at(document: Any, number: int) -> Content:
    get_object_or_404(document.states.only("number"), number=number)
    return contents(document.states.all(), [number])[number]


def return_to(document: Any, content: Content, *, version: int) -> bool:
    if not document.save_over(version, content):
        return False
    # A trigger pins the newest version of another design; what was printed then is what comes back.
    wanted = content["template_version"]
    rows = type(document)._base_manager.filter(pk=document.pk)
    rows.exclude(template_version=wanted).update(template_version=wanted)
    return True
