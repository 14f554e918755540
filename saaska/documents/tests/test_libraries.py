"""A printer finds WeasyPrint's libraries without a search."""

import ctypes.util
import subprocess
import sys

import pytest

from saaska.documents import fonts, libraries

IMPORTING = """
import sys
sys.addaudithook(lambda event, told: event == "subprocess.Popen" and sys.exit(f"runs {told[0]}"))
import saaska.documents.pdf
"""


def test_importing_what_prints_runs_no_other_program():
    ended = subprocess.run(
        [sys.executable, "-c", IMPORTING],
        cwd=fonts.PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")


def test_what_is_imported_afterwards_may_search():
    search = ctypes.util.find_library

    with pytest.raises(ImportError), libraries.not_searched():
        raise ImportError

    assert ctypes.util.find_library is search
