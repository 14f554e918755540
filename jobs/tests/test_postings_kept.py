"""A posting that is saved again: both texts are kept, and the words that differ are told."""

import pytest
from django.utils.formats import date_format

from applications.models import PostingText
from applications.postings import differences
from applications.tests.factories import JobApplicationFactory
from jobs.models import SavedPosting
from jobs.tests.factories import SavedJobFactory

TEXT = "Planner at Oakway Transit\n\nLocation: Utrecht\n\nYou plan trams and buses."
ADDRESS = "https://oakway.example/1"


def told(before, after):
    return [(run.kind, run.text.strip()) for run in differences(before, after)]


class TestDifferences:
    def test_it_marks_words(self):
        assert told("You plan red buses here", "You plan\ntrams here") == [
            ("same", "You plan"),
            ("gone", "red buses"),
            ("new", "trams"),
            ("same", "here"),
        ]

    def test_long_texts_are_compared_by_the_words_they_have_once(self):
        words = [f"w{n}" if n % 5 else "and" for n in range(5_000)]
        later = [*words[:2_000], "more", *words[2_003:]]

        assert [run for run in told(" ".join(words), " ".join(later)) if run[0] != "same"] == [
            ("gone", "and w2001 w2002"),
            ("new", "more"),
        ]

    @pytest.mark.parametrize("words", ["a b ", "a a b a b b "])
    def test_both_texts_can_be_read_out_of_it_whatever_they_repeat(self, words):
        before, after = words * 5_000, ("b " + words) * 4_000

        runs = list(differences(before, after))

        assert "".join(run.text for run in runs if run.kind != "gone").split() == after.split()
        assert sum(run.words for run in runs if run.kind != "new") == len(before.split())


@pytest.mark.django_db
class TestSavingAgain:
    def test_a_pasted_posting_becomes_the_next_version_of_the_job(self, client, ada):
        job = SavedJobFactory(user=ada, url=ADDRESS, job_description="You plan buses.", tags=["rail"])

        review = client.post("/jobs/paste/", {"posting": TEXT, "url": ADDRESS})
        form, page = review.context["form"], review.content.decode()
        sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
        client.post(f"/jobs/{job.pk}/edit/", {**sent, "tags": "rail", "version": job.version})

        job.refresh_from_db()
        assert "<ins>trams and </ins>" in page
        assert (job.tags, job.location, "trams" in job.job_description) == (["rail"], "Utrecht", True)
        assert [row.text for row in job.postings.order_by("created_at")] == ["You plan buses.", job.posting]
        assert job.postings.earliest("created_at").created_at == job.created_at
        assert ada.saved_jobs.count() == 1

    def test_it_is_known_by_company_and_position_too(self, client, ada):
        job = SavedJobFactory(user=ada, company="OAKWAY transit", position="planner", closes_on="2026-05-01")

        text = TEXT.replace("Utrecht", "Utrecht\nClosing date: 2026-06-01")

        page = client.post("/jobs/paste/", {"posting": text}).content.decode()

        assert f'action="/jobs/{job.pk}/edit/"' in page
        assert "2026-05-01 is saved" in page

    def test_the_posting_of_an_application_is_kept_with_it(self, client, ada):
        application = JobApplicationFactory(user=ada, url=ADDRESS, job_description="You plan buses.")
        form = client.post("/jobs/paste/", {"posting": TEXT, "url": ADDRESS}).context["form"]
        sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}

        page = client.post(f"/jobs/paste/for/{application.pk}/", sent, follow=True).content.decode()

        application.refresh_from_db()
        assert "trams" in application.job_description
        assert "Compared with version 1:" in page
        assert PostingText.objects.filter(application=application).count() == 2
        assert not ada.saved_jobs.exists()

    def test_a_form_tells_what_differs_and_keeps_both(self, client, ada):
        job = SavedJobFactory(user=ada, job_description="You plan buses.")
        edited = {"company": job.company, "position": job.position, "version": job.version}

        page = client.post(
            f"/jobs/{job.pk}/edit/", {**edited, "job_description": "You plan trams."}, follow=True
        ).content.decode()
        versions = client.get(f"/jobs/{job.pk}/postings/").content.decode()
        first = client.get(f"/jobs/{job.pk}/postings/?version=1").content.decode()

        assert "1 word is new, 1 is gone. Both are kept." in page
        assert "<del>buses." in versions
        assert "<ins>trams." in versions
        assert date_format(job.created_at, "j F Y, H:i") in first
        assert "<ins>" not in first

    def test_the_text_that_is_taken_away_stays_as_a_version(self, ada):
        job = SavedJobFactory(user=ada, job_description="You plan buses.")

        job.save_over(job.version, {"job_description": None})

        assert SavedPosting.objects.get().text == "You plan buses."

    def test_a_stranger_sees_none(self, client, ada):
        paths = [
            f"/jobs/{SavedJobFactory().pk}/postings/",
            f"/applications/{JobApplicationFactory().pk}/postings/",
        ]

        assert [client.get(path).status_code for path in paths] == [404, 404]

    def test_the_page_asks_as_much_for_many_versions(self, client, ada, count_queries):
        application = JobApplicationFactory(user=ada)
        for number in range(30):
            application.save_over(application.version + number, {"job_description": f"Text {number}"})
        client.get(f"/applications/{application.pk}/postings/")

        with count_queries() as queries:
            client.get(f"/applications/{application.pk}/postings/")

        assert len(queries) == 5, queries
