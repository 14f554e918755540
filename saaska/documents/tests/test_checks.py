"""The system checks of printing."""

import importlib.util
from pathlib import Path

from django.core.checks import run_checks

from saaska.documents import checks, fonts


class TestLibraries:
    def test_nothing_is_missing_here(self):
        assert run_checks(tags=["documents"]) == []

    def test_a_missing_library_is_named_by_its_debian_package(self, monkeypatch):
        monkeypatch.setitem(checks.LIBRARIES, "libharfbuzz-subset.so.999", "libharfbuzz-subset0")

        (error,) = run_checks(tags=["documents"])

        assert "apt-get install libharfbuzz-subset0" in error.hint

    def test_they_are_the_ones_weasyprint_loads(self):
        loads = (Path(importlib.util.find_spec("weasyprint").origin).parent / "text" / "ffi.py").read_text()

        assert all(f"'{library}'" in loads for library in checks.LIBRARIES)


class TestFonts:
    def test_a_missing_typeface_is_named(self, monkeypatch):
        monkeypatch.setattr(fonts, "FACES", ("saaska-sans-400", "gone-400"))

        (error,) = run_checks(tags=["documents"])

        assert "gone-400.ttf" in error.msg

    def test_each_file_of_the_folder_is_used_and_small(self):
        files = sorted(fonts.FOLDER.glob("*.ttf"))

        assert files == sorted(fonts.files())
        assert max(file.stat().st_size for file in files) < 1_000_000
