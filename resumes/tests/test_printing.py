"""Résumés as PDF, read back by two readers that are not ours."""

import contextlib
import functools
import io
import re
from types import SimpleNamespace

import pdfminer.high_level
import pikepdf
import pypdf
import pypdfium2
import pytest

from resumes import importers, printing
from resumes.schema import SKILL_LIST, WORK_EXPERIENCE
from resumes.tests import samples
from resumes.tests.factories import (
    ResumeFactory,
    full_education,
    full_personal_info,
    full_skills,
    full_work_experience,
)
from saaska.documents import designs, fonts
from saaska.documents.printing_errors import DocumentTooLongError
from saaska.documents.schema import PERSONAL_INFO
from saaska.documents.tests.factories import TemplateFactory
from saaska.documents.tests.picture_files import portrait

DESIGNS = designs.known("resume")
PHOTOGRAPHED = ["creative-block", "executive", "nordic-sidebar", "two-column-header"]
SIDE = {"nordic-sidebar": ("skills", "languages", "certificates", "awards", "interests")}  # read first
A4, LETTER = (595, 842), (612, 792)


def resume(design, **columns):
    """A résumé that is in no database."""
    empty = {"personal_info": {}, "work_experience": [], "education": [], "skills": [], "summary": ""}
    return SimpleNamespace(template=design, **{**empty, **columns})


def full(design):
    return resume(
        design,
        personal_info=full_personal_info(),
        work_experience=full_work_experience(),
        education=full_education(),
        skills=full_skills(),
        summary="Builds pipelines that people trust.",
    )


def long(design, jobs=24):
    """Three pages or more, each text of it different."""
    return resume(
        design,
        personal_info=PERSONAL_INFO.clean({"firstName": "Zoë", "lastName": "Müller"}),
        work_experience=WORK_EXPERIENCE.clean(
            [
                {
                    "company": f"Company {number}",
                    "position": f"Position {number}",
                    "location": f"Town {number}",
                    "startDate": f"{2024 - number}-01",
                    "endDate": f"{2024 - number}-12",
                    "achievements": [
                        f"Achievement {number}.{bullet} that fills a line of the page and then a bit of the next, "
                        "so that there is something to part between pages"
                        for bullet in range(5)
                    ],
                }
                for number in range(jobs)
            ]
        ),
    )


def many_sections(design):
    """Fourteen sections, each more than a quarter of a page, so that some have to be parted."""
    text = "which says so much that it takes a line and a half of the page or even some more of it than that"
    return resume(
        design,
        personal_info=PERSONAL_INFO.clean(
            {
                "sections": [
                    {
                        "kind": "custom",
                        "title": f"Heading {number}.",
                        "items": [
                            {
                                "title": f"Title {number}.",
                                "bullets": [
                                    f"Bullet {number}.{bullet} {text}" for bullet in range(9 + number % 3)
                                ],
                            }
                        ],
                    }
                    for number in range(14)
                ]
            }
        ),
    )


def long_words(design):
    """Names, words and addresses that do not fit a line."""
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    return resume(
        design,
        personal_info=PERSONAL_INFO.clean(
            {
                "firstName": "Maximiliane-Theodora Wolfeschlegelsteinhausenbergerdorff",
                "lastName": "von und zu Hohenlohe-Waldenburg-Schillingsfürst",
                "headline": f"Head of {word * 2}",
                "website": "https://long.example.com/" + "path/" * 40,
            }
        ),
        work_experience=WORK_EXPERIENCE.clean(
            [{"company": word, "position": word * 3, "location": word, "achievements": [word * 8]}]
        ),
        skills=SKILL_LIST.clean([{"name": word, "category": word, "level": word}]),
    )


def right_to_left(design):
    return resume(
        design,
        personal_info=PERSONAL_INFO.clean(
            {"firstName": "ليلى", "lastName": "حداد", "phone": "+961 1 555 014"}
        ),
        work_experience=WORK_EXPERIENCE.clean(
            [
                {
                    "company": "Harbour Data",
                    "position": "מהנדסת תוכנה",
                    "achievements": ["قادت فريقا", "Led a team"],
                }
            ]
        ),
    )


@functools.cache
def printed(document, design):
    """The document in the design, printed once for all tests that only read it."""
    return printing.print_resume(document(design))


@functools.cache
def with_photo(design):
    """The full résumé with a photo, printed once."""
    return printing.print_resume(full(design), portrait=portrait())


def reader(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def look(pdf):
    """What is drawn on the pages."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


def tops(pdf, *texts):
    """Where on the first page the texts stand, in points from its foot."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found = [page.search(text, match_case=True).get_next() for text in texts]
    return [page.get_charbox(place)[3] for place, _length in found]


def places_of_images(pdf):
    """Where images stand on the first page: the matrix of each, in points."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return [image.get_matrix().get() for image in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]


def squeezed(text):
    """Without any space: a word parted at a line's end is whole again."""
    return re.sub(r"\s+", "", text)


@functools.cache
def page_texts(pdf):
    return [page.extract_text() for page in reader(pdf).pages]


@functools.cache
def page_texts_by_pdfium(pdf):
    """The same by a reader that takes a twentieth of the time, for what asks only which words are on which page."""
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def unnumbered(pages):
    """The text of all pages without their numbers."""
    return "\n".join(re.sub(r"\n?.*Page \d+ of \d+\s*$", "", page.strip()) for page in pages)


def read_by_pypdf(pdf):
    return unnumbered(page_texts(pdf))


@functools.cache
def read_by_pdfminer(pdf):
    return pdfminer.high_level.extract_text(io.BytesIO(pdf))


def printed_texts(document):
    """Every text a design is given, in the order it has to be read; those of a set in any order."""
    context = printing.context(document)
    yield from (context["name"], context["headline"], *(contact.text for contact in context["contacts"]))
    side = SIDE.get(document.template, ())
    for section in sorted(context["sections"], key=lambda section: section.kind not in side):
        yield from (section.title, *section.paragraphs)
        for entry in section.entries:
            yield {entry.title, entry.period, entry.organization.text, entry.place, entry.link.text}
            yield from (*entry.paragraphs, *entry.bullets)
            yield from (text for detail in entry.details for text in (detail.text, detail.note))
        for group in section.groups:
            yield from (group.name, group.note)
            yield from (text for item in group.items for text in (item.text, item.note))


def strings(value):
    """Every text in JSON data but ids and kinds."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, list):
        return [text for entry in value for text in strings(entry)]
    if isinstance(value, dict):
        return [text for key, entry in value.items() if key not in ("id", "kind") for text in strings(entry)]
    return []


def in_order(texts, page):
    """The texts that are not found, each looked for behind the one before, as squeezed lower case."""
    missing, position, page = [], 0, squeezed(page).casefold()
    for wanted in texts:
        together = [squeezed(text).casefold() for text in (wanted if isinstance(wanted, set) else [wanted])]
        ends = [page.find(text, position) + len(text) for text in together if page.find(text, position) >= 0]
        missing += [text for text in together if page.find(text, position) < 0]
        position = max([position, *ends])
    return missing


@pytest.mark.parametrize("design", DESIGNS)
class TestReadingBack:
    @pytest.mark.parametrize("document", [full, long, long_words])
    def test_everything_is_there_in_reading_order(self, design, document):
        pdf = printed(document, design).pdf

        assert in_order(printed_texts(document(design)), read_by_pypdf(pdf)) == []

    def test_each_text_of_the_data_is_there_unbroken(self, design):
        document = full(design)
        pdf = printed(full, design).pdf

        columns = [document.personal_info, document.work_experience, document.education, document.skills]
        texts = [text for text in strings(columns) if not re.match(r"https?://|\d{4}(-\d\d)?$", text)]
        for read in (read_by_pypdf, read_by_pdfminer):
            page = " ".join(read(pdf).split()).casefold()
            assert [text for text in texts if text.casefold() not in page] == []

    def test_addresses_are_links_that_can_be_followed(self, design):
        pdf = printed(full, design).pdf

        found = {
            annotation.get_object()["/A"]["/URI"]
            for page in reader(pdf).pages
            for annotation in page.get("/Annots", [])
        }
        assert found == {
            "mailto:zoe@example.org",
            "tel:+13125550142",
            "https://linkedin.example.com/zoe",
            "https://github.example.com/zoe",
            "https://zoe.example.com",
            "https://talks.example.com/zoe",
            "https://harbour.example.com",
        }

    def test_dates_are_written_as_machines_expect(self, design):
        text = read_by_pdfminer(printed(full, design).pdf)

        assert "Mar 2021 – Present" in text
        assert "2014 – 2018" in text

    def test_contacts_come_before_the_first_heading(self, design):
        text = read_by_pypdf(printed(full, design).pdf)

        before, heading, _ = text.casefold().partition("summary")
        assert heading
        assert "zoe@example.org" in before
        assert "+1 312 555 0142" in before

    def test_names_from_the_right_are_there(self, design):
        made = printed(right_to_left, design)

        text = read_by_pdfminer(made.pdf)
        assert made.unprintable == ""
        assert "+961 1 555 014" in text
        assert "Led a team" in text
        assert set("מהנדסתתוכנה") <= set(text)


@pytest.mark.parametrize("design", DESIGNS)
class TestPages:
    def test_an_empty_resume_is_one_page(self, design):
        assert printing.print_resume(resume(design)).pages == 1

    @pytest.mark.parametrize("size", ["a4", "letter"])
    def test_a_typical_resume_is_one_page(self, design, size):
        document = samples.one_page(design)
        document.personal_info["layout"] = {"pageSize": size}

        assert printing.print_resume(document).pages == 1

    def test_a_name_alone_is_one_page(self, design):
        made = printing.print_resume(resume(design, personal_info={"firstName": "Li"}))

        assert read_by_pypdf(made.pdf).strip() == "Li"

    def test_they_are_numbered_from_the_second_on(self, design):
        pages = page_texts(printed(long, design).pdf)

        assert len(pages) >= 3
        assert "Page 1" not in pages[0]
        assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages[1:], start=2))
        assert all("Zoë Müller" in page for page in pages)

    def test_a_job_that_fits_is_not_parted(self, design):
        pages = page_texts(printed(long, design).pdf)

        for page in pages:
            titles, lasts = re.findall(r"Position (\d+)", page), re.findall(r"Achievement (\d+)\.4", page)
            assert titles == lasts

    def test_a_heading_is_followed_by_what_it_heads(self, design):
        pages = page_texts_by_pdfium(printed(many_sections, design).pdf)

        headed = [re.findall(r"(?i)heading (\d+)\.", page) for page in pages]
        assert len(headed) >= 3
        assert headed == [re.findall(r"Title (\d+)\.", page) for page in pages]
        assert headed == [re.findall(r"Bullet (\d+)\.0", page) for page in pages]

    def test_too_many_are_refused_with_their_number(self, design):
        document = resume(design, summary="\n\n".join(["x"] * 1000))

        with pytest.raises(DocumentTooLongError, match="only 12 pages can be printed"):
            printing.print_resume(document)

    @pytest.mark.parametrize(("page_size", "expected"), [("", A4), ("a4", A4), ("letter", LETTER)])
    def test_they_have_the_size_the_layout_asks_for(self, design, page_size, expected):
        personal_info = PERSONAL_INFO.clean({"firstName": "Li", "layout": {"pageSize": page_size}})

        (page,) = reader(printing.print_resume(resume(design, personal_info=personal_info)).pdf).pages

        assert (round(page.mediabox.width), round(page.mediabox.height)) == expected


@pytest.mark.parametrize("design", DESIGNS)
class TestOptions:
    @pytest.mark.parametrize(
        "layout",
        [
            {"colors": ["#aa0000", "#00aa00"]},
            {"fonts": "literata-headings"},
            {"spacing": "compact"},
            {"spacing": "airy"},
            {"textSize": "small"},
            {"textSize": "large"},
            {"dateFormat": "long"},
            {"order": ["education", "work"]},
            {"hidden": ["work"]},
        ],
        ids=lambda layout: "-".join(str(value) for value in next(iter(layout.items()))),
    )
    def test_each_changes_what_is_printed_and_nothing_is_lost(self, design, layout):
        document = full(design)
        document.personal_info = PERSONAL_INFO.clean({**document.personal_info, "layout": layout})

        made = printing.print_resume(document)

        assert look(made.pdf) != look(printed(full, design).pdf)
        assert in_order(printed_texts(document), unnumbered(page_texts_by_pdfium(made.pdf))) == []

    @pytest.mark.parametrize("pair", fonts.PAIRS)
    def test_dates_stand_beside_their_title_in_each_pair_of_fonts(self, design, pair):
        document = resume(
            design, work_experience=full_work_experience(), personal_info={"layout": {"fonts": pair}}
        )

        title, dates = tops(printing.print_resume(document).pdf, "Data Engineer", "Mar 2021 – Present")

        assert abs(title - dates) < 5

    def test_thirty_full_jobs_fit_the_pages_there_are(self, design):
        made = printing.print_resume(long(design, jobs=30))

        assert made.pages <= 12
        assert "Achievement 29.4" in "".join(page_texts_by_pdfium(made.pdf))


def sidelong(design, **layout):
    """More for a side column than it takes, in words that fill its lines badly."""
    skills = [
        {"name": f"Thoroughness {number}", "level": "Intermediate", "category": f"Category {number // 4}"}
        for number in range(12)
    ]
    awards = [{"title": f"Prize {n} of the society", "awarder": "Somebody well known"} for n in range(6)]
    kinds = [("awards", awards), ("languages", [{"name": "Norwegian", "level": "Conversational"}] * 5)]
    sections = [
        {"kind": kind, "title": f"{kind} {n}", "items": items} for n in range(3) for kind, items in kinds
    ]
    document = long(design, jobs=4)
    document.skills = SKILL_LIST.clean(skills)
    document.personal_info = PERSONAL_INFO.clean(
        {**document.personal_info, "headline": "x " * 100, "sections": sections, "layout": layout}
    )
    return document


SPACINGS, SIZES = ("compact", "airy"), (("small", "a4"), ("large", "letter"))
# Every two of a pair of fonts, a spacing and a size meet in one of them: how much fits is estimated by each alone.
LAYOUTS = [
    (pair, SPACINGS[(place + at) % 2], *SIZES[at]) for place, pair in enumerate(fonts.PAIRS) for at in (0, 1)
]


class TestSideColumn:
    """It stands beside the beginning of the work, all of it on the first page."""

    @pytest.mark.parametrize(("pair", "spacing", "size", "paper"), LAYOUTS)
    def test_it_ends_on_the_first_page(self, pair, spacing, size, paper):
        layout = {"fonts": pair, "spacing": spacing, "textSize": size, "pageSize": paper}
        pages = page_texts_by_pdfium(printing.print_resume(sidelong("nordic-sidebar", **layout)).pdf)

        first = pages[0].casefold()
        assert "skills" in first
        assert "position 0" in first
        assert [number for number in range(12) if f"thoroughness {number}" not in first] == []
        assert "thoroughness" not in "".join(pages[1:]).casefold()

    def test_pages_behind_it_have_their_whole_width(self):
        made = pypdfium2.PdfDocument(printed(sidelong, "nordic-sidebar").pdf)

        texts = [page.get_textpage() for page in made]
        beside = texts[0].search("Position 0").get_next()[0]
        assert texts[0].get_charbox(beside)[0] == pytest.approx(73 / 25.4 * 72, abs=3)
        assert texts[1].get_charbox(0)[0] == pytest.approx(16 / 25.4 * 72, abs=3)


class TestPhotos:
    @pytest.mark.parametrize("design", PHOTOGRAPHED)
    def test_a_photo_is_printed(self, design):
        made = with_photo(design)

        assert portrait() in made.pdf  # as it is kept, not packed again
        assert in_order(printed_texts(full(design)), read_by_pypdf(made.pdf)) == []

    def test_it_has_300_dots_an_inch_in_the_largest_place(self):
        sides = [
            max(abs(matrix[0]), abs(matrix[3]))
            for design in PHOTOGRAPHED
            for matrix in places_of_images(with_photo(design).pdf)
        ]

        assert len(sides) == len(PHOTOGRAPHED)
        assert min(600 / (side / 72) for side in sides) >= 300

    @pytest.mark.parametrize("design", sorted(set(DESIGNS) - set(PHOTOGRAPHED)))
    def test_a_design_without_a_place_prints_none(self, design):
        assert printing.print_resume(full(design), portrait=portrait()).pdf == printed(full, design).pdf

    def test_designs_say_whether_they_have_a_place(self):
        assert designs.with_photo("resume") == designs.with_photo("letter") == set(PHOTOGRAPHED)

    @pytest.mark.parametrize("design", DESIGNS)
    def test_without_one_there_is_no_image(self, design):
        assert len(reader(printed(full, design).pdf).pages[0].images) == 0


@pytest.mark.parametrize("design", DESIGNS)
class TestFile:
    def test_it_says_whose_it_is_in_which_language(self, design):
        made = reader(printed(full, design).pdf)

        assert made.metadata.title == "Zoë Müller – Résumé"
        assert made.metadata.author == "Zoë Müller"
        assert made.metadata.subject == "Data engineer"
        assert made.metadata["/Keywords"] == "Python"
        assert made.root_object["/Lang"] == "en"

    def test_hidden_skills_are_no_keywords(self, design):
        document = full(design)
        document.personal_info["layout"] = {"hidden": ["skills"]}

        assert not reader(printing.print_resume(document).pdf).metadata.get("/Keywords")

    def test_what_it_shows_travels_inside_and_comes_back(self, design):
        document = full(design)

        (data,) = reader(printed(full, design).pdf).attachments["resume.json"]

        found = importers.read(data, file_name="resume.json")
        assert found.work_experience == document.work_experience
        assert found.skills == document.skills
        assert found.personal_info["sections"] == document.personal_info["sections"]

    def test_the_owner_may_keep_the_data_out(self, design):
        document = full(design)
        document.personal_info["layout"] = {"attachData": False}

        assert not reader(printing.print_resume(document).pdf).attachments

    def test_its_outline_lists_the_sections(self, design):
        made = reader(printed(full, design).pdf)

        name, sections = made.outline
        assert name.title == "Zoë Müller"
        assert {"Summary", "Work Experience", "Education"} < {section.title for section in sections}

    def test_it_is_the_same_every_time(self, design):
        assert printing.print_resume(full(design)).pdf == printed(full, design).pdf

    def test_the_owners_title_for_the_resume_stays_private(self, design):
        document = full(design)
        document.title = "Version for the competitor"

        sheets = printing.sheets(document)  # all that is printed, as it is before it is packed
        assert "competitor" not in sheets.html + sheets.css
        assert not [name for name, content in sheets.attachments.items() if b"competitor" in content]

    def test_markup_is_text(self, design):
        document = resume(
            design, summary="<script>alert(1)</script> {{ 7|add:7 }} &amp; <b>", personal_info={}
        )

        assert "<script>alert(1)</script> {{ 7|add:7 }} &amp; <b>" in read_by_pypdf(
            printing.print_resume(document).pdf
        )

    def test_style_comes_from_the_designs_configuration(self, design):
        plain = printed(full, design).pdf

        coloured = printing.print_resume(full(design), {"colors": ["#aa0000", "#bb0000"]}).pdf

        assert coloured != plain


class TestLayout:
    def test_sections_follow_its_order_and_leave_its_hidden_ones_out(self):
        document = full("modern-professional")
        document.personal_info["layout"] = {"order": ["skills", "education"], "hidden": ["summary"]}

        titles = [section.title for section in printing.context(document)["sections"]]

        assert titles[:3] == ["Skills", "Education", "Work Experience"]
        assert "Summary" not in titles


@pytest.mark.django_db
class TestResumePdf:
    def test_it_takes_the_designs_configuration_from_the_database(self):
        TemplateFactory(
            slug="classic-elegant", config={"layout": "classic", "options": {"pageSize": "letter"}}
        )

        pdf = printing.printed(ResumeFactory(full=True, template="classic-elegant")).pdf

        assert round(reader(pdf).pages[0].mediabox.width) == LETTER[0]

    def test_it_does_without_a_row(self):
        pdf = printing.printed(ResumeFactory(full=True)).pdf

        assert "Zoë Müller" in read_by_pypdf(pdf)

    def test_a_design_that_is_gone_names_the_others(self):
        with pytest.raises(designs.UnknownDesignError, match="classic-elegant"):
            printing.printed(ResumeFactory(template="gone"))


def test_a_sign_stays_with_its_number():
    resume = samples.resume("minimal", person={}, summary="From 3 % to 0.02 %, 5 € each")

    html = printing.sheets(resume).html

    assert "From 3\xa0% to 0.02\xa0%, 5\xa0€ each" in html
    assert "From 3 % to 0.02 %" in str(printing.context(resume))
