"""What a page holds: its forms with the values a browser would send, its links, its text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

import pypdf

VOID = frozenset(
    {"input", "br", "hr", "img", "meta", "link", "source", "wbr", "col", "area", "base", "embed", "track"}
)
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "hx-get", "hx-post", "content")


@dataclass
class Control:
    """One field of a form. `options` are the values of a select or of radio buttons; the admin's classes of CSS
    (`look`) tell which kind of field it is."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    look: str = ""


@dataclass
class PageForm:
    """A <form> as a browser would send it. `buttons` are names and values of those that send it."""

    page: str
    action: str
    method: str
    controls: list[Control] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return sorted({control.name for control in self.controls} - {"csrfmiddlewaretoken"})

    @property
    def shape(self) -> tuple[Any, ...]:
        """What makes two forms the same one: the address without ids, and the names of its fields without numbers."""
        plain = "".join(
            "*" if any(c.isdigit() for c in part) else part + "/" for part in self.action.split("/")
        )
        buttons = {value.rstrip("0123456789") for name, value in self.buttons if name in ("action", "form")}
        return plain, frozenset(name.translate(DIGITS) for name in self.names), frozenset(buttons)

    @property
    def has_file(self) -> bool:
        return any(control.kind == "file" for control in self.controls)

    def values(self) -> dict[str, list[str]]:
        """What the browser sends when nothing is changed: the first button, and every field that is not a file."""
        sent: dict[str, list[str]] = {}
        for name, value in self.buttons[:1]:
            sent[name] = [value]
        for control in self.controls:
            if control.kind not in ("file", "unchecked") and control.name != "csrfmiddlewaretoken":
                sent.setdefault(control.name, []).append(control.value)
        return sent


DIGITS = str.maketrans(dict.fromkeys("0123456789"))


class Page(HTMLParser):
    """`elements` are (tag, attributes) in order, `text` is what stands between them."""

    def __init__(self, url: str, response: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.url, self.forms = url, list[PageForm]()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self._forms_by_id: dict[str, PageForm] = {}
        self._ahead: list[tuple[str, dict[str, str]]] = []
        self._select: Control | None = None
        self._area: Control | None = None
        self._inside: PageForm | None = None
        if response.get("Content-Type", "").startswith("text/html"):
            self.feed(response.content.decode())

    @property
    def links(self) -> list[str]:
        return [given["href"] for tag, given in self.elements if tag == "a" and "href" in given]

    @property
    def addresses(self) -> list[str]:
        """Everything on the page that a browser would go to or fetch."""
        found = [given[name] for _tag, given in self.elements for name in ADDRESSES if given.get(name)]
        return [address.partition("url=")[2] or address for address in found]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.elements.append((tag, given))
        if tag == "form":
            self._begin(given)
        elif tag == "option" and self._select is not None:
            self._option(self._select, given)
        if not given.get("name") or "disabled" in given:
            return
        form = self._forms_by_id.get(given.get("form", ""), self._inside)
        if given.get("form", "") not in ("", *self._forms_by_id):
            self._ahead.append((tag, given))
        elif form is not None:
            self._control(tag, form, given)

    def _control(self, tag: str, form: PageForm, given: dict[str, str]) -> None:
        if tag == "input":
            self._input(form, given)
        elif tag == "select":
            self._select = Control(given["name"], "select", look=given.get("class", ""))
            form.controls.append(self._select)
        elif tag == "textarea":
            self._area = Control(given["name"], "textarea", look=given.get("class", ""))
            form.controls.append(self._area)
        elif tag == "button" and given.get("type", "submit") == "submit":
            form.buttons.append((given["name"], given.get("value", "")))

    @staticmethod
    def _option(select: Control, given: dict[str, str]) -> None:
        select.options.append(given.get("value", ""))
        if "selected" in given or len(select.options) == 1:
            select.value = select.options[-1]

    def _begin(self, given: dict[str, str]) -> None:
        action = urlsplit(urljoin(f"http://testserver{self.url}", given.get("action", "")))
        self._inside = PageForm(self.url, action.path, given.get("method", "get").lower())
        self.forms.append(self._inside)
        if "id" in given:
            self._forms_by_id[given["id"]] = self._inside
            for tag, control in self._ahead:
                if control["form"] == given["id"]:
                    self._control(tag, self._inside, control)

    @staticmethod
    def _input(form: PageForm, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "image"):
            form.buttons.append((given["name"], given.get("value", "")))
            return
        if kind in ("radio", "checkbox") and "checked" not in given:
            kind = "unchecked"
        value = given.get("value", "on" if kind == "checkbox" else "")
        form.controls.append(Control(given["name"], kind, value, look=given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._area.value = self._area.value.removeprefix("\n")  # which belongs to the tag
            self._area = None

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._area is not None:
            self._area.value += data


def told(response: Any) -> str:
    """Everything an answer says, in lower case: headers, page, and the text of a PDF."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    said = "\n".join(f"{name}: {value}" for name, value in response.items()) + body.decode("utf-8", "replace")
    if response.get("Content-Type", "").startswith("application/pdf"):
        said += "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(body)).pages)
    return said.lower()
