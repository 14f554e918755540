"""Page images of a résumé, and that what was previewed is what is downloaded."""

import io
from types import SimpleNamespace

import PIL.Image
import pytest
from django.urls import reverse

from resumes import printing
from resumes.tests.factories import ResumeFactory
from saaska.documents import prints, renderer, versions
from saaska.documents.frames import DENSE, THUMBNAIL, Picture
from saaska.documents.models import Template
from saaska.documents.tests.asking import times_asked

pytestmark = pytest.mark.django_db


def url(resume, name="1", key=""):
    return reverse("resumes:page", args=[resume.pk, key or printing.order(resume).key, name])


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, full=True)


@pytest.fixture
def asked(monkeypatch):
    """Tells how often this process' printers were asked since the test began."""
    prints.forget_all()
    return times_asked(monkeypatch)


def draft_of(resume, **columns):
    """What somebody types: no row, the columns that are printed."""
    told = {name: getattr(resume, name) for name in (*printing.PRINTED, "template", "template_version")}
    return SimpleNamespace(**{**told, **columns})


class TestPage:
    def test_it_is_an_image_of_what_is_saved(self, client, resume):
        answer = client.get(url(resume))

        image = PIL.Image.open(io.BytesIO(answer.content))
        assert answer["Content-Type"] == "image/png"
        assert image.size == (794, 1123)
        assert answer.content == printing.page_image(resume)

    @pytest.mark.parametrize(("name", "width"), [("1-dense", 1588), ("1-thumbnail", 320), ("1-page", 794)])
    def test_it_comes_in_three_sizes(self, client, resume, name, width):
        image = PIL.Image.open(io.BytesIO(client.get(url(resume, name)).content))

        assert image.width == width

    def test_nobody_may_keep_it(self, client, resume):
        assert client.get(url(resume))["Cache-Control"] == "private, no-store"

    def test_a_draft_that_was_printed_is_shown_by_its_key(self, client, resume, ada):
        draft = draft_of(resume, summary="Typed a moment ago.")
        printing.printed(draft, owner=ada.pk, draft_of=resume.pk, pictures=[Picture(1)])

        key = printing.order(draft).key
        answer = client.get(url(resume, key=key))

        assert answer.status_code == 200
        assert answer.content != printing.page_image(resume)

    def test_a_key_of_nothing_printed_is_not_there(self, client, resume, asked):
        answer = client.get(url(resume, key="0" * 32))

        assert answer.status_code == 404
        assert asked() == 0

    def test_a_draft_of_another_person_is_not_there(self, client, resume):
        other = ResumeFactory()
        draft = draft_of(other, summary="A secret.")
        printing.printed(draft, owner=other.user_id)

        assert client.get(url(resume, key=printing.order(draft).key)).status_code == 404

    @pytest.mark.parametrize("name", ["0", "9", "1-huge", "one", "-1", "1-dense-dense", "²"])
    def test_a_page_that_is_not_there_is_404(self, client, resume, name):
        assert client.get(url(resume, name)).status_code == 404

    def test_a_strangers_is_not_there(self, client, ada):
        assert client.get(url(ResumeFactory(full=True, public=True))).status_code == 404

    def test_another_method_is_refused(self, client, resume):
        assert client.post(url(resume)).status_code == 405

    def test_a_design_that_is_gone_is_404(self, client, ada):
        resume = ResumeFactory(user=ada, template="gone")

        assert client.get(url(resume, key="0" * 32)).status_code == 404

    def test_one_that_is_too_long_is_explained(self, client, resume):
        job = {**resume.work_experience[0], "description": "word " * 1000}
        resume.work_experience = [{**job, "id": f"exp_{number}"} for number in range(16)]
        resume.save()

        answer = client.get(url(resume))

        assert answer.status_code == 422
        assert "only 12 pages can be printed" in answer.content.decode()

    def test_with_every_printer_busy_it_asks_to_come_again(self, client, resume, monkeypatch):
        monkeypatch.setattr(renderer, "pool", renderer.Pool(1, waiting_seconds=0.01))
        renderer.pool.line.enter(seconds=0)

        assert client.get(url(resume)).status_code == 503

    def test_one_that_is_kept_asks_nothing_about_designs(self, client, resume, count_queries):
        address = url(resume)
        client.get(address)

        with count_queries() as queries:
            client.get(address)

        assert [query for query in queries if "design" in query] == []
        assert any("resumes" in query for query in queries)


class TestPrintedOnce:
    def test_a_previewed_resume_is_downloaded_without_printing(self, client, resume, asked):
        client.get(url(resume))

        pdf = client.post(reverse("resumes:download", args=[resume.pk])).content

        assert pdf == printing.printed(resume).pdf
        assert asked() == 1

    def test_a_draft_has_the_key_of_what_it_is_saved_as(self, resume, ada, asked):
        draft = draft_of(resume, summary="Typed a moment ago.")
        printing.printed(draft, owner=ada.pk, draft_of=resume.pk)
        resume.summary = "Typed a moment ago."
        resume.save()
        resume.refresh_from_db()

        printing.printed(resume)

        assert asked() == 1

    def test_what_is_printed_anew_is_the_same_to_the_byte(self, resume):
        kept = printing.printed(resume).pdf

        version = versions.find("resume", resume.template)
        assert printing.print_resume(resume, version.config).pdf == kept

    @pytest.mark.parametrize(
        "change",
        [
            {"summary": "Other."},
            {"template": "classic-elegant"},
            {"skills": []},
            {"personal_info": {"firstName": "Li"}},
        ],
    )
    def test_whatever_is_printed_otherwise_has_another_key(self, resume, change):
        assert printing.order(draft_of(resume, **change)).key != printing.order(resume).key

    def test_the_title_which_is_not_printed_changes_nothing(self, resume):
        before = printing.order(resume).key

        resume.title = "Other"

        assert printing.order(resume).key == before

    def test_the_version_of_the_design_is_in_the_key(self, resume):
        before = printing.order(resume).key
        design = Template.objects.get(type=Template.Type.RESUME, slug=resume.template)
        design.config = {**design.config, "fonts": "serif"}
        design.save()

        assert printing.order(resume).key == before
        assert printing.order(draft_of(resume, template_version=versions.NEWEST)).key != before

    def test_only_drafts_may_be_dropped_for_newer_ones(self, resume):
        assert printing.order(resume).replaces == ""
        assert printing.order(resume, draft_of=resume.pk).replaces == str(resume.pk)

    def test_images_of_all_sizes_come_from_one_printing(self, resume, asked):
        printing.printed(resume, pictures=[Picture(1), Picture(1, DENSE), Picture(1, THUMBNAIL)])

        printing.page_image(resume, 1, THUMBNAIL)
        printing.page_image(resume, 1, DENSE)

        assert asked() == 1
