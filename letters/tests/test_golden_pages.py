"""Every letter's design as it is meant to look: the first page of a typical letter, the second of a long one."""

import datetime

import pytest

from letters import printing
from letters.tests import shown
from saaska.documents import designs
from saaska.documents.management.commands.seed_templates import config_of

DESIGNS = designs.known("letter")
PAGES = [("typical", 1), ("huge", 2)]
WRITTEN = datetime.date(2026, 3, 2)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(("sample", "number"), PAGES)
def test_it_looks_as_it_is_meant_to(golden, design, sample, number):
    letter = shown.SHOWN[sample](design)

    made = printing.print_letter(letter, config_of("letter", design), written=WRITTEN)

    golden.check(f"{design}-{number}", made.pdf, number)


def test_there_is_an_image_of_nothing_else(golden):
    kept = {path.stem for path in golden.folder.iterdir()}

    assert kept == {f"{design}-{number}" for design in DESIGNS for _sample, number in PAGES}
