"""Who may import whom (docs: the import map). The other way round goes through the user's relations."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "resumes", "letters", "applications", "jobs", "interviews", "billing")
MAY = {
    "accounts": set(),
    "resumes": {"accounts"},
    "letters": {"accounts"},
    "billing": {"accounts"},
    "applications": {"accounts", "resumes", "letters"},
    "jobs": {"accounts", "applications"},
    "interviews": {"accounts", "applications", "jobs"},
    "saaska.documents": set(),
    "saaska.db": set(),
    "saaska": set(),
}
WIRING = {"saaska/settings.py", "saaska/urls.py", "saaska/views.py", "saaska/seeding.py"}


def modules() -> list[Path]:
    folders = [ROOT / "saaska", *(ROOT / app for app in APPS)]
    files = [file for folder in folders for file in sorted(folder.rglob("*.py"))]
    return [file for file in files if not {"tests", "migrations"} & set(file.relative_to(ROOT).parts)]


def imports(tree: ast.AST) -> set[str]:
    """The names of the modules a file imports, without those that only the type checker reads."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def owner(name: str) -> str:
    """The app a module belongs to: "resumes", "saaska.db", or "" for a library."""
    first, *rest = name.split(".")
    if first == "saaska":
        return f"saaska.{rest[0]}" if rest and rest[0] in ("db", "documents") else "saaska"
    return first if first in APPS else ""


def wrong_imports(file: Path, source: str) -> list[str]:
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    if file.relative_to(ROOT).as_posix() in WIRING:
        return []
    allowed = {"", owner(name), "saaska", "saaska.db", "saaska.documents"}
    if owner(name) == "saaska.db":
        allowed -= {"saaska.documents"}
    allowed |= MAY[owner(name)]
    return sorted(module for module in imports(ast.parse(source)) if owner(module) not in allowed)


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_it_imports_only_what_the_map_allows(file):
    assert wrong_imports(file, file.read_text()) == []


def test_the_map_notices_a_wrong_import():
    file = ROOT / "resumes" / "views.py"

    assert wrong_imports(file, "from applications.models import JobApplication") == ["applications.models"]


def test_the_map_looks_into_functions():
    file = ROOT / "accounts" / "views.py"

    assert wrong_imports(file, "def view():\n    import resumes.models") == ["resumes.models"]


def test_it_knows_every_app():
    modules = [path.parent.name for path in ROOT.glob("*/models.py")]
    packages = [path.parent.parent.name for path in ROOT.glob("*/models/__init__.py")]
    folders = {*modules, *packages}

    assert folders == set(APPS)
