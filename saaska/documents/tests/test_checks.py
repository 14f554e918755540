"""The system checks of printing."""

import ctypes
import importlib.util
import os
from pathlib import Path

from django.core.checks import run_checks

from saaska.documents import checks, fonts, pdf


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

    def test_missing_ones_of_debian_are_a_warning_that_names_their_package(self, monkeypatch, tmp_path):
        monkeypatch.setattr(fonts, "LARGE_FOLDERS", (tmp_path,))

        found = run_checks(tags=["documents"])

        assert [message.hint.rpartition(" ")[2] for message in found] == [
            "fonts-noto-cjk",
            "fonts-noto-color-emoji",
        ]
        assert not any(message.is_serious() for message in found)

    def test_the_printer_sees_no_other_typeface_of_the_system(self):
        large = {str(folder / file) for folder in fonts.LARGE_FOLDERS for file in fonts.LARGE}

        seen = {os.path.normpath(path) for path in faces_of_the_printer()}

        assert {str(path) for path in fonts.files()} <= seen
        assert seen - {str(path) for path in fonts.files()} <= large


def faces_of_the_printer():
    """The files fontconfig offers in a process that prints."""
    assert pdf.FONTS  # its import has told fontconfig what to read

    class FontSet(ctypes.Structure):
        _fields_ = (
            ("count", ctypes.c_int),
            ("room", ctypes.c_int),
            ("fonts", ctypes.POINTER(ctypes.c_void_p)),
        )

    library = ctypes.CDLL("libfontconfig.so.1")
    library.FcConfigGetFonts.restype = ctypes.POINTER(FontSet)
    library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
    found = library.FcConfigGetFonts(None, 0).contents
    for number in range(found.count):
        name = ctypes.c_char_p()
        library.FcPatternGetString(ctypes.c_void_p(found.fonts[number]), b"file", 0, ctypes.byref(name))
        yield name.value.decode()
