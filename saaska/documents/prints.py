"""What was printed, kept: preview, download and frozen copy of the same content are the same bytes.

An Order's key stands for all that decides those bytes. What has the key is looked for in this process, then in
Redis, and printed otherwise; whoever asks for the same meanwhile waits for that printing. Redis's death costs
printing again. Addresses begin with whose document it is, so that a person's prints can be found and forgotten.
"""

import io
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache as once
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from django.core.cache import cache

from saaska.documents import fonts, renderer
from saaska.documents.designs import Design, Options
from saaska.documents.frames import DENSE, PAGE, THUMBNAIL, Picture, Printed, read_frame, write_frame
from saaska.documents.printing_errors import OutdatedError

MEMORY: Final = 64 * 1024 * 1024  # bytes of prints that a process keeps
PDF: Final = "pdf"
# Seconds in Redis. Images of a page are large and quickly drawn again; thumbnails stand in lists.
KEPT: Final = {PDF: 60 * 60, PAGE: 10 * 60, DENSE: 10 * 60, THUMBNAIL: 24 * 60 * 60}
EVERYBODY: Final = "everybody"

Address = tuple[str, str, str]  # whose, the key, "pdf" or a picture
Made = TypeVar("Made")


class NoSuchPageError(LookupError):
    """The document has fewer pages."""


@dataclass(frozen=True)
class Sheets:
    """What a printer gets: see renderer.render()."""

    html: str
    css: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    attachments: Mapping[str, bytes] = field(default_factory=dict)

    def print(self, **wishes: Any) -> Printed:
        """Printed now, and not kept; what else can be wished for, renderer.render() says."""
        return renderer.render(self.html, self.css, files=self.files, attachments=self.attachments, **wishes)


@dataclass(frozen=True)
class Order:
    """A document to be printed.

    `sheets` is asked only when nothing is kept. `owner` is a person's id, or EVERYBODY for samples.
    `replaces` names the draft this is the newest state of: older states that wait for a printer are dropped
    with printing_errors.OutdatedError. Without it, the order is printed whatever comes. `paper` is the pages' size.
    """

    key: str
    sheets: Callable[[], Sheets]
    owner: str = EVERYBODY
    replaces: str = ""
    paper: str = "A4"


def key_of(design: Design, options: Options, data: object, *, language: str, makers: str = "") -> str:
    """What stands for all that decides a print: the data as JSON, the design and its options, our programs,
    fonts and WeasyPrint. `makers` is digest_of_files() of the modules that make the sheets out of the data."""
    parts = [
        design.kind,
        design.slug,
        str(design.digest),
        asdict(options),
        data,
        language,
        makers,
        _machine(),
    ]
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def digest_of_files(paths: Iterable[Path]) -> str:
    digest = blake2b(digest_size=16)
    for path in paths:
        digest.update(path.name.encode() + blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


@once
def _machine() -> str:
    """This program's part in every print."""
    here = Path(__file__).parent
    programs = [*sorted(here.glob("*.py")), *sorted((here / "templatetags").glob("*.py"))]
    words = sorted((fonts.PROJECT / "locale").rglob("*.mo"))
    drawn = digest_of_files([*programs, *words, fonts.CONFIGURATION, *fonts.files()])
    return f"{drawn} {version('weasyprint')} {version('pypdfium2')}"


def printed(order: Order, *, pictures: Iterable[Picture] = ()) -> Printed:
    """The document; printing_errors.PrintingError says why not.

    When it has to be printed now, `pictures` are made on the same way and kept too. They are in the answer
    only if this very call printed them: page_image() finds them in any case.
    """
    address = (order.owner, order.key, PDF)
    wanted = list(pictures)
    return _kept_print(address) or _flights.once(
        address,
        lambda: _kept_print(address) or _print(order, address, wanted),
        droppable=bool(order.replaces),
    )


def kept_print(order: Order) -> Printed | None:
    """The document if it was printed before and is kept still."""
    return _kept_print((order.owner, order.key, PDF))


def page_image(order: Order, page: int, size: str = PAGE) -> bytes:
    """The image of a page, the first of which is 1, in one of frames.SIZES.

    Prints the document if it is not kept. NoSuchPageError when it has fewer pages; printing_errors.PrintingError.
    """
    picture = Picture(page, size)
    address = _address_of(order.owner, order.key, picture)
    found = _kept_image(address)
    if found is None:
        document = printed(order, pictures=[picture])
        found = document.pictures.get(picture) or _image_of(address, document, picture, order.replaces)
    return found


def kept_page_image(owner: str, key: str, page: int, size: str = PAGE) -> bytes | None:
    """The same of a document that was printed before, by its key; None when it is kept no longer."""
    picture = Picture(page, size)
    address = _address_of(owner, key, picture)
    found = _kept_image(address)
    if found is None and (document := _kept_print((owner, key, PDF))):
        found = _image_of(address, document, picture)
    return found


def forget_all() -> None:
    """Everything that this process keeps; Redis keeps it still."""
    _memory.clear()


def _image_of(address: Address, document: Printed, picture: Picture, replaces: str = "") -> bytes:
    if not 0 < picture.page <= document.pages:
        raise NoSuchPageError(picture.page)
    return _flights.once(
        address,
        lambda: _kept_image(address) or _draw(address, document.pdf, picture, replaces),
        droppable=bool(replaces),
    )


def _print(order: Order, address: Address, pictures: list[Picture]) -> Printed:
    made = order.sheets().print(pictures=pictures, replaces=order.replaces)
    _keep_print(address, made)
    for picture, image in made.pictures.items():
        _keep_image(_address_of(order.owner, order.key, picture), image, picture.size)
    return made


def _draw(address: Address, pdf: bytes, picture: Picture, replaces: str) -> bytes:
    image = renderer.draw(pdf, [picture], replaces=replaces)[picture]
    _keep_image(address, image, picture.size)
    return image


def _address_of(owner: str, key: str, picture: Picture) -> Address:
    return owner, key, f"{picture.page}-{picture.size}"


class Memory:
    """The values used last, up to so many bytes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self.values: OrderedDict[Address, tuple[Any, int]] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, address: Address) -> Any:
        with self.lock:
            if address not in self.values:
                return None
            self.values.move_to_end(address)
            return self.values[address][0]

    def keep(self, address: Address, value: Any, size: int) -> None:
        with self.lock:
            self._drop(address)
            self.values[address] = (value, size)
            self.bytes += size
            while self.bytes > self.most:
                self._drop(next(iter(self.values)))

    def clear(self) -> None:
        with self.lock:
            self.values.clear()
            self.bytes = 0

    def _drop(self, address: Address) -> None:
        _value, size = self.values.pop(address, (None, 0))
        self.bytes -= size


class Flight:
    """One making of a value, and who waits for it."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.made: Any = None
        self.problem: BaseException | None = None


class Flights:
    """Makes a value once, however many threads of this process ask for it at the same time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.open: dict[Address, Flight] = {}

    def once(self, address: Address, make: Callable[[], Made], *, droppable: bool) -> Made:
        """What `make` gives or raises here or in the thread that came first.

        Who may not be dropped (`droppable`) makes it anew when the first was dropped for a newer state.
        """
        while True:
            with self.lock:
                flight = self.open.get(address)
                first = flight is None
                flight = self.open.setdefault(address, flight or Flight())
            if first:
                return self._fly(flight, address, make)
            flight.ended.wait()
            if flight.problem is None:
                return cast(Made, flight.made)
            if droppable or not isinstance(flight.problem, OutdatedError):
                raise flight.problem

    def _fly(self, flight: Flight, address: Address, make: Callable[[], Made]) -> Made:
        try:
            flight.made = make()
        except BaseException as problem:
            flight.problem = problem
            raise
        finally:
            with self.lock:
                del self.open[address]
            flight.ended.set()
        return cast(Made, flight.made)


_memory = Memory(MEMORY)
_flights = Flights()


def _start_afresh() -> None:
    """In a forked child: whoever held a lock or was printing is in its parent."""
    global _memory, _flights
    _memory, _flights = Memory(MEMORY), Flights()


os.register_at_fork(after_in_child=_start_afresh)


def _kept_print(address: Address) -> Printed | None:
    found: Printed | None = _memory.get(address)
    if found is None and (frame := cache.get(_in_redis(address))):
        found = _unpacked(frame)
        _memory.keep(address, found, len(found.pdf))
    return found


def _keep_print(address: Address, made: Printed) -> None:
    bare = replace(made, pictures={})
    _memory.keep(address, bare, len(bare.pdf))
    cache.set(_in_redis(address), _packed(bare), KEPT[PDF])


def _kept_image(address: Address) -> bytes | None:
    found: bytes | None = _memory.get(address)
    if found is None:
        found = cache.get(_in_redis(address))
        if found is not None:
            _memory.keep(address, found, len(found))
    return found


def _keep_image(address: Address, image: bytes, size: str) -> None:
    _memory.keep(address, image, len(image))
    cache.set(_in_redis(address), image, KEPT[size])


def _in_redis(address: Address) -> str:
    return ":".join(("print", *address))


def _packed(made: Printed) -> bytes:
    frame = io.BytesIO()
    write_frame(
        frame,
        {"pages": made.pages, "unprintable": made.unprintable, "fullness": made.fullness},
        {PDF: made.pdf},
    )
    return frame.getvalue()


def _unpacked(frame: bytes) -> Printed:
    read = read_frame(io.BytesIO(frame))
    assert read is not None  # it was written whole
    head, parts = read
    return Printed(pdf=parts[PDF], **head)
