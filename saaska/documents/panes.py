"""The pane beside an editor: the pages of the very PDF as images, and the answer that draws them as somebody types.

Such an answer comes in two pieces: first whether the text is saved, then the pages. Between the two the request's
transaction ends, so no row stays locked while a printer works, and whoever types on is not held up.
"""

from collections.abc import Callable, Iterator
from typing import Final

from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from saaska.documents import previews
from saaska.documents.designs import UnknownDesignError
from saaska.documents.frames import DENSE, PAGE
from saaska.documents.models import Document, Writer
from saaska.documents.previews import Preview
from saaska.documents.prints import Order

END_OF_HEAD: Final = "<!-- pages -->"  # document-editor.js looks for it


def size_for(request: HttpRequest) -> str:
    """The images that the screen of whoever posts wants."""
    return DENSE if "dense" in request.POST else PAGE


def writer_of(request: HttpRequest) -> Writer:
    """The page that posts and the step of its text; nobody when it does not say."""
    page, step = request.POST.get("writer", ""), request.POST.get("step", "")
    known = page.isascii() and page.isalnum() and len(page) <= 32 and step.isdecimal() and len(step) < 10
    return Writer(page, int(step)) if known else Writer()


def version_of(request: HttpRequest) -> int:
    """The state that the posted text started from; 0, which is no state, when the page does not say."""
    return posted_number(request, "version")


def posted_number(request: HttpRequest, name: str) -> int:
    number = request.POST.get(name, "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0


def answer(
    head: str,
    order: Callable[[], Order],
    *,
    document: Document,
    page: str,
    size: str,
    beside: Callable[[], str] = str,
) -> StreamingHttpResponse:
    """The two pieces. The order is made now, its pages once the request's transaction is over.

    `page` is the name of the URL of the document's page images. `beside` gives what else belongs to the text, without
    asking the database.
    """
    try:
        wanted = order()
    except UnknownDesignError as problem:
        refused = beside() + pages(previews.refused(problem), document=document, page=page)
        return StreamingHttpResponse([head + END_OF_HEAD, refused])
    language = translation.get_language()

    def pieces() -> Iterator[str]:
        yield head + END_OF_HEAD
        with translation.override(language):
            yield beside() + pages(previews.preview(lambda: wanted, size=size), document=document, page=page)

    return StreamingHttpResponse(pieces())


def pages(preview: Preview, *, document: Document, page: str) -> str:
    context = {"preview": preview, "document": document, "page": page}
    return render_to_string("documents/_pages.html", context)
