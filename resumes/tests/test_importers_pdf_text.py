"""PDFs without data in them: what is read of their text, and what is said of those that cannot be read."""

import io

import pytest
from pypdf import PdfWriter

from resumes import importers, printing
from resumes.tests import samples


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


@pytest.mark.parametrize("design", ["modern-professional", "minimal", "classic-elegant"])
def test_the_person_and_the_jobs_are_found(design):
    found = importers.read(without_data(design), file_name="cv.pdf")

    assert (found.format, found.personal_info["email"]) == ("pdf", "priya.raman@mail.example")
    assert found.personal_info["lastName"] == "Raman"
    assert [job["startDate"] for job in found.work_experience] == ["2021-03", "2017-09", "2015-07"]
    assert [len(job["achievements"]) for job in found.work_experience] == [4, 4, 3]


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
