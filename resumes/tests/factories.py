"""Test data: only required fields; traits name states. `full` fills every column, every kind of section."""

import factory
from django.utils import timezone

from accounts.tests.factories import UserFactory
from resumes.models import Resume, ResumeCopy, ResumeImport, ResumeShare, ResumeShareDay, ResumeState
from resumes.schema import EDUCATION, SKILL_LIST, WORK_EXPERIENCE
from saaska.documents.schema import PERSONAL_INFO


def section(kind, heading, **item):
    return {"kind": kind, "title": heading, "items": [item]}


def full_personal_info():
    return PERSONAL_INFO.clean(
        {
            "firstName": "Zoë",
            "lastName": "Müller",
            "headline": "Data engineer",
            "email": "zoe@example.org",
            "phone": "+1 312 555 0142",
            "location": "Chicago, IL",
            "linkedin": "https://linkedin.example.com/zoe",
            "github": "https://github.example.com/zoe",
            "website": "https://zoe.example.com",
            "summary": "Builds pipelines that people trust.",
            "links": [{"label": "Talks", "url": "https://talks.example.com/zoe"}],
            "sections": [
                section("projects", "Projects", name="Tidewater", highlights=["Forecasts tides"]),
                section("languages", "Languages", name="German", level="Native"),
                section("certificates", "Certificates", name="Cloud Architect", issuer="Example Institute"),
                section("awards", "Awards", title="Best Paper", awarder="Example Society", date="2022"),
                section("publications", "Publications", name="On Tides", publisher="Example Press"),
                section("volunteering", "Volunteering", organization="Food Bank", position="Driver"),
                section(
                    "references", "References", name="Ada Stone", reference="She finishes what she starts."
                ),
                section("interests", "Interests", name="Rowing", keywords=["Sculling"]),
                section("custom", "Patents", title="A tide gauge", date="Spring 2021", bullets=["Granted"]),
            ],
        }
    )


def full_work_experience():
    return WORK_EXPERIENCE.clean(
        [
            {
                "company": "Harbour Data",
                "position": "Data Engineer",
                "location": "Chicago, IL",
                "url": "https://harbour.example.com",
                "startDate": "2021-03",
                "current": True,
                "description": "Owns the ingestion platform.",
                "achievements": ["Cut nightly loads from 6 h to 40 min"],
                "technologies": ["Python", "PostgreSQL"],
            }
        ]
    )


def full_education():
    return EDUCATION.clean(
        [
            {
                "institution": "Lakeside University",
                "degree": "B.Sc.",
                "field": "Statistics",
                "location": "Evanston, IL",
                "startDate": "2014",
                "endDate": "2018",
                "gpa": "3.8",
                "courses": ["Time Series"],
            }
        ]
    )


def full_skills():
    return SKILL_LIST.clean([{"name": "Python", "level": "Expert", "years": 7, "category": "Languages"}])


class ResumeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Resume

    class Params:
        deleted = factory.Trait(deleted_at=factory.LazyFunction(timezone.now))
        public = factory.Trait(is_public=True)
        full = factory.Trait(
            personal_info=factory.LazyFunction(full_personal_info),
            work_experience=factory.LazyFunction(full_work_experience),
            education=factory.LazyFunction(full_education),
            skills=factory.LazyFunction(full_skills),
            summary="Builds pipelines that people trust.",
        )

    user = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Résumé {n}")
    template = "modern-professional"
    personal_info = factory.LazyAttribute(
        lambda o: {"firstName": o.user.first_name, "lastName": o.user.last_name, "email": o.user.email}
    )


class ResumeImportFactory(factory.django.DjangoModelFactory):
    """A file read and not yet made a résumé."""

    class Meta:
        model = ResumeImport

    user = factory.SubFactory(UserFactory)
    file_name = factory.Sequence(lambda n: f"resume-{n}.json")
    format = "json-resume"
    content = factory.LazyFunction(dict)
    report = factory.LazyFunction(list)


class ResumeStateFactory(factory.django.DjangoModelFactory):
    """The first state of a new résumé: the trigger makes it."""

    class Meta:
        model = ResumeState

    user = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *_args, **columns):
        return ResumeFactory(**columns).states.get()


class ResumeCopyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ResumeCopy

    user = factory.SubFactory(UserFactory)
    resume = factory.SubFactory(ResumeFactory, user=factory.SelfAttribute("..user"))
    source = factory.SubFactory(ResumeFactory, user=factory.SelfAttribute("..user"))
    source_title = factory.SelfAttribute("source.title")
    base = factory.LazyFunction(dict)


class ResumeShareFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ResumeShare

    user = factory.SubFactory(UserFactory)
    resume = factory.SubFactory(ResumeFactory, public=True, user=factory.SelfAttribute("..user"))
    address = factory.Sequence(lambda number: f"address-{number}")


class ResumeShareDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ResumeShareDay

    user = factory.SubFactory(UserFactory)
    share = factory.SubFactory(ResumeShareFactory, user=factory.SelfAttribute("..user"))
    day = factory.LazyFunction(timezone.localdate)
    views = 3
