"""The shapes of a résumé's own columns."""

import pytest
from django.core.exceptions import ValidationError

from resumes.schema import (
    EDUCATION,
    IMPORT_CONTENT,
    IMPORT_REPORT,
    SKILL_LIST,
    WORK_EXPERIENCE,
    check_size,
    validate_education,
    validate_import_content,
    validate_import_report,
    validate_skills,
    validate_work_experience,
)


def test_the_specification_s_jobs_are_accepted():
    validate_work_experience(
        [
            {
                "id": "exp_1",
                "company": "Tech Corp",
                "position": "Senior Software Engineer",
                "location": "San Francisco, CA",
                "startDate": "2022-01-01",
                "endDate": "2024-01-01",
                "current": False,
                "description": "Led development of...",
                "achievements": ["Increased performance by 40%", "Mentored 5 junior developers"],
                "technologies": ["React", "Node.js", "PostgreSQL"],
            }
        ]
    )


def test_the_specification_s_skills_are_accepted():
    validate_skills([{"name": "React", "level": "Advanced", "years": 3, "category": "Frameworks"}])


def test_education_is_accepted():
    validate_education([{"id": "edu_1", "institution": "Night school", "gpa": "1.0", "courses": ["Welding"]}])


@pytest.mark.parametrize(
    ("shape", "value", "sentence"),
    [
        (WORK_EXPERIENCE, None, "Jobs: a list is needed."),
        (WORK_EXPERIENCE, [{}] * 41, "No more than 40 jobs."),
        (
            WORK_EXPERIENCE,
            [{}, {"company": "x" * 256}],
            "Experience 2: the company is longer than 255 characters.",
        ),
        (WORK_EXPERIENCE, [{"achievements": ["x"] * 31}], "Experience 1: no more than 30 achievements."),
        (WORK_EXPERIENCE, [{"achievements": [1]}], "Experience 1: achievement 1 has to be text."),
        (WORK_EXPERIENCE, [{"current": "yes"}], "Experience 1: “current” has to be yes or no."),
        (WORK_EXPERIENCE, [{"id": "a"}, {"id": "a"}], "Two jobs have the same id."),
        (
            EDUCATION,
            [{"endDate": "soon"}],
            "Education 1: the end date is not a date such as 2024, 2024-05 or 2024-05-31.",
        ),
        (SKILL_LIST, [{}] * 201, "No more than 200 skills."),
        (SKILL_LIST, [{"years": True}], "Skill 1: the number of years has to be a number."),
        (SKILL_LIST, [{"years": 81}], "Skill 1: the number of years has to be between 0 and 80."),
        (SKILL_LIST, [{"years": float("nan")}], "Skill 1: the number of years has to be between 0 and 80."),
        (IMPORT_CONTENT, {"work_experience": [{"company": 1}]}, "Experience 1: the company has to be text."),
        (
            IMPORT_REPORT,
            [{"kind": "lost"}],
            "Line 1: “kind” has to be one of these: taken, changed, guessed, left_out.",
        ),
    ],
)
def test_it_says_what_is_wrong_and_where(shape, value, sentence):
    with pytest.raises(ValidationError) as caught:
        shape.check(value)

    assert caught.value.messages == [sentence]


def test_cleaning_gives_missing_ids_around_those_that_are_there():
    jobs = WORK_EXPERIENCE.clean([{"id": "exp_2"}, {"company": "A"}, {"company": "B"}, {"id": "exp_2"}])

    assert [job["id"] for job in jobs] == ["exp_2", "exp_1", "exp_3", "exp_4"]


def test_cleaning_gives_ids_to_the_specification_s_skills():
    skills = SKILL_LIST.clean([{"name": "React"}, {"name": "Go", "id": "skill_1"}])

    assert [(skill["name"], skill["id"]) for skill in skills] == [("React", "skill_2"), ("Go", "skill_1")]


def test_cleaning_drops_blank_bullets_before_it_counts_them():
    (job,) = WORK_EXPERIENCE.clean([{"achievements": [" ", "", *["x"] * 30]}])

    assert job["achievements"] == ["x"] * 30


def test_years_may_be_half():
    assert SKILL_LIST.clean([{"name": "Welding", "years": 2.5}])[0]["years"] == 2.5


def test_an_import_s_content_and_report_are_accepted():
    validate_import_content({"title": "Mira", "work_experience": [{"company": "Elbwerk"}], "summary": ""})
    validate_import_report([{"kind": "taken", "source": "basics.name", "target": "personal_info.firstName"}])


def test_a_resume_may_hold_sixty_kilobytes():
    check_size({}, [], [], [], "x" * 59_900)


def test_a_resume_that_is_longer_is_refused_with_its_size():
    with pytest.raises(ValidationError) as caught:
        check_size({}, [{"company": "x" * 60_000}], [], [], "")

    assert caught.value.messages == ["The résumé holds 61 kB of text, but only 60 kB can be printed."]
