"""What a page shows of a document that was printed: the images of its pages, or why there are none."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saaska.documents import prints
from saaska.documents.designs import UnknownDesignError
from saaska.documents.frames import PAGE, SIZES, Picture, Printed
from saaska.documents.printing_errors import OutdatedError, PrinterBusyError, PrintingError
from saaska.documents.prints import NoSuchPageError, Order

PIXELS: Final = {"A4": (794, 1123), "Letter": (816, 1056)}  # of a page's image
NAME: Final = re.compile(rf"([1-9][0-9]?)(?:-({'|'.join(SIZES)}))?", re.ASCII)  # "1", "2-dense"


@dataclass(frozen=True)
class Preview:
    """What was printed, or the `problem` that it was not; `status` is what HTTP calls that.

    One without pages and without a problem is still to be drawn.
    """

    key: str = ""
    pages: list[str] = field(default_factory=list)  # the number of each, as the addresses of images have it
    paper: str = ""
    unprintable: str = ""
    fullness: int = 100  # per cent of the last page's height that are written on
    problem: str = ""
    status: int = 200

    @property
    def said(self) -> str:
        if not self.pages:
            return _("No preview") if self.problem else _("Preview")
        count = len(self.pages)
        told = ngettext("%(count)s page, %(paper)s", "%(count)s pages, %(paper)s", count)
        return told % {"count": count, "paper": self.paper}

    @property
    def width(self) -> int:
        return PIXELS[self.paper][0]

    @property
    def height(self) -> int:
        return PIXELS[self.paper][1]


def preview(order: Callable[[], Order], *, size: str = PAGE) -> Preview:
    """The order, printed. The first page's image is made on the way, since it is asked for at once."""
    try:
        wanted = order()
        return _shown(wanted, prints.printed(wanted, pictures=[Picture(1, size)]))
    except (PrintingError, UnknownDesignError) as problem:
        return refused(problem)


def kept(order: Callable[[], Order]) -> Preview:
    """The same if it was printed before; otherwise one that is still to be drawn, at no cost."""
    try:
        wanted = order()
    except UnknownDesignError as problem:
        return refused(problem)
    made = prints.kept_print(wanted)
    return _shown(wanted, made) if made else Preview()


def _shown(order: Order, made: Printed) -> Preview:
    return Preview(
        key=order.key,
        pages=[str(number + 1) for number in range(made.pages)],
        paper=order.paper,
        unprintable=made.unprintable,
        fullness=made.fullness,
    )


def refused(problem: Exception) -> Preview:
    return Preview(problem=str(problem), status=status_of(problem))


def status_of(problem: Exception) -> int:
    """What HTTP calls the reason why something was not printed."""
    if isinstance(problem, OutdatedError):
        return 409
    return 503 if isinstance(problem, PrinterBusyError) else 422


def page_image(owner: str, key: str, name: str, *, saved: Callable[[], Order]) -> HttpResponse:
    """One page, such as "2-dense", of that person's print with that key, or of what is `saved` if it has the key.

    Http404 when there is no such print or page.
    """
    named = NAME.fullmatch(name)
    if not named:
        raise Http404
    number, size = int(named[1]), named[2] or PAGE
    return image(lambda: _kept_or_saved(owner, key, Picture(number, size), saved))


def _kept_or_saved(owner: str, key: str, picture: Picture, saved: Callable[[], Order]) -> bytes:
    found = prints.kept_page_image(owner, key, *picture)
    if found is not None:
        return found
    order = saved()
    if order.key != key:
        raise Http404(_("This preview is out of date."))
    return prints.page_image(order, *picture)


def image(make: Callable[[], bytes]) -> HttpResponse:
    """The image that `make` gives, or a line that says why it could not be printed; Http404 without page or design."""
    try:
        made = make()
    except (NoSuchPageError, UnknownDesignError) as problem:
        raise Http404 from problem
    except PrintingError as problem:
        status = 503 if isinstance(problem, PrinterBusyError) else 422
        return HttpResponse(str(problem), content_type="text/plain; charset=utf-8", status=status)
    return HttpResponse(made, content_type="image/png")
