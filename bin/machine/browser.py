"""Programs only tests start: Chromium, PgBouncer and Poppler's pdftotext, found by name on PATH."""

import html
import shlex
from pathlib import Path

from machine import debian, stamps
from machine.place import Place

PROGRAMS = (debian.CHROMIUM, debian.PGBOUNCER, debian.PDFTOTEXT)
LIBRARIES = (debian.DRIVERS_LIBRARY,)
WITH_THEM = (debian.BROWSER_FONTS,)
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def provide(place: Place) -> None:
    debian.provide(place, "tests", PROGRAMS, WITH_THEM)
    debian.provide(place, "driver", LIBRARIES)


def lacking(place: Place) -> list[str]:
    tests = debian.lacking(place, "tests", PROGRAMS, WITH_THEM)
    return [*tests, *debian.lacking(place, "driver", LIBRARIES)]


def path(place: Place) -> Path | None:
    """A folder with commands that start the unpacked programs; None when the system has them all."""
    unpacked = debian.folder(place, "tests")
    if not unpacked.exists():
        return None
    root = unpacked.resolve()  # a place that only links here must not write commands that end with it
    fonts = root / "fonts.conf"
    folders = {"fonts": root / "usr/share/fonts", "cache": root / "fontconfig"}
    stamps.write(fonts, FONTS.format(**{name: html.escape(str(folder)) for name, folder in folders.items()}))
    libraries = debian.library_path(root)
    programs = {
        "chromium-headless-shell": root / "usr/lib/chromium/chromium-headless-shell",
        "pgbouncer": root / "usr/sbin/pgbouncer",
        "pdftotext": root / "usr/bin/pdftotext",
        "pdfdetach": root / "usr/bin/pdfdetach",
    }
    for name, program in programs.items():
        lines = (
            "#!/bin/sh",
            f"export LD_LIBRARY_PATH={shlex.quote(libraries)}",
            f"export FONTCONFIG_FILE={shlex.quote(str(fonts))}",
            f'exec {shlex.quote(str(program))} "$@"',
        )
        if program.exists():
            stamps.write(root / "commands" / name, "\n".join(lines) + "\n", mode=0o755)
    return root / "commands"
