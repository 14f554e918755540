"""A posting against a résumé, the list ordered by it, the copy tailored to it, jobs side by side."""

import pytest
from django.urls import reverse

from jobs.matching import match, said_by
from jobs.models import SavedJob
from jobs.terms import terms_of
from jobs.tests.factories import SavedJobFactory
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory

POSTING = """REQUIREMENTS (must-have)
- Strong SQL skills (PostgreSQL preferred)
- Go in production; Kubernetes; event-driven systems
- A/B testing and XQL

NICE TO HAVE
- Kafka, Terraform

WHAT YOU'LL DO
- Python services. We go far.
"""


def terms(text, requirements=""):
    found = terms_of(SavedJob(job_description=text, requirements=requirements))
    return {
        weight: [term.written for term in found if term.weight == weight]
        for weight in ("must", "nice", "said")
    }


def findings(said, asked):
    resume = Resume(
        skills=[{"name": one} for one in said], personal_info={}, work_experience=[], education=[]
    )
    matched = match(terms_of(SavedJob(requirements=asked)), said_by(resume))
    return {one.term.written: (one.state, one.near) for one in matched.findings}


class TestTerms:
    def test_headings_and_sentences_say_how_each_is_asked_for(self):
        assert terms(POSTING) == {
            "must": ["SQL", "Go", "Kubernetes", "event-driven", "A/B testing", "XQL"],
            "nice": ["PostgreSQL", "Kafka", "Terraform"],
            "said": ["Python"],
        }

    def test_a_word_alone_on_its_line_is_no_heading(self):
        assert terms("Nice to have\nKafka\nHelm\nRequirements\nPython") == {
            "must": ["Python"],
            "nice": ["Kafka", "Helm"],
            "said": [],
        }

    def test_work_of_every_kind_has_its_skills_in_several_languages(self):
        job = SavedJob(
            requirements="Wundversorgung, Führerschein\nGestion de projet, anglais\nVital signs\nICU (Preferred)"
        )

        assert [(term.name, term.weight) for term in terms_of(job)] == [
            ("wound care", "must"),
            ("driving licence", "must"),
            ("project management", "must"),
            ("English", "must"),
            ("vital signs", "must"),
            ("ICU", "nice"),
        ]

    def test_each_is_told_once_by_its_strongest(self):
        assert terms("Python is a plus.\nWe use k8s.", requirements="Python, Kubernetes") == {
            "must": ["Python", "Kubernetes"],
            "nice": [],
            "said": [],
        }

    def test_words_of_the_language_are_no_names(self):
        assert terms("Our team will go and react. WHO WE ARE: an EEO employer.")["said"] == []


class TestMatch:
    @pytest.mark.parametrize(
        ("said", "asked", "finding"),
        [
            ("Python", "Python", ("found", "")),
            ("python", "Python", ("found", "")),
            ("Postgres", "PostgreSQL", ("near", "Postgres")),
            ("Kuberntes", "Kubernetes", ("near", "kuberntes")),
            ("MySQL", "PostgreSQL", ("near", "MySQL")),
            ("Knitting", "PostgreSQL", ("missing", "")),
            ("XQL", "XQL", ("found", "")),
        ],
    )
    def test_each_is_found_near_or_missing(self, said, asked, finding):
        assert findings([said], asked) == {asked: finding}

    def test_what_is_hidden_does_not_count(self):
        work = [{"description": "Python", "hidden": True}]
        said = said_by(Resume(work_experience=work, skills=[], personal_info={"url": "go"}, education=[]))

        assert said.names == {}

    def test_it_says_counts_and_where(self):
        resume = Resume(
            skills=[], summary="SQL", personal_info={}, education=[], work_experience=[{"x": "SQL, Go"}]
        )

        found = match(terms_of(SavedJob(requirements="SQL\nGo\nKafka\nNice: Rust")), said_by(resume))

        assert found.words == "2 of 3 found"
        assert [str(part) for part in found.findings[0].where] == ["your experience", "your summary"]


@pytest.fixture
def job(ada):
    return SavedJobFactory(user=ada, requirements="Kafka, Airflow", position="Keeper")


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, skills=[{"name": "Kafka"}])


def page(job):
    return reverse("jobs:match", args=[job.pk])


@pytest.mark.django_db
class TestPages:
    def test_each_term_is_shown_with_what_became_of_it(self, client, job, resume, count_queries):
        client.get(page(job))  # the first request of a person makes their preferences

        with count_queries() as queries:
            answer = client.get(page(job)).content.decode()

        assert "1 of 2 found" in answer
        assert "In your skills." in answer
        assert "Not in this résumé." in answer
        assert len(queries) <= 8, queries

    def test_without_a_resume_or_without_terms_it_says_what_to_do(self, client, ada, job):
        empty = SavedJobFactory(user=ada)

        assert "No résumé yet" in client.get(page(job)).content.decode()
        ResumeFactory(user=ada)
        assert "The posting names no skill" in client.get(page(empty)).content.decode()

    def test_a_strangers_job_or_resume_is_not_found(self, client, job, resume):
        stranger, theirs = SavedJobFactory(), ResumeFactory()

        assert client.get(page(stranger)).status_code == 404
        assert client.get(page(job), {"resume": theirs.pk}).status_code == 404
        for one, other in ((stranger, resume), (job, theirs)):
            assert client.get(reverse("jobs:terms", args=[one.pk, other.pk])).status_code == 404

    def test_the_copy_is_edited_beside_what_is_missing(self, client, job, resume):
        tailor = reverse("resumes:tailor", args=[resume.pk])

        form = client.get(tailor, {"job": job.pk}).context["form"]
        made = client.post(tailor, {"wanted": form["wanted"].value()})
        editor = client.get(made["Location"]).content.decode()

        beside = reverse("jobs:terms", args=[job.pk, Resume.objects.exclude(pk=resume.pk).get().pk])
        assert made["Location"].endswith(f"/edit/?job={job.pk}")
        assert beside in editor
        assert "Airflow" in client.get(beside).content.decode()
        assert "Kafka" not in client.get(beside, headers={"HX-Request": "true"}).content.decode()

    def test_it_stands_there_whenever_the_copy_is_opened(self, client, job, resume):
        client.post(reverse("resumes:tailor", args=[resume.pk]), {"wanted": f"job-{job.pk}"})
        copy = Resume.objects.exclude(pk=resume.pk).get()
        beside = reverse("jobs:terms", args=[job.pk, copy.pk])

        later = client.get(reverse("resumes:edit", args=[copy.pk])).content.decode()
        job.delete_for_now()
        without = client.get(reverse("resumes:edit", args=[copy.pk])).content.decode()

        assert beside in later
        assert beside not in without

    def test_saving_without_a_script_keeps_it_in_the_address(self, client, job, resume):
        address = f"{reverse('resumes:edit', args=[resume.pk])}?job={job.pk}"
        page = client.get(address)

        saved = client.post(
            address, {**page.context["editor"].posted_form().dict(), "version": resume.version}
        )

        assert f'action="{address}"' in page.content.decode()
        assert saved["Location"] == address

    @pytest.mark.parametrize("number", [1, 10])
    def test_the_list_is_ordered_by_it(self, client, ada, job, resume, count_queries, number):
        SavedJobFactory.create_batch(number, user=ada, requirements="Airflow", position="Loser")
        client.get("/jobs/")

        with count_queries() as queries:
            rows = client.get("/jobs/", {"sort": "match"}).context["piece"].rows

        assert [row.position for row in rows] == ["Keeper", *["Loser"] * number]
        assert len(queries) == 5, queries

    def test_without_a_resume_the_list_stays_in_its_usual_order(self, client, job):
        assert client.get("/jobs/", {"sort": "match"}).context["piece"].rows == [job]

    def test_jobs_stand_side_by_side(self, client, ada, job, resume, count_queries):
        other, third = SavedJobFactory(user=ada, position="Pilot", salary_min=7), SavedJobFactory()
        client.get("/jobs/")

        with count_queries() as queries:
            answer = client.get("/jobs/compare/", {"job": [other.pk, job.pk, third.pk, "x", job.pk]})

        shown = answer.content.decode()
        assert [one.position for one in answer.context["jobs"]] == ["Pilot", "Keeper"]
        assert "from 7 USD" in shown
        assert "1 of 2 found" in shown
        assert len(queries) <= 8, queries

    def test_one_alone_is_not_compared(self, client, job):
        assert "Choose two to four" in client.get("/jobs/compare/", {"job": job.pk}).content.decode()
