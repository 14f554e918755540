"""A résumé that is too much is refused with a sentence, and one that is being printed holds nobody else up."""

import threading

import pytest
from django.urls import reverse

from resumes.tests.factories import ResumeFactory
from resumes.tests.test_editing import form_of
from saaska.documents import printing_errors, renderer
from saaska.documents.renderer import Pool
from saaska.documents.tests.test_safety import end_busy_printer

pytestmark = pytest.mark.django_db


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, full=True, title="Data engineer")


@pytest.fixture
def pool(monkeypatch):
    """Two printers that do what a document says: hang, …"""
    pool = Pool(2, seconds=120, waiting_seconds=120)
    pool.module = "saaska.documents.tests.misbehaving"
    monkeypatch.setattr(renderer, "pool", pool)
    yield pool
    pool.close()


class TestTooMuch:
    def test_a_megabyte_is_refused_with_a_sentence_and_stays_in_the_form(self, client, resume, pool):
        text = "An ordinary word. " * 60_000

        answer = client.post(reverse("resumes:edit", args=[resume.pk]), form_of(resume, summary=text))

        resume.refresh_from_db()
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "longer than 5,000 characters" in page
        assert text.strip() in page
        assert resume.version == 1
        assert not pool.all  # no printer was asked

    def test_five_megabytes_are_refused_before_they_are_read(self, client, resume, pool):
        client.raise_request_exception = False
        form = form_of(resume, summary="x" * 5_000_000)

        answer = client.post(reverse("resumes:edit", args=[resume.pk]), form)

        resume.refresh_from_db()
        assert answer.status_code in (400, 413)
        assert resume.version == 1
        assert not pool.all


class TestWhileOneHangs:
    def test_pages_and_downloads_are_answered(self, client, resume, pool):
        def hang():
            with pytest.raises(printing_errors.PrintingError):
                renderer.render("<p>hang", "")

        hanging = threading.Thread(target=hang)
        hanging.start()

        page = client.get(reverse("resumes:edit", args=[resume.pk]))
        download = client.post(reverse("resumes:download", args=[resume.pk]))

        assert (page.status_code, download.status_code) == (200, 200)
        assert download.content.startswith(b"%PDF")
        assert hanging.is_alive()
        end_busy_printer(pool)
        hanging.join()
