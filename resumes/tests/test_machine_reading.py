"""Every design read back: by our own reader field by field, and by four readers that are not ours."""

import functools
from types import SimpleNamespace

import pytest
from django.urls import reverse

from resumes import printing
from resumes import samples as gallery
from resumes.machine_reading import squeezed
from resumes.tests import reading, samples
from resumes.tests.factories import ResumeFactory
from saaska.documents import designs
from saaska.documents.ats import reader
from saaska.documents.ats.resume import Resume
from saaska.documents.designs import Design, Options
from saaska.documents.schema import PERSONAL_INFO

DESIGNS = designs.known("resume")
A_PAGE = 40_000  # bytes of a PDF, the data inside included
ENOUGH = 0.97  # of the fields of three pages


def levelled(design):
    """The gallery's: each of its skills has a level and years."""
    return SimpleNamespace(template=design, **gallery.SAMPLE)


@functools.cache
def pdf_of(sample, design):
    """Printed once for all tests."""
    return printing.print_resume(sample(design)).pdf


@functools.cache
def read_by(reader, sample, design):
    name = printing.context(sample(design))["name"]
    return reading.text_of(reading.READERS[reader](pdf_of(sample, design)), name)


@pytest.mark.parametrize("design", DESIGNS)
class TestOurReader:
    @pytest.mark.parametrize("sample", [*samples.LATIN, *samples.FROM_THE_RIGHT])
    def test_it_recovers_every_field(self, design, sample):
        wrong, _fields = reading.unrecovered(sample(design), pdf_of(sample, design))

        assert wrong == {}

    @pytest.mark.parametrize("first", [0, 1])
    def test_it_recovers_each_role_at_one_employer(self, design, first):
        document = samples.promoted(design, first=first)
        pdf = printing.print_resume(document).pdf

        text = reading.text_of(reading.by_pdfium(pdf), "Priya Raman")
        assert text.count(squeezed(document.work_experience[first]["company"])) == 1
        assert reading.unrecovered(document, pdf)[0] == {}

    def test_it_recovers_each_role_at_one_organization_of_volunteers(self, design):
        document = samples.two_roles_as_volunteer(design)
        pdf = printing.print_resume(document).pdf

        text = reading.text_of(reading.by_pdfium(pdf), "Priya Raman")
        assert text.count(squeezed("Leeds Food Bank")) == 1
        assert reading.unrecovered(document, pdf)[0] == {}

    def test_it_recovers_nearly_every_field_of_three_pages(self, design):
        wrong, fields = reading.unrecovered(samples.three_pages(design), pdf_of(samples.three_pages, design))

        assert 1 - len(wrong) / fields >= ENOUGH, wrong


@pytest.mark.parametrize("design", DESIGNS)
class TestReadersOfTheTextAsDrawn:
    """They take pieces of text in the order they are drawn: all of it is there, in order, unbroken."""

    @pytest.mark.parametrize("sample", [*samples.LATIN, samples.three_pages])
    def test_pdfium(self, design, sample):
        assert reading.unread(sample(design), read_by("pdfium", sample, design)) == []

    @pytest.mark.parametrize("sample", [samples.one_page, samples.many_sections, *samples.FROM_THE_RIGHT])
    def test_pypdf(self, design, sample):
        assert reading.unread(sample(design), read_by("pypdf", sample, design)) == []


@pytest.mark.parametrize("design", DESIGNS)
class TestWords:
    @pytest.mark.parametrize("reader", ["pdfium", "pdftotext"])
    @pytest.mark.parametrize("sample", [samples.one_page, samples.many_sections, samples.german, levelled])
    def test_they_are_read_as_words(self, design, sample, reader):
        assert reading.torn(sample(design), reading.READERS[reader](pdf_of(sample, design))) == []


@pytest.mark.parametrize("design", DESIGNS)
class TestReadersThatGuessColumns:
    """Where a time stands beside a title, or details beside bullets, they decide what comes first; no text may
    be broken for that."""

    @pytest.mark.parametrize("sample", [*samples.LATIN, samples.three_pages])
    def test_pdftotext(self, design, sample):
        assert reading.broken(sample(design), read_by("pdftotext", sample, design)) == []

    @pytest.mark.parametrize("sample", [samples.tiny, samples.one_page])
    def test_pdfminer(self, design, sample):
        assert reading.broken(sample(design), read_by("pdfminer", sample, design)) == []

    @pytest.mark.parametrize("sample", [samples.one_page, samples.three_pages])
    def test_employers_and_bullets_keep_their_order(self, design, sample):
        text = read_by("pdftotext", sample, design)

        jobs = sample(design).work_experience
        found = [text.find(squeezed(said)) for job in jobs for said in (job["company"], *job["achievements"])]
        assert found == sorted(found)

    @pytest.mark.parametrize("sample", samples.FROM_THE_RIGHT)
    def test_words_from_the_right_are_whole(self, design, sample):
        words = reading.words_of(sample(design))
        turned = [word[::-1] for word in words]

        for program in ("pdfium", "pdftotext"):
            text = read_by(program, sample, design)
            assert [word for word in words if word not in text] == []
        text = read_by("pdfminer", sample, design)
        assert [
            pair for pair in zip(words, turned, strict=True) if not any(word in text for word in pair)
        ] == []


class TestSize:
    @pytest.mark.parametrize("design", DESIGNS)
    def test_a_page_with_its_data_is_small(self, design):
        pdf = pdf_of(samples.one_page, design)

        assert len(pdf) / len(reading.by_pdfium(pdf)) <= A_PAGE


class TestScripts:
    @pytest.mark.parametrize("script", samples.IN_SCRIPTS)
    def test_each_is_drawn_whole(self, script):
        assert printing.print_resume(samples.in_script("modern-professional", script)).unprintable == ""

    @pytest.mark.parametrize(
        "script", ["Chinese", "Japanese", "Korean", "Vietnamese", "Greek", "Cyrillic", "Hindi", "Thai"]
    )
    def test_our_reader_recovers_every_field(self, script):
        document = samples.in_script("nordic-sidebar", script)

        assert reading.unrecovered(document, printing.print_resume(document).pdf)[0] == {}

    @pytest.mark.parametrize("reader", reading.READERS)
    def test_each_reader_has_the_letters_of_hindi_as_they_were_written(self, reader):
        document = samples.in_script("modern-professional", "Hindi")

        pages = reading.READERS[reader](printing.print_resume(document).pdf)

        text = "".join(map(squeezed, pages))
        assert [word for word in reading.words_of(document) if word not in text] == []


FAULTS = {
    "times placed by hand": ".period{position:absolute;top:0;right:0}",
    "letters set apart": "h3{letter-spacing:4pt}",
    "bullets in a column of one word": "li{display:inline-block;width:20pt}",
    "bullets left out": "li{display:none}",
}


def printed_with(css):
    """A résumé in a design with more in its style sheet, and its PDF."""
    design = designs.find("resume", "modern-professional")
    name = "pdf/resume/modern-professional/document.css"
    spoiled = Design.of("resume", design.slug, {**design.files, name: design.files[name] + css})
    document = samples.one_page(design.slug)
    options = Options.of(None, document.personal_info["layout"])
    return document, spoiled.print(printing.context(document, options), options).pdf


class TestPlantedFaults:
    """A design that spoils what machines read is found out."""

    @pytest.mark.parametrize("fault", FAULTS)
    def test_it_fails(self, fault):
        document, pdf = printed_with(FAULTS[fault])

        wrong, _fields = reading.unrecovered(document, pdf)
        pages = reading.by_pdfium(pdf)
        unread = reading.unread(document, reading.text_of(pages, "Priya Raman"))
        assert wrong or unread or reading.torn(document, pages)

    def test_without_one_it_does_not(self):
        document, pdf = printed_with("")

        assert reading.unrecovered(document, pdf)[0] == {}


class TestReader:
    def test_a_page_without_text_says_nothing(self):
        empty = SimpleNamespace(**{**vars(samples.resume("", person={})), "template": "minimal"})

        assert reader.read(printing.print_resume(empty).pdf) == Resume()

    def test_it_does_not_look_at_the_attached_data(self):
        document = samples.one_page("minimal")
        document.personal_info["layout"] = {"attachData": False}

        assert reading.unrecovered(document, printing.print_resume(document).pdf)[0] == {}

    @pytest.mark.parametrize("form", ["long", "numeric", "year"])
    def test_it_knows_each_form_of_dates(self, form):
        document = samples.one_page("modern-professional")
        document.personal_info["layout"] = {**document.personal_info["layout"], "dateFormat": form}

        assert reading.unrecovered(document, printing.print_resume(document).pdf)[0] == {}


@pytest.mark.django_db
class TestPage:
    def url(self, resume):
        return reverse("resumes:reading", args=[resume.pk])

    def test_it_shows_every_field_as_it_is_read(self, client, ada):
        page = client.get(self.url(ResumeFactory(user=ada, full=True))).content.decode()

        assert "fields are read as you wrote them." in page
        assert "A form that fills itself in from this PDF has everything it needs." in page
        assert "Cut nightly loads from 6 h to 40 min" in page
        assert "Not read as written" not in page

    def test_what_is_lost_is_named_with_what_was_read_instead(self, client, ada):
        broken = PERSONAL_INFO.clean({"firstName": "Zoë", "email": "zoe at example", "phone": "on request"})

        page = client.get(self.url(ResumeFactory(user=ada, personal_info=broken))).content.decode()

        assert "Not read as written" in page
        assert "zoe at example" in page

    def test_an_empty_one_has_nothing_to_read(self, client, ada):
        page = client.get(
            self.url(ResumeFactory(user=ada, personal_info=PERSONAL_INFO.clean({})))
        ).content.decode()

        assert "Nothing to read yet" in page

    def test_a_design_that_is_gone_is_said(self, client, ada):
        answer = client.get(self.url(ResumeFactory(user=ada, template="gone")))

        assert answer.status_code == 422
        assert "There is no design “gone”." in answer.content.decode()

    def test_a_strangers_is_not_there(self, client, ada):
        assert client.get(self.url(ResumeFactory(public=True))).status_code == 404

    def test_another_method_is_refused(self, client, ada):
        assert client.post(self.url(ResumeFactory(user=ada))).status_code == 405
