"""Letters by the validators of PDF/A and PDF/UA that résumés are judged by."""

import pytest

from letters.tests.test_printing import DESIGNS, full, long, marked, printed, right_to_left
from resumes.tests.test_archival import accessibility_findings, archival_findings


@pytest.mark.parametrize("document", [full, long, marked, right_to_left])
@pytest.mark.parametrize("design", DESIGNS)
class TestEveryDesign:
    def test_it_is_archival(self, design, document):
        assert archival_findings(printed(document, design).pdf) == []

    def test_it_is_accessible(self, design, document, tmp_path):
        assert accessibility_findings(printed(document, design).pdf, tmp_path) == []
