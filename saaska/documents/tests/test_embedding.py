"""The part of a typeface that is in the PDF: small, and drawn and read like the whole."""

import io
import re

import pikepdf
import pypdf
import pypdfium2
import pytest

from saaska.documents import codes, embedding, pdf
from saaska.documents.tests import golden

# WeasyPrint leaves closing its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc")

CSS = "body{font-family:'SaaSka Sans'}"
JAPANESE = (
    "決済と物流の分野で九年間、バックエンドの設計と運用に携わってきました。夜中に起こされた人でも迷わず直せる"
)
CHINESE = "高级软件工程师，将加载时间缩短一半，并带领六人团队"
KOREAN = "시니어 엔지니어로서 로딩 시간을 절반으로 줄였습니다"
A_GLYPH = 240  # bytes of an outline of this kind, compressed
SCRIPTS = [JAPANESE, CHINESE, KOREAN, "Zoë Żółć, Ανώτερη, Старший", "مهندسة برمجيات", "วิศวกรซอฟต์แวร์"]


def page(text):
    return f'<html lang="en"><head><title>x</title></head><body><p>{text}</p></body></html>'


def drawn(made):
    return pypdfium2.PdfDocument(made)[0].render(scale=2).to_pil().tobytes()


def test_codes_change_nothing_of_what_is_drawn(monkeypatch):
    text = page("हिन्दी कार्य सितंबर – वर्तमान क्षेत्र रुपये ट्रक श्री ज्ञान जुलाई ทำจำ")
    made = pdf.render(text, CSS).pdf
    monkeypatch.setattr(codes, "SYLLABIC", re.compile("never"))

    plain = pdf.render(text, CSS).pdf

    assert (made == plain, drawn(made) == drawn(plain)) == (False, True)


def taken_by(text):
    """Bytes of a PDF that are there for the text."""
    return len(pdf.render(page("a" + text), CSS).pdf) - len(pdf.render(page("a"), CSS).pdf)


def faces(made):
    """The embedded files of typefaces: their kind and what they hold."""
    with pikepdf.open(io.BytesIO(made)) as document:
        fonts = [entry for entry in document.objects if isinstance(entry, pikepdf.Dictionary)]
        streams = [entry[key] for entry in fonts for key in ("/FontFile2", "/FontFile3") if key in entry]
        return [(str(stream.get("/Subtype", "")), stream.read_bytes()) for stream in streams]


@pytest.fixture
def as_weasyprint_does(monkeypatch):
    monkeypatch.setattr(embedding.fonts.Font, "_harfbuzz_subset", embedding.ORIGINAL)
    monkeypatch.setattr(embedding, "unwrap", lambda stream: None)


class TestSize:
    @pytest.mark.parametrize("text", [JAPANESE, CHINESE, KOREAN])
    def test_a_large_face_takes_what_its_glyphs_take(self, text):
        assert taken_by(text) <= 2_000 + A_GLYPH * len(set(text))

    @pytest.mark.parametrize("text", [JAPANESE, CHINESE, KOREAN])
    @pytest.mark.usefixtures("as_weasyprint_does")
    def test_weasyprints_own_takes_several_times_that(self, text):
        assert taken_by(text) > 4 * (2_000 + A_GLYPH * len(set(text)))

    def test_nothing_of_a_face_is_there_but_what_is_drawn(self):
        ((_kind, face),) = faces(pdf.render(page("Zoë"), CSS).pdf)

        assert not any(tag in face[:300] for tag in (b"cmap", b"name", b"OS/2", b"GSUB", b"post"))

    def test_outlines_stand_alone_where_they_name_their_glyphs(self):
        assert [kind for kind, _face in faces(pdf.render(page(JAPANESE), CSS).pdf)] == ["/CIDFontType0C"]


class TestLooks:
    @pytest.mark.parametrize("text", SCRIPTS)
    def test_it_is_drawn_as_the_whole_face_draws(self, text, request):
        ours = pdf.render(page(text), CSS).pdf
        request.getfixturevalue("as_weasyprint_does")
        theirs = pdf.render(page(text), CSS).pdf

        apart = golden.far_apart(golden.drawn(ours, 1), golden.drawn(theirs, 1))

        assert ours != theirs
        assert apart <= golden.PIXELS

    @pytest.mark.parametrize("text", SCRIPTS[:4])
    def test_it_is_read_back(self, text):
        made = pdf.render(page(text), CSS).pdf

        read = [pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()]
        read.append(pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range())
        assert ["".join(found.split()) for found in read] == ["".join(text.split())] * 2

    def test_a_character_without_a_glyph_is_said_and_the_rest_drawn(self):
        made = pdf.render(page("山\U00012000田"), CSS)

        assert made.unprintable == "\U00012000"
        assert "山" in pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()


def test_it_was_written_against_the_weasyprint_there_is():
    assert embedding.source_digest() == embedding.WRITTEN_AGAINST
    assert codes.source_digest() == codes.WRITTEN_AGAINST
