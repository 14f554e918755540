"""PDFs of other people made harmless, and several PDFs bound into one. Used by the printer process, never by the web's.

What is taken over of a file is its pages, as they look: whatever acts (scripts, launching, forms that send), hides
(attachments, thumbnails, the data of other programs) or tells of the author's machine stays behind.
"""

import io
from collections.abc import Mapping, Sequence, Set
from typing import Any, Final, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf, Stream

MOST_PAGES: Final = 30  # of a file that is taken in
MOST_BOUND: Final = 120  # of a bound one
FOLLOWED: Final = ("http://", "https://", "mailto:", "tel:")
KEPT: Final = {  # keys of a page: what it shows, and where
    *("/Type", "/Parent", "/Resources", "/Contents", "/Group", "/Rotate", "/UserUnit", "/Annots"),
    *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"),
}
LEFT_BEHIND: Final = {  # keys of what is drawn on it that act or carry something
    *("/AA", "/AF", "/Alternates", "/JS", "/Metadata", "/OPI", "/PieceInfo", "/Ref", "/StructParent"),
    "/StructParents",
}

Reason = Literal["damaged", "locked", "pages", "empty"]


class RefusedError(Exception):
    """A PDF that is not taken; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def clean(content: bytes) -> tuple[bytes, int]:
    """The pages of somebody's PDF as a file of ours, and how many they are."""
    with _opened(content) as source:
        pages = len(source.pages)
        if pages > MOST_PAGES:
            raise RefusedError("pages")
        if not pages:
            raise RefusedError("empty")
        with Pdf.new() as made:
            try:
                _flatten(source)
                made.pages.extend(source.pages)
                _disarm(made)
            except (pikepdf.PdfError, TypeError, ValueError, KeyError, AttributeError) as error:
                raise RefusedError("damaged") from error
            return _written(made), pages


def bind(parts: Sequence[tuple[str, bytes]], *, title: str, author: str, language: str) -> tuple[bytes, int]:
    """The PDFs in this order, each behind a bookmark of its name. The same parts give the same bytes."""
    with Pdf.new() as made:
        begins = []
        for _name, content in parts:
            begins.append(len(made.pages))
            with _opened(content) as source:
                made.pages.extend(source.pages)
        if len(made.pages) > MOST_BOUND:
            raise RefusedError("pages")
        _disarm(made)
        with made.open_outline() as outline:
            outline.root.extend(
                OutlineItem(name, at) for (name, _content), at in zip(parts, begins, strict=True)
            )
        made.docinfo["/Title"], made.docinfo["/Author"] = title, author
        made.Root.Lang = pikepdf.String(language)
        made.Root.PageMode = Name.UseOutlines
        made.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        return _written(made), len(made.pages)


def _opened(content: bytes) -> Pdf:
    try:
        source = Pdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as error:
        raise RefusedError("locked") from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise RefusedError("damaged") from error
    if source.is_encrypted:  # opens without a password, and forbids to be changed
        source.close()
        raise RefusedError("locked")
    return source


def _flatten(source: Pdf) -> None:
    """What was filled in and noted becomes part of the page."""
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("print")


def _disarm(made: Pdf) -> None:
    for page in made.pages:
        _forget(page.obj, set(page.obj.keys()) - KEPT)
        _keep_links(page.obj)
    for thing in made.objects:
        if isinstance(thing, Stream):
            _forget(thing, LEFT_BEHIND)


def _forget(thing: Object, keys: Set[str]) -> None:
    for key in keys & set(thing.keys()):
        del thing[key]


def _keep_links(page: Object) -> None:
    """Of annotations nothing but links to addresses."""
    notes = page.get("/Annots")
    if notes is None:
        return
    links = [link for note in _listed(notes) if (link := _link(note))]
    if links:
        page.Annots = Array(links)
    else:
        del page["/Annots"]


def _listed(notes: Object) -> list[Any]:
    return list(notes) if isinstance(notes, Array) else []


def _link(note: Any) -> Dictionary | None:
    """The link anew, if it is one that a reader may follow."""
    if not isinstance(note, Dictionary) or note.get("/Subtype") != Name.Link or "/Rect" not in note:
        return None
    action = note.get("/A")
    if not isinstance(action, Dictionary) or action.get("/S") != Name.URI:
        return None
    address = str(action.get("/URI", ""))
    if not address.lower().startswith(FOLLOWED):
        return None
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=note.Rect,
        Border=Array([0, 0, 0]),
        F=4,
        A=Dictionary(S=Name.URI, URI=pikepdf.String(address)),
    )


def _written(made: Pdf) -> bytes:
    file = io.BytesIO()
    made.remove_unreferenced_resources()
    made.save(
        file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, min_version="1.7"
    )
    return file.getvalue()


def answered(head: Mapping[str, Any], parts: Mapping[str, bytes]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the printer answers when it is asked to "clean" or to "bind": how many `pages`, and the "pdf"."""
    if head["binding"] == "clean":
        made, pages = clean(parts["clean"])
    else:
        named = [(name, parts[f"bind:{at}"]) for at, name in enumerate(head["names"])]
        made, pages = bind(named, title=head["title"], author=head["author"], language=head["language"])
    return {"pages": pages}, {"pdf": made}
