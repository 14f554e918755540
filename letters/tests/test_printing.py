"""Letters as PDF, read back by a reader that is not ours."""

import datetime
import functools
import io
import re
from types import SimpleNamespace

import pypdf
import pytest
from django.urls import reverse

from letters import printing
from letters.forms import header_of
from letters.tests.factories import CoverLetterFactory
from resumes.tests.factories import ResumeFactory
from saaska.documents import designs
from saaska.documents.printing_errors import DocumentTooLongError
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.tests.factories import PhotoFactory
from saaska.documents.tests.picture_files import portrait

DESIGNS = designs.known("letter")
A4, LETTER = (595, 842), (612, 792)
WRITTEN = datetime.date(2026, 3, 9)


def letter(design, **columns):
    """A letter that is in no database."""
    empty = {"personal_info": {}, "company_name": "", "job_title": "", "content": ""}
    return SimpleNamespace(template=design, **{**empty, **columns})


def full(design, **layout):
    return letter(
        design,
        personal_info=PERSONAL_INFO.clean(
            {
                "firstName": "Zoë",
                "lastName": "Müller",
                "headline": "Data engineer",
                "email": "zoe@example.org",
                "phone": "+1 312 555 0142",
                "location": "Chicago, IL",
                "website": "https://zoe.example.com",
                "layout": layout,
            }
        ),
        company_name="Harbour Data",
        job_title="Lead Data Engineer",
        content="Dear Ms Abara,\n\nI move data.\n\n \nIt arrives.\n\nYours sincerely,\nZoë Müller",
    )


def marked(design):
    """Every mark there is."""
    text = (
        "Dear {{company}},\n\nI **move** *data* and [write](https://example.org/words) about it:\n\n"
        "- for **banks**\n- for ports,\n  large and small\n\n1. Measure\n2. Cut\n\n"
        "Best wishes from {{ first name }}, who is {{mood}}"
    )
    return letter(
        design,
        personal_info=PERSONAL_INFO.clean({"firstName": "Zoë", "lastName": "Müller"}),
        company_name="Harbour & Data",
        content=text,
    )


def long(design):
    """Some three pages, each paragraph of it different."""
    words = "which is said at some length, so that it takes a line and a half of the page or more"
    return letter(design, content="\n\n".join(f"Paragraph {n}. {words * 4}" for n in range(24)))


def right_to_left(design):
    return letter(
        design,
        personal_info=PERSONAL_INFO.clean({"firstName": "ליה", "lastName": "כהן", "phone": "+972 3 555 014"}),
        company_name="Harbour Data",
        content="שלום רב\n\nאני מהנדסת תוכנה",
    )


@functools.cache
def printed(document, design):
    return printing.print_letter(document(design), written=WRITTEN)


def page_texts(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def fonts_of(pdf):
    """The names of the typefaces on the first page, without the tags of their subsets."""
    fonts = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    return {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts.values()}


def tags_of(pdf):
    """The kinds of all elements of the structure, in no order."""
    waiting, found = [pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        element = waiting.pop()
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            waiting += element
        elif isinstance(element, dict):
            found.append(element.get("/S"))
            waiting.append(element.get("/K", []))
    return found


@pytest.mark.parametrize("design", DESIGNS)
class TestEveryDesign:
    def test_everything_is_there_in_reading_order(self, design):
        (page,) = page_texts(printed(full, design).pdf)

        texts = ["Zoë Müller", "Data engineer", "zoe@example.org", "+1 312 555 0142", "Chicago, IL"]
        texts += ["zoe.example.com", "Harbour Data", "March 9, 2026", "Application for Lead Data Engineer"]
        texts += ["Dear Ms Abara,", "I move data.", "It arrives.", "Yours sincerely,\nZoë Müller"]
        places = [page.find(text) for text in texts]
        assert -1 not in places
        assert places == sorted(places)

    def test_with_nothing_but_a_date_it_is_a_page(self, design):
        made = printing.print_letter(letter(design), written=WRITTEN)

        assert [page.strip() for page in page_texts(made.pdf)] == ["March 9, 2026"]

    def test_a_long_one_goes_on_over_numbered_pages(self, design):
        pages = page_texts(printed(long, design).pdf)

        assert len(pages) >= 2
        assert "Page 1" not in pages[0]
        assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages[1:], start=2))
        assert all(f"Paragraph {n}." in " ".join(pages) for n in range(24))

    def test_marks_are_printed_and_not_shown(self, design):
        (page,) = page_texts(printed(marked, design).pdf)

        assert "Dear Harbour & Data," in page
        assert "I move data and write about it:" in page
        items = r"•\s+for banks\s+•\s+for ports,\s+large and small\s+1\.\s+Measure\s+2\.\s+Cut"
        assert re.search(items, page)
        assert "Best wishes from Zoë, who is {{mood}}" in page
        assert "*" not in page

    def test_bold_and_italic_have_typefaces_of_their_own(self, design):
        plain = printing.print_letter(letter(design, content="I move data."), written=WRITTEN)
        styled = printing.print_letter(letter(design, content="I **move** *data*."), written=WRITTEN)

        assert len(fonts_of(styled.pdf) - fonts_of(plain.pdf)) == 2

    def test_a_link_leads_to_its_address(self, design):
        (page,) = pypdf.PdfReader(io.BytesIO(printed(marked, design).pdf)).pages

        assert [note.get_object()["/A"]["/URI"] for note in page["/Annots"]] == ["https://example.org/words"]

    def test_lists_are_tagged_as_lists(self, design):
        tags = tags_of(printed(marked, design).pdf)

        assert (tags.count("/L"), tags.count("/LI")) == (2, 4)

    def test_one_from_the_right_is_there(self, design):
        made = printed(right_to_left, design)

        (page,) = page_texts(made.pdf)
        assert made.unprintable == ""
        assert "+972 3 555 014" in page
        assert set("מהנדסתתוכנה") <= set(page)

    def test_too_much_is_refused(self, design):
        with pytest.raises(DocumentTooLongError, match="only 12 pages can be printed"):
            printing.print_letter(letter(design, content="x\n\n" * 700))

    @pytest.mark.parametrize(("size", "expected"), [("", A4), ("a4", A4), ("letter", LETTER)])
    def test_pages_have_the_size_the_layout_asks_for(self, design, size, expected):
        made = printing.print_letter(full(design, pageSize=size))

        (page,) = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) == expected

    @pytest.mark.parametrize(
        "option",
        [
            {"colors": ["#aa0000", "#00aa00"]},
            {"fonts": "literata-headings"},
            {"spacing": "airy"},
            {"textSize": "large"},
        ],
        ids=lambda option: next(iter(option)),
    )
    def test_it_follows_the_owners_options(self, design, option):
        assert printing.print_letter(full(design, **option), written=WRITTEN).pdf != printed(full, design).pdf

    def test_it_says_whose_it_is(self, design):
        made = pypdf.PdfReader(io.BytesIO(printed(full, design).pdf))

        assert (made.metadata.title, made.metadata.author) == ("Zoë Müller – Cover letter", "Zoë Müller")

    def test_it_is_the_same_every_time(self, design):
        assert printing.print_letter(full(design), written=WRITTEN).pdf == printed(full, design).pdf

    def test_markup_is_text(self, design):
        made = printing.print_letter(letter(design, content="<b>&amp;{{ 7 }}"), written=WRITTEN)

        assert "<b>&amp;{{ 7 }}" in page_texts(made.pdf)[0]


@pytest.mark.django_db
class TestPrinted:
    def test_a_letter_is_dated_by_its_last_change(self):
        stored = CoverLetterFactory(content="Hello.")

        page = page_texts(printing.printed(stored).pdf)[0]

        assert stored.updated_at.strftime("%Y") in page
        assert "Hello." in page

    def test_what_has_changed_is_printed_anew(self):
        stored = CoverLetterFactory(content="Hello.")
        before = printing.printed(stored).pdf
        stored.content = "Good morning."

        assert "Good morning." in page_texts(printing.printed(stored).pdf)[0]
        assert printing.order(stored).key != printing.order(CoverLetterFactory(content="Hello.")).key
        assert before.startswith(b"%PDF")

    def test_its_first_page_is_an_image_too(self):
        assert printing.page_image(CoverLetterFactory()).startswith(b"\x89PNG")


class TestPhoto:
    """It comes along with a résumé's name and contacts, and is printed once its owner says so."""

    def letter_with_photo_of(self, ada):
        photo = PhotoFactory(user=ada)
        resume = ResumeFactory(user=ada, personal_info={"firstName": "Ada", "photo": photo.digest})
        return CoverLetterFactory(
            user=ada, template="executive", personal_info=header_of(ada, str(resume.pk)), content="Hello."
        )

    @pytest.mark.django_db
    def test_it_is_not_printed_at_first(self, ada):
        letter = self.letter_with_photo_of(ada)

        assert letter.personal_info["photo"]
        assert portrait() not in printing.printed(letter).pdf

    @pytest.mark.django_db
    def test_it_is_once_the_look_says_so(self, client, ada):
        letter = self.letter_with_photo_of(ada)
        look = reverse("letters:design", args=[letter.pk])

        page = client.get(look)
        client.post(
            look, {"template": "executive", "version": letter.version, "show_photo": "on", "action": "save"}
        )

        letter.refresh_from_db()
        assert "Print the photo" in page.text
        assert portrait() in printing.printed(letter).pdf
