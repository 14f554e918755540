"""Fixtures of the letters' tests."""

from resumes.tests.conftest import ada, designs

__all__ = ["ada", "designs"]
