"""How large a posted file may be: what is larger is never kept, in memory or on disk."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

MOST_BYTES: Final = 5_000_000
# Of a body not much larger the rest is read and forgotten, so that the browser can show our answer; of any
# other the reading ends.
READ_ON: Final = 100_000_000
View = TypeVar("View", bound=Callable[..., Any])


def takes_bytes(most: int) -> Callable[[View], View]:
    """The outermost decorator of a view that takes larger files than others."""

    def mark(view: View) -> View:
        view.most_bytes = most  # type: ignore[attr-defined]  # read by LimitedUploadHandler
        return view

    return mark


class LimitedUploadHandler(FileUploadHandler):
    """Stands before the handlers that keep files, and stops a request whose files are too large together."""

    chunk_size = 64 * 1024

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0
        self.announced = 0
        match = getattr(request, "resolver_match", None)
        self.most = getattr(match and match.func, "most_bytes", MOST_BYTES)

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        self.announced = content_length

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > self.most:
            if self.request is not None:
                self.request.upload_refused = True  # type: ignore[attr-defined]  # read by upload_refused()
            raise StopUpload(connection_reset=self.announced > READ_ON)
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """Leaves the file to the next handler."""
        return None


def upload_refused(request: HttpRequest) -> bool:
    """Whether a file of this request was too large to be kept."""
    return getattr(request, "upload_refused", False)
