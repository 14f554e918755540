"""HTML to PDF: what gets in, and that nothing else does."""

import io
import subprocess
import sys

import pdfminer.high_level
import pypdf
import pytest

from saaska.documents import fonts, pdf

# WeasyPrint leaves closing its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc")

CSS = "body{font-family:'SaaSka Sans'}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


class TestOwnFiles:
    def test_a_document_shows_its_own_files(self):
        printed = pdf.render('<img src="app:photo.png">', CSS, files={"photo.png": PIXEL})

        (page,) = pypdf.PdfReader(io.BytesIO(printed.pdf)).pages
        assert len(page.images) == 1

    def test_they_are_gone_for_the_next_document(self):
        pdf.render('<img src="app:photo.png">', CSS, files={"photo.png": PIXEL})

        printed = pdf.render('<img src="app:photo.png">', CSS)

        (page,) = pypdf.PdfReader(io.BytesIO(printed.pdf)).pages
        assert len(page.images) == 0


class TestAttachments:
    DATA = {"resume.json": b'{"basics": {"name": "Li"}}'}

    def test_a_file_travels_inside_as_the_source_of_the_pages(self):
        printed = pdf.render("<p>Li", CSS, attachments=self.DATA)

        reader = pypdf.PdfReader(io.BytesIO(printed.pdf))
        assert reader.attachments["resume.json"] == [self.DATA["resume.json"]]
        (associated,) = reader.root_object["/AF"]
        assert associated.get_object()["/AFRelationship"] == "/Source"
        assert associated.get_object()["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"

    def test_nothing_of_the_clock_travels_along(self):
        content = pypdf.PdfReader(io.BytesIO(pdf.render("<p>Li", CSS, attachments=self.DATA).pdf))

        (associated,) = content.root_object["/AF"]
        described = associated.get_object()["/EF"]["/F"].get_object()["/Params"]
        assert set(described) == {"/CheckSum", "/Size"}

    def test_the_next_document_has_none(self):
        pdf.render("<p>Li", CSS, attachments=self.DATA)

        printed = pdf.render("<p>Li", CSS)

        assert not pypdf.PdfReader(io.BytesIO(printed.pdf)).attachments


class TestRender:
    def test_it_is_archival_tagged_and_says_what_it_is(self):
        html = (
            '<html lang="de"><title>Zoë – Résumé</title><meta name="author" content="Zoë Müller"><h1>x</h1>'
        )

        reader = pypdf.PdfReader(io.BytesIO(pdf.render(html, CSS).pdf))

        assert reader.metadata.title == "Zoë – Résumé"
        assert reader.metadata.author == "Zoë Müller"
        assert reader.root_object["/Lang"] == "de"
        assert reader.root_object["/MarkInfo"]["/Marked"]
        xmp = reader.root_object["/Metadata"].get_object().get_data().decode()
        assert 'pdfaid:part="3"' in xmp
        assert 'pdfaid:conformance="A"' in xmp

    def test_it_tells_which_characters_no_font_draws(self):
        assert pdf.render("<p>a\U00012000b\U00012000\U00012001", CSS).unprintable == "\U00012000\U00012001"

    def test_what_could_not_be_drawn_is_forgotten_for_the_next_document(self):
        pdf.render("<p>\U00012000", CSS)

        assert pdf.render("<p>a", CSS).unprintable == ""

    @pytest.mark.parametrize(
        "text",
        [
            "Zoë Żółć Ăă",
            "Ανώτερη",
            "Старший",
            "Nguyễn Thị",
            "مهندسة",
            "نرم‌افزار ڈیزائن",
            "מהנדסת",
            "वरिष्ठ इंजीनियर",
            "วิศวกรซอฟต์แวร์",
            "€ – ™ • ½",
            "高级软件工程师 資深軟體工程師",
            "ソフトウェアエンジニア 山田",
            "소프트웨어 엔지니어",
            "🚀 👩‍💻 ✅ 🇩🇪",
        ],
    )
    def test_each_script_we_promise_is_drawn(self, text):
        assert pdf.render(f"<p>{text}", CSS).unprintable == ""

    @pytest.mark.parametrize("text", ["مهندسة برمجيات في بيروت", "מהנדסת תוכנה בתל אביב"])
    def test_letters_from_the_right_are_read_back_as_they_are(self, text):
        printed = pdf.render(f"<p dir=rtl>{text}", CSS)

        assert text in pdfminer.high_level.extract_text(io.BytesIO(printed.pdf))[::-1]
        assert text in pypdf.PdfReader(io.BytesIO(printed.pdf)).pages[0].extract_text()

    def test_a_picture_inside_text_is_the_same_in_each_process(self):
        html, css = "<html lang=en><title>x</title><p>🚀 山", CSS
        write = "import sys; from saaska.documents import pdf; sys.stdout.buffer.write(pdf.render(*sys.argv[1:]).pdf)"

        command = [sys.executable, "-c", write, html, css]
        other = subprocess.run(command, capture_output=True, cwd=fonts.PROJECT, check=True).stdout

        assert other == pdf.render(html, css).pdf

    @pytest.mark.parametrize(
        ("html", "full"),
        [
            ("<p style='height:400px'>", 0),
            ("<div style='height:400px'></div><p style='margin:0;line-height:200px'>x", 75),
            ("<p style='break-after:page'>x</p><p style='margin:0;line-height:400px'>x", 50),
            ("<img style='height:600px;display:block' src='app:photo.png'>", 75),
        ],
    )
    def test_it_tells_how_full_the_last_page_is(self, html, full):
        css = "@page { size: 600px 1000px; margin: 100px } body { margin: 0 }"

        printed = pdf.render(html, css + CSS, files={"photo.png": PIXEL})

        assert printed.fullness == full

    def test_a_document_with_too_many_pages_is_refused(self):
        with pytest.raises(pdf.TooManyPagesError) as caught:
            pdf.render("<p style='break-after:page'>x</p>" * 3 + "x", CSS, most_pages=3)

        assert caught.value.pages == 4
