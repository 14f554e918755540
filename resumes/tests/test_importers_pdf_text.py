"""PDFs without data in them: what is read of their text, and what is said of those that cannot be read."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from resumes import importers, printing
from resumes.importers import own_pages
from resumes.tests import samples
from saaska.documents import designs


def without_data(design, sample=samples.one_page):
    document = sample(design)
    document.personal_info["layout"] = {"attachData": False}
    return printing.print_resume(document).pdf


def blank(pages, password=""):
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(300, 300)
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def said(entries, *names):
    """The fields of each, spaces that keep words together being spaces."""
    return [
        [" ".join(str(entry[name]).split()) for name in (names or entry) if name != "id"] for entry in entries
    ]


@pytest.mark.parametrize("design", designs.known("resume"))
def test_a_resume_of_ours_comes_back_from_its_pages(design):
    written = samples.one_page(design)

    found = importers.read(without_data(design), file_name="cv.pdf")

    assert (found.format, found.personal_info["email"]) == ("pdf", "priya.raman@mail.example")
    assert found.personal_info["lastName"] == "Raman"
    assert found.summary == written.summary
    assert said(found.work_experience) == said(written.work_experience)
    assert said(found.education) == said(written.education)
    assert sorted(said(found.skills)) == sorted(said(written.skills))
    assert [section["kind"] for section in found.personal_info["sections"]] == ["languages"]


def drawn(*texts):
    """A page on which each text is drawn at a place and in a size."""
    said = "".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, size, text in texts)
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(said.encode())
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    names = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F"): names})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_sidebar_comes_behind_the_name_and_points_are_told_by_where_they_stand():
    found = importers.read(
        drawn(
            *[(30, 800, 12, "Contact"), (30, 780, 10, "leo@marsh.example"), (30, 760, 12, "Languages")],
            *[(30, 740, 10, "French - B2"), (200, 800, 24, "Leo Marsh"), (200, 770, 10, "UX Designer")],
            *[(200, 740, 12, "Experience"), (200, 720, 10, "Senior Designer, Babylon")],
            *[(480, 720, 10, "2019 - Present"), (220, 700, 10, "Redesigned the triage of calls")],
            *[(220, 680, 10, "Tested with forty nurses"), (200, 660, 10, "Designer, Fjord")],
            *[(480, 660, 10, "2016 - 2019"), (220, 640, 10, "Drew the icons")],
        ),
        file_name="cv.pdf",
    )

    info = found.personal_info
    assert (info["firstName"], info["lastName"], info["email"]) == ("Leo", "Marsh", "leo@marsh.example")
    assert said(found.work_experience, "position", "company", "startDate") == [
        ["Senior Designer", "Babylon", "2019"],
        ["Designer", "Fjord", "2016"],
    ]
    assert found.work_experience[0]["achievements"] == [
        "Redesigned the triage of calls",
        "Tested with forty nurses",
    ]
    assert info["sections"][0]["items"][0]["level"] == "B2"


def test_what_somebody_else_has_written_is_read_line_by_line():
    document = PdfWriter(io.BytesIO(without_data("two-column-header")))
    document.add_metadata({"/Producer": "Another program"})
    changed = io.BytesIO()
    document.write(changed)

    assert own_pages.rows(changed.getvalue()) == []


def test_what_is_longer_than_ours_can_be_is_read_line_by_line(monkeypatch):
    pdf = without_data("two-column-header")
    monkeypatch.setattr(own_pages, "MOST_PIECES", 20)

    assert own_pages.rows(pdf) == []


def test_each_role_has_the_company_above_them():
    found = importers.read(without_data("minimal", samples.promoted), file_name="cv.pdf")

    assert [(job["position"], job["company"]) for job in found.work_experience] == [
        ("Senior Backend Engineer", "Kestrel Freight Ltd"),
        ("Site lead", "Kestrel Freight Ltd"),
        ("Trainee", "Kestrel Freight Ltd"),
        ("Backend Engineer", "Paperbark Payments"),
        ("Software Developer", "Tarn Analytics"),
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (blank(1), "holds no text"),
        (blank(200), "has 200 pages"),
        (blank(1, password="secret"), "has a password"),
        (b"%PDF-1.7", "is damaged"),
    ],
)
def test_it_says_why_one_cannot_be_read(data, sentence):
    with pytest.raises(importers.UnreadableFile, match=sentence):
        importers.read(data, file_name="cv.pdf")
