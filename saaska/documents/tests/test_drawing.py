"""The images of designs: what the job makes, where it puts them, and that nothing is left behind."""

from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from saaska.documents import drawing, gallery, versions
from saaska.documents.models import Template
from saaska.documents.pictures import Pictures
from saaska.documents.tasks import draw_later
from saaska.documents.tests.factories import TemplateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def design():
    made = TemplateFactory(slug="modern-professional", config={"layout": "modern", "colors": ["#2563eb"]})
    versions.publish(made)
    return made


def pictures_of(design):
    design.refresh_from_db()
    return Pictures.of(design.preview_url)


def stored():
    """The names in the folders of the images, without the folders'."""
    folders, _files = default_storage.listdir("designs")
    return {name for folder in folders for name in default_storage.listdir(f"designs/{folder}")[1]}


class TestDraw:
    def test_it_names_a_thumbnail_and_a_preview(self, design):
        drawing.draw(design.pk)

        made = pictures_of(design)
        assert (design.thumbnail_url, design.preview_url) == (made.thumbnail, made.page(1))

    def test_it_stores_every_page_in_two_sizes_and_the_first_small(self, design):
        drawing.draw(design.pk)

        assert pictures_of(design).pages == 2
        assert stored() == {
            "thumbnail.webp",
            "small.webp",
            *("1-of-2.webp", "1-of-2-dense.webp"),
            *("2-of-2.webp", "2-of-2-dense.webp"),
        }

    def test_a_second_run_changes_nothing(self, design):
        drawing.draw(design.pk)
        first = pictures_of(design)

        drawing.draw(design.pk)

        assert pictures_of(design) == first
        assert first.are_stored

    def test_another_configuration_has_other_images_and_the_old_ones_go(
        self, design, django_capture_on_commit_callbacks
    ):
        drawing.draw(design.pk)
        before = pictures_of(design)
        Template.objects.filter(pk=design.pk).update(config={"layout": "modern", "colors": ["#b3261e"]})

        with django_capture_on_commit_callbacks(execute=True):
            drawing.draw(design.pk)

        assert pictures_of(design) != before
        assert pictures_of(design).are_stored
        assert not default_storage.exists(before.thumbnail)

    def test_a_letter_has_one_page(self):
        letter = TemplateFactory(letter=True, slug="classic-elegant")

        drawing.draw(letter.pk)

        assert pictures_of(letter).pages == 1

    def test_a_design_without_a_folder_is_left_alone(self, caplog):
        lost = TemplateFactory(slug="gone")

        drawing.draw(lost.pk)

        assert pictures_of(lost) is None
        assert "gone" in caplog.text

    def test_a_design_that_is_gone_is_no_error(self):
        drawing.draw(uuid4())

        assert not default_storage.exists("designs")


class TestJob:
    def test_the_worker_draws(self, design, run_jobs):
        draw_later(design)

        assert run_jobs() == 1
        assert pictures_of(design).are_stored

    def test_a_rollback_leaves_no_job(self, design):
        with transaction.atomic():
            draw_later(design)
            transaction.set_rollback(True)

        assert not ProcrastinateJob.objects.exists()

    def test_the_seed_asks_for_the_images_of_all_designs(self):
        call_command("seed_templates")

        assert ProcrastinateJob.objects.count() == Template.objects.count()

    def test_the_seed_asks_for_those_alone_whose_files_are_missing(self):
        call_command("seed_templates")
        drawn, lacking = Template.objects.order_by("-type", "position")[:2]
        drawing.draw(drawn.pk)
        made = pictures_of(drawn)
        Template.objects.update(thumbnail_url=made.thumbnail, preview_url=made.page(1))
        elsewhere = made.page(1).replace(made.digest, "0" * 32)
        Template.objects.filter(pk=lacking.pk).update(preview_url=elsewhere)
        before = ProcrastinateJob.objects.count()

        call_command("seed_templates")

        new = ProcrastinateJob.objects.order_by("id")[before:]
        assert [job.args for job in new] == [{"pk": str(lacking.pk)}]


class TestGallery:
    def test_it_has_an_address_for_each_image(self, design, client, django_capture_on_commit_callbacks):
        gallery.active()
        with django_capture_on_commit_callbacks(execute=True):
            drawing.draw(design.pk)

        (shown,) = gallery.active()
        answer = client.get(shown.thumbnail_url)
        assert [page.number for page in shown.pages] == [1, 2]
        assert answer.content[8:12] == b"WEBP"
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
