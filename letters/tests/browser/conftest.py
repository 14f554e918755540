"""A person at a browser, with a letter."""

import pytest

from letters.tests.factories import CoverLetterFactory
from resumes.tests.browser.conftest import plain_tab, signed_in, tab, zoe

__all__ = ["letter", "plain_tab", "signed_in", "tab", "zoe"]


@pytest.fixture
def letter(zoe):
    return CoverLetterFactory(user=zoe, title="To the harbour", company_name="Harbour Data")
