"""The proof of applications: what was sent in a time, with its history, as PDF and CSV."""

import csv
import io
from datetime import UTC, date, datetime

import pypdf
import pytest
from django.utils import timezone

from accounts.models import UserActivity
from accounts.tests.factories import UserFactory
from applications import report
from applications.report import Wish
from applications.report_wording import WORDINGS
from applications.tests.factories import JobApplicationFactory

pytestmark = pytest.mark.django_db
PAGE = "/applications/report/"
MAY = {"since": "2026-05-01", "until": "2026-05-31", "language": "de"}


@pytest.fixture
def sent(ada):
    first = JobApplicationFactory(
        user=ada,
        company="Tidepool",
        position="Gauge reader",
        city="Kiel",
        country="Germany",
        date_applied=date(2026, 5, 1),
    )
    first.move("Interview", "Panel", at=datetime(2026, 5, 12, 12, tzinfo=UTC))
    JobApplicationFactory(user=ada, company="Too late", date_applied=date(2026, 6, 1))
    JobApplicationFactory(user=ada, company="Too early", date_applied=date(2026, 4, 30))
    last = JobApplicationFactory(user=ada, company="Quillworks", date_applied=date(2026, 5, 31))
    last.archive()
    JobApplicationFactory(user=ada, company="In the bin", date_applied=date(2026, 5, 9)).delete_for_now()
    JobApplicationFactory(company="Somebody’s", date_applied=date(2026, 5, 9))
    return first


def text_of(answer):
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


class TestPdf:
    def test_it_says_who_sent_what_when_and_what_became_of_it(self, client, sent, ada):
        answer = client.post(PAGE, MAY)
        said = text_of(answer)

        assert answer["Content-Type"] == "application/pdf"
        for words in (
            "Nachweis der Eigenbemühungen",
            "Zeitraum vom 01.05.2026 bis 31.05.2026",
            ada.get_full_name(),
            "Tidepool",
            "Kiel, Germany",
            "Gauge reader",
            "12.05.2026 Vorstellungsgespräch (Panel)",
            "Quillworks",
            "Bewerbungen in diesem Zeitraum: 2",
            "Ort, Datum, Unterschrift",
        ):
            assert words in said, words
        for words in ("Too late", "Too early", "In the bin", "Somebody"):
            assert words not in said

    def test_it_is_tagged_and_names_its_language(self, client, sent):
        catalog = pypdf.PdfReader(io.BytesIO(client.post(PAGE, MAY).content)).root_object

        assert catalog["/Lang"] == "de"
        assert catalog["/MarkInfo"]["/Marked"]

    def test_a_corrected_date_is_marked(self, client, sent, ada):
        event = sent.events.get(status="Interview")
        event.details = {"text": "", "corrections": [{"before": "2026-05-13", "at": "2026-05-14"}]}
        event.save(update_fields=["details"])

        said = text_of(client.post(PAGE, MAY))

        assert "12.05.2026* Vorstellungsgespräch" in said
        assert "* Dieses Datum wurde nachträglich berichtigt oder ergänzt." in said

    def test_what_does_not_fit_the_pages_is_said(self, client, ada):
        JobApplicationFactory.create_batch(700, user=ada, date_applied=date(2026, 5, 9))

        answer = client.post(PAGE, MAY)

        assert answer.status_code == 422
        assert "12 pages" in answer.text

    def test_it_is_noted(self, client, sent, ada):
        client.post(PAGE, MAY)

        noted = UserActivity.objects.get(user=ada, type="download")
        assert noted.details == {"format": "pdf", "since": "2026-05-01", "until": "2026-05-31"}


class TestCsv:
    def test_it_has_the_same_lines(self, client, sent):
        answer = client.post(PAGE, {**MAY, "format": "csv"})

        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert rows[0][:3] == ["Nr.", "Beworben am", "Arbeitgeber"]
        assert rows[1] == [
            *("1", "2026-05-01", "Tidepool", "Gauge reader", "Kiel, Germany", "", "Vorstellungsgespräch"),
            "01.05.2026 Beworben; 12.05.2026 Vorstellungsgespräch (Panel)",
        ]
        assert [row[2] for row in rows[2:]] == ["Quillworks"]


class TestPage:
    def test_it_shows_the_last_month_and_this_one_at_first(self, client, ada):
        JobApplicationFactory(user=ada, company="Just now")

        page = client.get(PAGE)

        assert page.context["wish"].until == timezone.localdate()
        assert "Just now" in page.text

    def test_it_begins_in_the_language_of_the_browser(self, client, ada):
        page = client.get(PAGE, headers={"accept-language": "gsw, de-CH;q=0.9, en;q=0.5"})

        assert page.context["wish"].language == "de"

    def test_arabic_runs_from_the_right_and_names_the_offices_number(self, client, ada):
        page = client.get(PAGE, {"language": "ar", "reference": "KD 12"})

        html = report.html(ada, page.context["wish"])
        assert '<html lang="ar" dir="rtl">' in html
        assert 'dir="auto">KD 12</strong>' in html

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ({"since": "soon"}, "Write the date as 2026-05-31."),
            ({"since": "2026-06-01", "until": "2026-05-01"}, "This is before the first day."),
            ({"since": "0001-01-01"}, "Write the date as 2026-05-31."),
            ({"language": "tlh"}, "“tlh” is not offered here: choose again."),
        ],
    )
    def test_what_cannot_be_read_is_said(self, client, ada, asked, said):
        page = client.get(PAGE, asked)

        assert page.status_code == 422
        assert said in page.text

    def test_it_asks_the_same_however_many_there_are(self, client, ada, count_queries):
        client.get(PAGE)
        counted = []
        for number in (1, 20):
            JobApplicationFactory.create_batch(number, user=ada)
            with count_queries() as queries:
                client.get(PAGE)
            counted.append(len(queries))

        assert counted[0] == counted[1] <= 8, queries

    def test_a_day_is_that_of_the_persons_time_zone(self):
        ada = UserFactory()
        row = JobApplicationFactory(user=ada, date_applied=date(2026, 5, 1))
        row.move("Offer", at=datetime(2026, 5, 11, 22, 30, tzinfo=UTC))

        with timezone.override("Europe/Berlin"):
            (line,) = report.lines(ada, Wish(date(2026, 5, 1), date(2026, 5, 31), "en"))

        assert line.steps[-1].day == "12 May 2026"


@pytest.mark.parametrize("language", WORDINGS)
def test_every_language_has_its_own_words_and_places_for_values(language):
    words, english = WORDINGS[language], WORDINGS["en"]

    assert {"{since}", "{until}"} <= set(words.period.split())
    assert "{n}" in words.total
    assert "{day}" in words.made
    assert len(set(words.statuses)) == 5
    assert language == "en" or words.declaration != english.declaration
