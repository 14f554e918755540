"""Every design as it is meant to look: the first page of a typical résumé, the second of a huge one."""

import functools

import pytest

from resumes import printing
from resumes.tests import shown
from saaska.documents import designs
from saaska.documents.designs import Design, Options
from saaska.documents.management.commands.seed_templates import config_of
from saaska.documents.tests.picture_files import portrait

DESIGNS = designs.known("resume")
WITH_PHOTO = sorted(designs.with_photo("resume"))
PAGES = [("typical", 1), ("huge", 2)]


@functools.cache
def pdf_of(sample, design):
    return printing.print_resume(shown.SHOWN[sample](design), config_of("resume", design)).pdf


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(("sample", "number"), PAGES)
def test_it_looks_as_it_is_meant_to(golden, design, sample, number):
    golden.check(f"{design}-{number}", pdf_of(sample, design), number)


@pytest.mark.parametrize("design", WITH_PHOTO)
def test_it_looks_as_it_is_meant_to_with_a_photo(golden, design):
    document = shown.SHOWN["typical"](design)

    made = printing.print_resume(document, config_of("resume", design), portrait=portrait())

    golden.check(f"{design}-photo", made.pdf, 1)


def test_there_is_an_image_of_nothing_else(golden):
    kept = {path.stem for path in golden.folder.iterdir()}

    pages = {f"{design}-{number}" for design in DESIGNS for _sample, number in PAGES}
    assert kept == pages | {f"{design}-photo" for design in WITH_PHOTO}


FAULTS = {  # and the page that shows it
    "a margin": ("@page{margin:16mm 18mm}", "typical", 1),
    "a colour": (":root h2{color:#1e40d0}", "typical", 1),
    "a typeface": (':root{--text-font:"Inter"}', "typical", 1),
    "a rule": ("header{border-bottom-width:1pt}", "typical", 1),
    "a page's number": ("@page :nth(2){@bottom-right{content:none}}", "huge", 2),
}


class TestPlantedFaults:
    """A design that was changed without renewing its images is found out, and shown."""

    @pytest.mark.parametrize("fault", FAULTS)
    def test_it_is_seen(self, golden, tmp_path, fault):
        css, sample, number = FAULTS[fault]
        pdf = spoiled("modern-professional", css, sample)
        watched = type(golden)(golden.folder, differences=tmp_path)

        with pytest.raises(AssertionError, match="looks otherwise") as failure:
            watched.check(f"modern-professional-{number}", pdf, number)
        (picture,) = tmp_path.iterdir()
        assert str(picture) in str(failure.value)

    def test_without_one_nothing_is(self, golden, tmp_path):
        watched = type(golden)(golden.folder, differences=tmp_path)

        watched.check("modern-professional-1", spoiled("modern-professional", "", "typical"), 1)

    def test_a_missing_image_is_no_success(self, golden, tmp_path):
        with pytest.raises(AssertionError, match="no image"):
            type(golden)(tmp_path).check("minimal-1", pdf_of("typical", "minimal"), 1)


def spoiled(slug, css, sample):
    """A sample in a design with more in its style sheet."""
    design, name = designs.find("resume", slug), f"pdf/resume/{slug}/document.css"
    changed = Design.of("resume", slug, {**design.files, name: design.files[name] + css})
    document = shown.SHOWN[sample](slug)
    options = Options.of(config_of("resume", slug), document.personal_info["layout"])
    return changed.print(printing.context(document, options), options).pdf
