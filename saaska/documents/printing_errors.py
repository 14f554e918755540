"""Why something was not printed, taken in or bound, in sentences for the person who asked."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext


class PrintingError(Exception):
    """A document that could not be printed. Its text is a sentence or two for the person who asked."""


class DocumentTooLongError(PrintingError):
    def __init__(self, pages: int, most_pages: int) -> None:
        super().__init__(
            ngettext(
                "The document has %(pages)s pages, but only %(limit)s page can be printed.",
                "The document has %(pages)s pages, but only %(limit)s pages can be printed.",
                most_pages,
            )
            % {"pages": pages, "limit": most_pages}
        )
        self.pages = pages


class DocumentTooSlowError(PrintingError):
    def __init__(self) -> None:
        super().__init__(_("Printing the document took too long and was stopped. Please shorten it."))


class DocumentTooBigError(PrintingError):
    def __init__(self) -> None:
        super().__init__(_("Printing the document needs too much memory. Please shorten it."))


class PrinterBusyError(PrintingError):
    def __init__(self) -> None:
        super().__init__(_("Many documents are being printed right now. Please try again in a moment."))


class OutdatedError(PrintingError):
    """The document is being printed as it became meanwhile; nobody waits for what it was."""

    def __init__(self) -> None:
        super().__init__(_("The document was changed meanwhile and is printed as it is now."))


class PrinterFailedError(PrintingError):
    def __init__(self) -> None:
        super().__init__(_("The document could not be printed. Nothing was lost; please try again."))


class PictureRefusedError(Exception):
    """No portrait could be made of a picture. `reason` is one of portraits.RefusedError's, or "pixels" when it
    needs too much memory or time, or "damaged" when it ended the process."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PdfRefusedError(PrintingError):
    """A PDF that is not taken in, or cannot be bound with others."""

    SAID: Final = {
        "damaged": _lazy("The PDF is damaged or not complete. Open it, print it as a PDF and send that one."),
        "locked": _lazy(
            "The PDF is locked by a password or forbids to be changed. Save it without protection and send that one."
        ),
        "pages": _lazy("The PDF has too many pages: 30 at most in a file, 120 in all."),
        "empty": _lazy("The PDF has no pages."),
    }

    def __init__(self, reason: str) -> None:
        super().__init__(str(self.SAID[reason]))
        self.reason = reason
