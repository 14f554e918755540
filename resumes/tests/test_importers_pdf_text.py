"""PDFs without data in them: what is read of their text, and what is said of those that cannot be read."""

import io

import pytest
from pypdf import PdfWriter

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
