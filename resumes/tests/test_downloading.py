"""A résumé as a PDF."""

import io
from urllib.parse import unquote

import pytest
from django.urls import reverse
from pypdf import PdfReader

from resumes import printing
from resumes.exporters import word
from resumes.exporters.formats import FORMATS
from resumes.tests.factories import ResumeFactory
from resumes.tests.test_shelf import at_once
from saaska.documents import renderer

pytestmark = pytest.mark.django_db


def url(resume):
    return reverse("resumes:download", args=[resume.pk])


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, full=True, title="Data engineer")


class TestPage:
    def test_it_names_the_file_and_changes_nothing(self, client, resume):
        page = client.get(url(resume)).content.decode()

        resume.refresh_from_db()
        assert "Zoë Müller – Résumé.pdf" in page
        assert (resume.download_count, resume.last_downloaded_at) == (0, None)

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_strangers_is_not_there(self, client, resume, method):
        stranger = ResumeFactory(public=True)

        assert getattr(client, method)(url(stranger)).status_code == 404

    def test_a_deleted_one_is_not_there(self, client, resume):
        resume.delete_for_now()

        assert client.post(url(resume)).status_code == 404

    def test_another_method_is_refused(self, client, resume):
        assert client.delete(url(resume)).status_code == 405

    def test_it_names_what_cannot_be_printed_before_the_download(self, client, resume):
        resume.summary = "Reads \U00012000 and \U00012001."
        resume.save()

        page = client.get(url(resume)).content.decode()

        assert "No typeface here can draw these characters" in page
        assert "\U00012000 \U00012001" in page

    def test_it_says_nothing_of_that_when_all_is_printed(self, client, resume):
        assert "No typeface here" not in client.get(url(resume)).content.decode()

    def test_it_shows_the_first_page(self, client, resume):
        page = client.get(url(resume)).content.decode()

        key = printing.order(resume).key
        assert reverse("resumes:page", args=[resume.pk, key, "1"]) in page
        assert 'alt="Page 1 of 2"' in page

    def test_it_says_why_one_cannot_be_printed_at_all(self, client, resume):
        resume.template = "gone"
        resume.save()

        answer = client.get(url(resume))

        assert answer.status_code == 200
        assert "There is no design “gone”." in answer.content.decode()


class TestOtherFormats:
    @pytest.mark.parametrize("format", [name for name in FORMATS if name != "pdf"])
    def test_each_is_offered(self, client, resume, format):
        assert f'name="as" value="{format}"' in client.get(url(resume)).content.decode()

    @pytest.mark.parametrize(
        ("format", "content_type", "name"),
        [
            ("docx", word.CONTENT_TYPE, "Zoë Müller – Résumé.docx"),
            ("png", "application/zip", "Zoë Müller – Résumé.zip"),
            ("txt", "text/plain; charset=utf-8", "Zoë Müller – Résumé.txt"),
            ("json", "application/json", "Zoë Müller – Résumé.json"),
        ],
    )
    def test_it_is_sent_under_a_proper_name(self, client, resume, format, content_type, name):
        answer = client.post(url(resume), {"as": format})

        assert answer["Content-Type"] == content_type
        assert unquote(answer["Content-Disposition"]).endswith(name)

    def test_it_counts_and_says_which(self, client, resume, ada):
        client.post(url(resume), {"as": "md"})

        resume.refresh_from_db()
        assert resume.download_count == 1
        assert ada.activities.get(type="download").details["format"] == "md"

    def test_one_that_does_not_exist_is_refused_and_not_counted(self, client, resume):
        answer = client.post(url(resume), {"as": "exe"})

        resume.refresh_from_db()
        assert answer.status_code == 422
        assert "There is no such format." in answer.content.decode()
        assert resume.download_count == 0

    def test_text_can_be_had_when_the_design_is_gone(self, client, ada):
        resume = ResumeFactory(user=ada, full=True, template="gone")

        assert client.post(url(resume), {"as": "txt"}).status_code == 200
        assert client.post(url(resume), {"as": "png"}).status_code == 422

    def test_hidden_parts_are_sent_only_to_who_asks_for_everything(self, client, resume):
        resume.personal_info["layout"] = {"hidden": ["work"]}
        resume.save()

        holding = {
            name for name in FORMATS if b"Harbour Data" in client.post(url(resume), {"as": name}).content
        }

        assert holding == {"everything"}


class TestFields:
    def fields(self, resume):
        return reverse("resumes:fields", args=[resume.pk])

    def test_each_can_be_copied(self, client, resume):
        page = client.get(self.fields(resume)).content.decode()

        assert 'aria-label="Copy Position"' in page
        assert '<dd id="field-2-1" dir="auto">Data Engineer</dd>' in page
        assert "Mar 2021 – Present" in page  # in the whole text

    def test_an_empty_resume_says_what_belongs_there(self, client, ada):
        page = client.get(self.fields(ResumeFactory(user=ada, personal_info={}))).content.decode()

        assert "Nothing to copy yet" in page

    def test_a_strangers_is_not_there(self, client, ada):
        assert client.get(self.fields(ResumeFactory(public=True))).status_code == 404

    def test_another_method_is_refused(self, client, resume):
        assert client.post(self.fields(resume)).status_code == 405

    def test_looking_at_them_is_no_download(self, client, resume):
        client.get(self.fields(resume))

        resume.refresh_from_db()
        assert resume.download_count == 0


class TestDownload:
    def test_it_is_a_pdf_with_the_text_under_a_proper_name(self, client, resume):
        answer = client.post(url(resume))

        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
        assert answer["Content-Type"] == "application/pdf"
        assert unquote(answer["Content-Disposition"]).endswith("Zoë Müller – Résumé.pdf")
        assert "Harbour Data" in text

    def test_it_counts_and_says_when(self, client, resume, ada):
        client.post(url(resume))

        before = resume.version, resume.updated_at
        resume.refresh_from_db()
        assert resume.download_count == 1
        assert resume.last_downloaded_at
        assert (resume.version, resume.updated_at) == before
        assert ada.activities.get(type="download").details == {
            "resume": str(resume.pk),
            "format": "pdf",
        }

    def test_one_that_is_too_long_is_explained_and_not_counted(self, client, resume, ada):
        long = {**resume.work_experience[0], "description": "word " * 1000}
        resume.work_experience = [{**long, "id": f"exp_{number}"} for number in range(16)]
        resume.save()

        answer = client.post(url(resume))

        resume.refresh_from_db()
        assert answer.status_code == 422
        assert "only 12 pages can be printed" in answer.content.decode()
        assert resume.download_count == 0
        assert not ada.activities.filter(type="download").exists()

    def test_a_design_that_is_gone_is_explained(self, client, ada):
        answer = client.post(url(ResumeFactory(user=ada, template="gone")))

        assert answer.status_code == 422
        assert "There is no design “gone”." in answer.content.decode()

    def test_with_every_printer_busy_it_asks_to_come_again(self, client, resume, monkeypatch):
        monkeypatch.setattr(renderer, "pool", renderer.Pool(1, waiting_seconds=0.01))
        renderer.pool.line.enter(seconds=0)

        answer = client.post(url(resume))

        assert answer.status_code == 503
        assert "try again in a moment" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_twenty_downloads_at_once_are_twenty(client, ada):
    resume = ResumeFactory(user=ada)

    answers = at_once(20, client, url(resume), {})

    resume.refresh_from_db()
    assert {answer.status_code for answer in answers} == {200}
    assert resume.download_count == 20
