"""The README says what there is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

README = (settings.BASE_DIR / "README.md").read_text()
ROWS = re.findall(r"^\|([^|]+)\|", README, re.MULTILINE)
NAMED = {name for row in ROWS for name in re.findall(r"`([^`]+)`", row)}


def variables(file: Path) -> Iterator[str]:
    """The names of what a file reads from the environment through saaska.env."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            asked, name = node.func.value, node.args[0]
            if isinstance(asked, ast.Name) and asked.id == "env":
                yield from (part.value for part in ast.walk(name) if isinstance(part, ast.Constant))


def test_every_variable_that_the_settings_read_is_named():
    read = {name for name in variables(settings.BASE_DIR / "saaska" / "settings.py") if name.isupper()}

    assert len(read) > 20
    assert read - NAMED == set()


def test_every_folder_is_on_the_map():
    folders = {
        path.name for path in settings.BASE_DIR.iterdir() if path.is_dir() and path.name[0] not in "._"
    }

    assert {f"{name}/" for name in folders - {"var"}} - NAMED == set()
