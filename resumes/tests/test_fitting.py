"""Fitting a document to a number of pages, on the page of its design."""

import pytest
from django.urls import reverse

from letters.tests.factories import CoverLetterFactory
from resumes.schema import WORK_EXPERIENCE
from resumes.tests import samples
from resumes.tests.factories import ResumeFactory
from saaska.documents import fitting

pytestmark = pytest.mark.django_db


def resume_of(person, jobs):
    """A résumé that grows with the number of its jobs: three take a little more than a page."""
    sample = samples.three_pages("modern-professional")
    told = {"education": sample.education, "skills": sample.skills, "summary": sample.summary}
    few = WORK_EXPERIENCE.clean(sample.work_experience[:jobs])
    return ResumeFactory(user=person, work_experience=few, **told)


def asked(resume, pages, **choices):
    return {
        "action": "fit",
        "fit_pages": pages,
        "version": resume.version,
        "template": resume.template,
        **choices,
    }


def test_the_least_change_comes_first():
    assert list(fitting.steps("normal", "normal")) == [
        ("normal", "normal"),
        ("compact", "normal"),
        ("normal", "small"),
        ("compact", "small"),
    ]


def test_nothing_is_smaller_than_small():
    assert list(fitting.steps("compact", "small")) == [("compact", "small")]


class TestOnThePage:
    def url(self, resume):
        return reverse("resumes:design", args=[resume.pk])

    def test_it_takes_what_it_needs_and_says_so(self, client, ada):
        resume = resume_of(ada, 3)
        stored = resume.personal_info
        before = client.post(self.url(resume), {**asked(resume, 1), "action": "preview"}).context["preview"]

        answer = client.post(self.url(resume), asked(resume, 1))

        assert (len(before.pages), len(answer.context["preview"].pages)) == (2, 1)
        assert "It fits with spacing: Normal, text: Small." in answer.content.decode()
        resume.refresh_from_db()
        assert resume.personal_info == stored

    def test_what_fits_is_left_alone(self, client, ada):
        resume = resume_of(ada, 1)

        answer = client.post(self.url(resume), asked(resume, 4))

        assert "It fits as it is; nothing was changed." in answer.content.decode()

    def test_too_much_is_said_and_nothing_changed(self, client, ada):
        resume = resume_of(ada, 7)

        answer = client.post(self.url(resume), asked(resume, 1))

        assert "Even at its closest (spacing: Compact, text: Small) it takes" in answer.content.decode()
        assert answer.context["look"]["spacing"].value() != "compact"

    @pytest.mark.parametrize("pages", ["", "0", "-1", "many", "9" * 4_000, "²"])
    def test_a_number_that_is_none_asks_for_one_page(self, client, ada, pages):
        resume = resume_of(ada, 7)

        answer = client.post(self.url(resume), asked(resume, pages))

        assert "Even at its closest" in answer.content.decode()

    def test_a_letter_has_it_too(self, client, ada):
        letter = CoverLetterFactory(user=ada, content="\n\n".join(["A paragraph of some words. " * 9] * 11))

        answer = client.post(reverse("letters:design", args=[letter.pk]), asked(letter, 1))

        assert len(answer.context["preview"].pages) == 1
