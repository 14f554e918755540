"""A résumé in another language than the site: headings, months and page numbers are its own."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from resumes import printing
from resumes.tests import samples
from saaska.documents import wording
from saaska.documents.ats.reader import read
from saaska.documents.ats.words import PERIOD, folded
from saaska.documents.management.commands.seed_templates import config_of
from saaska.documents.schema import PERSONAL_INFO

FILLED = {
    "projects": {"name": "Harbour map"},
    "certificates": {"name": "Cloud Architect", "date": "2022-05"},
    "awards": {"title": "Town prize"},
    "publications": {"name": "Quiet alarms"},
    "volunteering": {"position": "Coach"},
    "references": {"name": "Ines Carrow"},
    "languages": {"name": "Esperanto"},
    "interests": {"name": "Rowing"},
}


DATED_BEFORE = ["academic-cv", "timeline"]


def in_language(language, *, form="", design="modern-professional"):
    """A résumé with every kind of section."""
    document = samples.one_page(design)
    sections = [{"kind": kind, "items": [item]} for kind, item in FILLED.items()]
    layout = {"language": language, "dateFormat": form}
    document.personal_info = PERSONAL_INFO.clean(
        {**document.personal_info, "sections": sections, "layout": layout}
    )
    return document


def sections_of(resume):
    with translation.override(resume.personal_info["layout"]["language"]):
        return printing.context(resume)["sections"]


def entries_of(resume):
    return [entry for section in sections_of(resume) for entry in section.entries]


@pytest.mark.parametrize("language", sorted(wording.OTHERS))
class TestReading:
    def test_its_headings_and_periods_are_read_back(self, language):
        resume = in_language(language, form="long")

        found = read(printing.print_resume(resume, config_of("resume", resume.template)).pdf)

        printed = sections_of(resume)
        assert [(folded(part.title), part.kind) for part in found.sections] == [
            (folded(section.title), section.kind) for section in printed
        ]
        assert [entry.period for part in found.sections for entry in part.entries] == [
            str(entry.period) for entry in entries_of(resume)
        ]


@pytest.mark.parametrize("design", DATED_BEFORE)
@pytest.mark.parametrize("language", ["ar", "he"])
class TestReadingTimesBeforeTitles:
    def test_months_in_words_among_numbers_are_read_from_the_right(self, language, design):
        resume = in_language(language, form="short", design=design)

        found = read(printing.print_resume(resume, config_of("resume", design)).pdf)

        assert [job.period for job in found.jobs + found.education] == [
            str(entry.period)
            for section in sections_of(resume)
            if section.kind in ("work", "education")
            for entry in section.entries
        ]


@pytest.mark.parametrize("language", wording.OTHERS)
class TestWords:
    def test_each_form_of_its_dates_is_known_as_one(self, language):
        forms = ("short", "long", "numeric", "year")

        periods = [entry.period for form in forms for entry in entries_of(in_language(language, form=form))]

        assert [period for period in periods if period and not PERIOD.fullmatch(period)] == []

    def test_its_words_are_not_english(self, language):
        said = wording.BY_LANGUAGE[language]

        same = {kind for kind in wording.KINDS if said.heading(kind) == wording.ENGLISH.heading(kind)}

        assert same <= {"publications"}  # French has the same word
        assert said.page.format(page="<2>", pages="<3>").count("<") == 2
        assert "<job>" in said.application.format(job="<job>")


def test_the_page_says_which_language_it_is_in():
    html = printing.sheets(in_language("de"), config_of("resume", "modern-professional")).html

    assert '<html lang="de"' in html


@pytest.mark.parametrize(("years", "said"), [(1, "1 rok"), (3, "3 lata"), (5, "5 lat"), (2.5, "2.5 lata")])
def test_years_have_the_languages_own_plurals(years, said):
    with translation.override("pl"):
        assert printing.years(years) == said


def test_a_month_is_written_as_people_of_the_language_do():
    assert entries_of(in_language("ja"))[0].period == "2021/03 – 現在"
    assert entries_of(in_language("ja", form="long"))[0].period == "2021年3月 – 現在"


def test_a_language_without_words_is_refused():
    with pytest.raises(ValidationError):
        PERSONAL_INFO.clean({"layout": {"language": "tlh"}})
