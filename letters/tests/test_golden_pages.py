"""Every letter's design as it is meant to look: the first page of a typical letter, the second of a long one."""

import datetime

import pytest

from letters import printing
from letters.tests import shown
from saaska.documents import designs
from saaska.documents.management.commands.seed_templates import config_of
from saaska.documents.tests.picture_files import portrait

DESIGNS = designs.known("letter")
WITH_PHOTO = sorted(designs.with_photo("letter"))
PAGES = [("typical", 1), ("huge", 2)]
WRITTEN = datetime.date(2026, 3, 2)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(("sample", "number"), PAGES)
def test_it_looks_as_it_is_meant_to(golden, design, sample, number):
    letter = shown.SHOWN[sample](design)

    made = printing.print_letter(letter, config_of("letter", design), written=WRITTEN)

    golden.check(f"{design}-{number}", made.pdf, number)


@pytest.mark.parametrize("design", WITH_PHOTO)
def test_it_looks_as_it_is_meant_to_with_a_photo(golden, design):
    document = shown.SHOWN["typical"](design)

    made = printing.print_letter(document, config_of("letter", design), portrait=portrait(), written=WRITTEN)

    golden.check(f"{design}-photo", made.pdf, 1)


def test_there_is_an_image_of_nothing_else(golden):
    kept = {path.stem for path in golden.folder.iterdir()}

    pages = {f"{design}-{number}" for design in DESIGNS for _sample, number in PAGES}
    assert kept == pages | {f"{design}-photo" for design in WITH_PHOTO}
