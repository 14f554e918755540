"""Nothing is read that is not ours, whatever a document says, and no document holds more than its share.

The promises 39 and 40: no read outside the allow-list; time, pages and memory are bounded.
"""

import io
import itertools
import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pypdf
import pytest

from letters import printing as letters
from resumes import printing as resumes
from saaska.documents import designs, fonts, pdf, printing_errors, renderer
from saaska.documents.designs import Options
from saaska.documents.renderer import Pool

# WeasyPrint leaves closing its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc")

SVG = "http://www.w3.org/2000/svg"
STOLEN = "TOPSECRET"


@pytest.fixture
def listener():
    """A server on loopback that counts who calls and sends each on to itself once; its address is `listener.url`."""

    class Listener:
        calls = 0

    server = socket.create_server(("127.0.0.1", 0))
    listening = Listener()
    listening.url = f"http://127.0.0.1:{server.getsockname()[1]}"

    def accept():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            listening.calls += 1
            asked = connection.recv(1000)
            head = f"302 Found\r\nLocation: {listening.url}/there" if b" /sent-on" in asked else "200 OK"
            connection.sendall(f"HTTP/1.0 {head}\r\n\r\n{STOLEN}".encode())
            connection.close()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield listening
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(STOLEN)
    return path


def attempts(url):
    """Every way we know by which a document can ask for an address."""
    return [
        f'<img src="{url}">',
        f'<img srcset="{url} 2x" src="{url}">',
        f'<link rel="stylesheet" href="{url}">',
        f'<link rel="attachment" href="{url}">',
        f'<a rel="attachment" href="{url}">x</a>',
        f'<object data="{url}"></object>',
        f'<embed src="{url}">',
        f'<style>@import url("{url}");</style>',
        f'<style>@import "{url}" print;</style>',
        f'<style>@font-face{{font-family:z;src:url("{url}")}}p{{font-family:z}}</style><p>x',
        f'<style>p{{background:url("{url}");list-style-image:url("{url}")}}</style><p style="display:list-item">x',
        f'<style>p::before{{content:url("{url}")}}</style><p>x',
        f'<style>@page{{background:url("{url}");@top-left{{content:url("{url}")}}}}</style><p>x',
        f'<p style="border-image-source:url({url});border:1px solid">x',
        f'<svg xmlns="{SVG}" width="9" height="9"><image href="{url}"/></svg>',
        f'<base href="{url}/"><img src="relative">',
        f'<style>@color-profile --x{{src:url("{url}")}}</style><p>x',
    ]


QUIET = [  # ways WeasyPrint does not follow
    f'<svg xmlns="{SVG}" width="9" height="9"><use href="%s#a"/></svg>',
    "<p style=\"background:image-set(url('%s') 1x)\">x",
    '<iframe src="%s"></iframe><script src="%s"></script><meta http-equiv="refresh" content="0;url=%s">',
]


def svg(url):
    """A picture inside the document that asks for something outside."""
    inner = f"<svg xmlns='{SVG}' width='9' height='9'><image href='{url}' width='9' height='9'/></svg>"
    return f'<img src="data:image/svg+xml,{inner}">'


class TestNothingIsFetched:
    def test_no_way_of_asking_for_an_address_reads_a_file_or_opens_a_connection(self, listener, secret):
        pages = everything(listener, secret)

        answers = print_audited(pages)

        assert [answer["events"] for answer in answers] == [[]] * len(pages)
        assert listener.calls == 0
        assert not stolen(answers)

    def test_the_same_test_sees_what_weasyprints_own_fetcher_does(self, listener, secret):
        pages = attempts(f"{listener.url}/sent-on") + attempts(secret.as_uri())

        answers = print_audited(pages, "--weasyprints-fetcher")

        assert listener.calls > len(attempts("")) // 2
        assert any(f"open {str(secret)!r}" in answer["events"] for answer in answers)
        assert len(stolen(answers)) >= 2  # as attachments of http: and of file:

    def test_the_ways_do_ask(self, listener):
        answers = print_audited(attempts(listener.url))

        asked = [any(url.startswith(listener.url) for url in answer["refused"]) for answer in answers]
        assert asked == [True] * len(answers)


def everything(listener, secret):
    addresses = [
        listener.url,
        f"{listener.url}/sent-on",
        secret.as_uri(),
        "http://[::1]:9/x",
        "http://metadata.example.internal/",
        "ftp://127.0.0.1:9/x",
    ]
    pages = [page for url in addresses for page in attempts(url)]
    pages += [page.replace("%s", url) for url in addresses for page in QUIET] + [
        svg(url) for url in addresses
    ]
    return [*pages, f'<img src="{secret}">', '<img src="data:image/png;base64,' + "A" * 1_000_000 + '">']


def print_audited(pages, *arguments):
    answer = subprocess.run(
        [sys.executable, "-m", "saaska.documents.tests.audited", *arguments],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        cwd=fonts.PROJECT,
        check=True,
    )
    return json.loads(answer.stdout)


def stolen(answers):
    """The PDFs that hold the secret as an attachment or in their text."""
    made = [pypdf.PdfReader(io.BytesIO(bytes.fromhex(answer["pdf"]))) for answer in answers if answer["pdf"]]
    return [
        reader
        for reader in made
        if reader.attachments or any(STOLEN in page.extract_text() for page in reader.pages)
    ]


PAYLOADS = [
    '</p><link rel=attachment href="file:///etc/hostname"><img src="{url}">',
    '"><style>@import url({url});*{{background:url({url})}}</style><a rel=attachment href={url}>x',
    "{{{{ 7|add:7 }}}}{{% include '/etc/hostname' %}}{{% load static %}}",
    "javascript:alert(1)//{url}",
    "url({url}) </title></head><body onload=x><script src={url}></script>",
    "' onmouseover=x style='background:url({url})",
    "<!-- <![CDATA[ &lt;img src={url}&gt; ]]> --> \\27 \\22 ;}}",
]


def filled(value, payloads):
    """The same data with the next payload in place of every text, even where the schema would refuse it."""
    if isinstance(value, dict):
        keep = ("kind", "id", "startDate", "endDate", "order", "hidden")
        return {key: entry if key in keep else filled(entry, payloads) for key, entry in value.items()}
    if isinstance(value, list):
        return [filled(entry, payloads) for entry in value]
    return next(payloads) if isinstance(value, str) else value


def data():
    section = {"id": "", "title": "x", "visible": True}
    return {
        "personal_info": {
            **dict.fromkeys(("firstName", "lastName", "headline", "email", "phone", "location"), "x"),
            **dict.fromkeys(("linkedin", "github", "website"), "x"),
            "links": [{"label": "x", "url": "x"}],
            "sections": [
                {**section, "kind": "projects", "items": [{"name": "x", "url": "x", "highlights": ["x"]}]},
                {**section, "kind": "certificates", "items": [{"name": "x", "issuer": "x", "url": "x"}]},
                {
                    **section,
                    "kind": "custom",
                    "items": [{"title": "x", "date": "x", "text": "x", "url": "x"}],
                },
            ],
        },
        "summary": "x",
        "work_experience": [
            {
                **dict.fromkeys(("company", "position", "location", "url", "description"), "x"),
                "achievements": ["x"],
            }
        ],
        "education": [dict.fromkeys(("institution", "degree", "field", "url", "gpa", "description"), "x")],
        "skills": [{"name": "x", "level": "x", "category": "x"}],
    }


def hostile(payloads):
    """Each design of both kinds with the payloads in its texts by turns, each design beginning with another; and each
    payload in every text of one design. HTML and style sheet."""
    every = [(kind, slug) for kind in ("resume", "letter") for slug in designs.known(kind)]
    for place, (kind, slug) in enumerate(every):
        turned = payloads[place % len(payloads) :] + payloads[: place % len(payloads)]
        yield drawn(kind, slug, itertools.cycle(turned))
    for payload, (kind, slug) in zip(payloads, itertools.cycle(every[::-1]), strict=False):
        yield drawn(kind, slug, itertools.repeat(payload))


def drawn(kind, slug, payloads):
    design = designs.find(kind, slug)
    document = SimpleNamespace(**filled(data(), payloads))
    if kind == "resume":
        return [design.html(resumes.context(document, Options())), design.css(Options())]
    for text in ("company_name", "job_title", "content"):
        setattr(document, text, next(payloads))
    return [design.html(letters.context(document)), design.css(Options())]


class TestTextOfPeople:
    def test_it_is_printed_as_text_and_asks_for_nothing(self, listener):
        payloads = [payload.format(url=listener.url) for payload in PAYLOADS]
        pages = list(hostile(payloads))

        answers = print_audited(pages)

        assert [(answer["events"], answer["refused"]) for answer in answers] == [([], [])] * len(pages)
        assert listener.calls == 0
        assert all(answer["pdf"] for answer in answers)
        assert not stolen(answers)
        assert {scheme for answer in answers for scheme in schemes(answer["pdf"])} <= {
            "http",
            "https",
            "mailto",
            "tel",
        }

    def test_no_design_gives_it_up_as_markup(self):
        pages = [html for html, _ in hostile(["<b class=planted>{{ x }}</b>"])]

        assert all("<b class=planted>" not in html and "&lt;b class=planted&gt;" in html for html in pages)


def schemes(made):
    """The schemes of the addresses a PDF, in hexadecimal digits, links to."""
    reader = pypdf.PdfReader(io.BytesIO(bytes.fromhex(made)))
    actions = [entry.get_object()["/A"] for page in reader.pages for entry in page.get("/Annots", ())]
    return {action["/URI"].partition(":")[0].lower() for action in actions}


class TestLinks:
    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            " JavaScript:x",
            "ftp://x",
            "x.html",
        ],
    )
    def test_only_those_a_reader_may_follow_are_left(self, address):
        made = pdf.render(f'<p><a href="{address}">one</a> <a href="https://example.org">two</a>', "").pdf

        assert schemes(made.hex()) == {"https"}

    def test_mail_and_telephone_are_among_them(self):
        made = pdf.render(
            '<a href="mailto:a@example.org">m</a> <a href="tel:+1555">t</a> <a href="HTTP://x.y">h</a>', ""
        )

        assert schemes(made.pdf.hex()) == {"mailto", "tel", "http"}


class TestAttachments:
    def test_nothing_is_inside_but_what_was_given(self, tmp_path):
        html = (
            '<link rel=attachment href="file:///etc/hostname"><link rel=attachment href="app:photo.png"><p>x'
        )
        path = tmp_path / "made.pdf"

        path.write_bytes(pdf.render(html, "", attachments={"resume.json": b"{}"}).pdf)

        listed = subprocess.run(
            ["pdfdetach", "-list", path], capture_output=True, text=True, check=True
        ).stdout
        assert listed.splitlines() == ["1 embedded files", "1: resume.json"]


@pytest.fixture(scope="module")
def pool_of_the_module():
    pool = Pool(1)
    yield pool
    pool.close()


@pytest.fixture
def pool(pool_of_the_module):
    """One printer, replaced only when a document ended it."""
    pool = pool_of_the_module
    pool.seconds, pool.waiting_seconds = 120, 120
    return pool


class TestBounds:
    def test_the_kernel_holds_a_printer_to_a_gigabyte(self, pool):
        pool.render("<p>x", "")

        (printer,) = pool.all
        limits = Path(f"/proc/{printer.process.pid}/limits").read_text()
        (addresses,) = [line for line in limits.splitlines() if line.startswith("Max address space")]
        assert addresses.split()[3:5] == ["1073741824", "1073741824"]

    def test_a_document_may_take_ten_seconds_and_twelve_pages(self):
        assert (renderer.SECONDS, renderer.MOST_PAGES) == (10, 12)
        assert Pool(1).seconds == renderer.SECONDS

    def test_five_megabytes_are_stopped_and_the_next_document_is_printed(self, pool):
        pool.seconds = 1.5

        with pytest.raises((printing_errors.DocumentTooSlowError, printing_errors.DocumentTooBigError)):
            pool.render("<p>" + "An ordinary word or two. " * 200_000, "")

        pool.seconds = 120
        assert pool.render("<p>x", "").pages == 1

    @pytest.mark.parametrize(
        "bomb",
        [
            "<div style='display:flex'>" * 30 + "x",
            "<table><tr><td>" * 60 + "x",
            "<p style='font-size:1e6px'>x",
            "<style>@page{size:1mm;margin:0}</style><p>" + "x " * 2000,
            "<ul>" + "<li>An ordinary achievement" * 20_000,
            "<div>" * 20_000 + "x",
        ],
        ids=["flex", "tables", "type", "paper", "list", "depth"],
    )
    def test_what_explodes_ends_with_a_sentence_or_a_document_and_the_pool_heals(self, pool, bomb):
        pool.seconds = 1.5

        ended = outcome(pool, bomb)

        assert ended != str(printing_errors.PrinterFailedError())
        pool.seconds = 120
        assert outcome(pool, "<p>x") == "1 pages"

    def test_other_documents_are_printed_while_one_hangs(self):
        pool = Pool(2, seconds=120, waiting_seconds=120)
        pool.module = "saaska.documents.tests.misbehaving"
        raised = []

        def hang():
            with pytest.raises(printing_errors.PrintingError) as caught:
                pool.render("<p>hang", "")
            raised.append(caught.value)

        waiting = threading.Thread(target=hang)
        waiting.start()
        made = [pool.render("<p>well", "").pages for _ in range(3)]
        still_hanging = waiting.is_alive()
        end_busy_printer(pool)
        waiting.join()
        pool.close()

        assert (made, still_hanging, len(raised)) == ([1, 1, 1], True, 1)


def outcome(pool, html):
    try:
        return f"{pool.render(html, '').pages} pages"
    except printing_errors.PrintingError as error:
        return str(error)


def end_busy_printer(pool):
    """Of the one printer that has a document; it may still be starting."""
    while not (busy := pool.all - set(pool.idle)):
        time.sleep(0.01)
    (printer,) = busy
    printer.process.kill()
