"""A letter as a PDF."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from letters import printing
from letters.tests.factories import CoverLetterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(ada):
    return CoverLetterFactory(
        user=ada,
        company_name="Harbour Data",
        personal_info={"firstName": "Zoë", "lastName": "Müller"},
        content="{{mood}}",
    )


def url(letter):
    return reverse("letters:download", args=[letter.pk])


class TestPage:
    def test_it_names_the_file_and_what_is_missing_and_changes_nothing(self, client, letter):
        page = client.get(url(letter)).content.decode()

        letter.refresh_from_db()
        assert "Zoë Müller – Cover letter Harbour Data.pdf" in page
        assert "&#123;&#123;mood&#125;&#125;" in page
        assert letter.download_count == 0

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_strangers_is_not_there(self, client, ada, method):
        assert getattr(client, method)(url(CoverLetterFactory())).status_code == 404

    def test_a_deleted_one_is_not_there(self, client, letter):
        letter.delete_for_now()

        assert client.post(url(letter)).status_code == 404

    def test_another_method_is_refused(self, client, letter):
        assert client.delete(url(letter)).status_code == 405


class TestDownload:
    def test_it_is_the_previewed_pdf_under_its_owners_name(self, client, letter, ada):
        letter.refresh_from_db()
        answer = client.post(url(letter))

        letter.refresh_from_db()
        assert answer.content == printing.printed(letter).pdf
        assert "Zoë Müller – Cover letter Harbour Data.pdf" in unquote(answer["Content-Disposition"])
        assert letter.download_count == 1
        assert ada.activities.get(type="download").details == {"letter": str(letter.pk), "format": "pdf"}

    def test_one_that_is_too_long_is_explained_and_not_counted(self, client, letter, ada):
        letter.content = "x\n\n" * 700
        letter.save()

        answer = client.post(url(letter))

        letter.refresh_from_db()
        assert answer.status_code == 422
        assert "only 12 pages can be printed" in answer.content.decode()
        assert letter.download_count == 0
        assert not ada.activities.filter(type="download").exists()

    def test_plain_text_says_the_same_without_marks(self, client, letter):
        letter.content = "Dear **{{company}}**,\n\n- I read\n- I write"
        letter.save()

        answer = client.post(url(letter), {"as": "txt"})

        text = answer.content.decode()
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert "Zoë Müller – Cover letter Harbour Data.txt" in unquote(answer["Content-Disposition"])
        assert text.startswith("Zoë Müller\n\nHarbour Data\n")
        assert text.endswith("Dear Harbour Data,\n\n• I read\n• I write\n")
