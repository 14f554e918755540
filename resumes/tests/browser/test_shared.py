"""A public résumé in a visitor's browser."""

import pypdfium2
import pytest

from resumes.tests import samples
from resumes.tests.factories import ResumeShareFactory

MILLIMETRE = 72 / 25.4  # in points
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shared(live_server, resume):
    def share(design):
        type(resume).objects.update(template=design, is_public=True)
        return live_server.url + ResumeShareFactory(user=resume.user, resume=resume).get_absolute_url()

    return share


def left_of_the_text(page):
    """Where what stands low on the page, but above its foot, begins, in millimetres."""
    text = page.get_textpage()
    rects = [text.get_rect(at) for at in range(text.count_rects())]
    return min(left for left, bottom, *_rest in rects if 16 < bottom / MILLIMETRE < 100) / MILLIMETRE


def edges(pdf):
    """The colours of the first page at its upper corners and within its lower left one."""
    image = pypdfium2.PdfDocument(pdf)[0].render().to_pil().convert("RGB")
    return [image.getpixel(place) for place in ((1, 1), (image.width - 2, 1), (1, image.height - 2))]


@pytest.mark.parametrize("design", ["executive", "creative-block"])
def test_its_print_reaches_the_edge_as_the_pdf_does(page, shared, design):
    page.goto(shared(design))
    with page.expect_download() as ours:
        page.get_by_role("link", name="Download PDF").click()

    printed = page.pdf(prefer_css_page_size=True)

    assert edges(printed) == edges(ours.value.path())
    assert edges(printed)[0] == edges(printed)[1] != (255, 255, 255)


def test_its_column_reaches_the_edge_where_there_is_one_page(page, shared):
    page.goto(shared("nordic-sidebar"))
    with page.expect_download() as ours:
        page.get_by_role("link", name="Download PDF").click()

    printed = page.pdf(prefer_css_page_size=True)

    assert len(pypdfium2.PdfDocument(printed)) == 1
    assert edges(printed) == edges(ours.value.path())
    assert edges(printed)[2] not in ((255, 255, 255), edges(printed)[0])


def test_its_column_stands_on_the_first_of_several_pages_alone(page, shared, resume):
    job = {**resume.work_experience[0], "achievements": ["Cut nightly loads from 6 h to 40 min"] * 80}
    type(resume).objects.update(work_experience=[job])
    page.goto(shared("nordic-sidebar"))
    with page.expect_download() as ours:
        page.get_by_role("link", name="Download PDF").click()

    printed = page.pdf(prefer_css_page_size=True)

    first, second, *_others = pypdfium2.PdfDocument(printed)
    assert edges(printed) == edges(ours.value.path())
    assert [left_of_the_text(first), left_of_the_text(second)] == pytest.approx([73, 16], abs=1)
    assert "ZoëMüller" in "".join(second.get_textpage().get_text_range().split())  # its foot


def test_on_a_phone_the_academic_cv_has_its_whole_width(page, shared):
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(shared("academic-cv"))

    title, heading = (page.locator(part).first.bounding_box() for part in ("article h3", "section h2"))
    assert title["x"] == heading["x"]


def test_on_a_phone_an_arabic_one_has_its_typeface_and_runs_from_the_right(page, shared, resume):
    arabic, faces = samples.arabic("nordic-sidebar"), []
    said = {
        name: getattr(arabic, name) for name in ("personal_info", "work_experience", "education", "skills")
    }
    type(resume).objects.update(**said)
    page.set_viewport_size({"width": 390, "height": 844})
    page.on("requestfinished", lambda request: faces.append(request.url.rpartition("/")[2]))

    page.goto(shared("nordic-sidebar"), wait_until="networkidle")

    title, period = (page.locator(part).first for part in ("article h3", "article .period"))
    assert [face for face in faces if face.startswith(("saaska-arabic-400", "noto"))] == [
        "saaska-arabic-400.ttf"
    ]
    assert (
        page.evaluate("getComputedStyle(document.body).backgroundImage") == "none"
    )  # no column: they are stacked
    assert title.bounding_box()["x"] == period.bounding_box()["x"]
    assert period.evaluate("period => getComputedStyle(period).textAlign") == "right"
