"""The laws of the look, read from the files: icons, inline code, raw colours, weight of vendored files."""

import re
from pathlib import Path

import pytest

from applications.models import JobApplication
from saaska import ui

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path for path in (ROOT / "templates").rglob("*.html") if not {"pdf", "emails", "email"} & set(path.parts)
)
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def sprite() -> set[str]:
    return set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / "icons.svg").read_text()))


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


class TestIcons:
    @pytest.mark.parametrize("path", PAGES, ids=names(PAGES))
    def test_a_page_names_only_icons_of_the_sprite(self, path: Path) -> None:
        text = path.read_text()
        used = re.findall(r'{% icon "([^"]+)"', text) + re.findall(r'icon_name="([^"]+)"', text)

        assert set(used) <= sprite()

    def test_every_status_has_its_icon_and_its_word(self) -> None:
        assert set(ui.STATUSES) == set(JobApplication.Status.values)
        assert {icon for _, icon in ui.STATUSES.values()} <= sprite()

    def test_the_sprite_is_what_its_script_lists(self) -> None:
        listed = re.search(r'ICONS = """(.*?)"""', (ROOT / "bin" / "build-icons").read_text(), re.DOTALL)

        assert listed is not None
        assert set(listed[1].split()) == sprite()


class TestContentSecurity:
    """The policy forbids inline code; what it forbids must not be written in the first place."""

    @pytest.mark.parametrize("path", PAGES, ids=names(PAGES))
    def test_a_page_carries_no_inline_style_or_script(self, path: Path) -> None:
        text = path.read_text()

        assert not re.search(r"\sstyle\s*=", text)
        assert not re.search(r"<style\b", text)
        assert not re.search(r"<script\b(?![^>]*\ssrc=)", text)
        assert not re.search(r"\son[a-z]+\s*=", text)
        assert not re.search(r"javascript:|hx-on|js:", text)

    @pytest.mark.parametrize("path", PAGES, ids=names(PAGES))
    def test_a_page_loads_nothing_from_elsewhere(self, path: Path) -> None:
        assert not re.search(r'(?:src|href)="(?:https?:)?//', path.read_text())

    @pytest.mark.parametrize("path", SCRIPTS, ids=names(SCRIPTS))
    def test_a_script_makes_no_code_out_of_text(self, path: Path) -> None:
        assert not re.search(
            r"\beval\(|new Function|innerHTML|insertAdjacentHTML|\bconfirm\(", path.read_text()
        )


class TestStyles:
    @pytest.mark.parametrize("path", STYLES, ids=names(STYLES))
    def test_colours_are_written_in_the_tokens_alone(self, path: Path) -> None:
        raw = re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", without_comments(path.read_text()))

        assert raw == [] or path.name == "tokens.css"

    @pytest.mark.parametrize("path", STYLES, ids=names(STYLES))
    def test_every_custom_property_used_is_defined(self, path: Path) -> None:
        known = set(re.findall(r"(--[a-z0-9-]+)\s*:", "".join(style.read_text() for style in STYLES)))

        assert set(re.findall(r"var\((--[a-z0-9-]+)", path.read_text())) <= known

    @pytest.mark.parametrize("path", STYLES, ids=names(STYLES))
    def test_nothing_is_important_but_hiding_and_print(self, path: Path) -> None:
        rules = re.findall(r"[^;{}]*!important", without_comments(path.read_text()))

        assert {rule.strip() for rule in rules} <= {"display: none !important", "display: block !important"}

    def test_every_file_a_style_sheet_names_exists(self) -> None:
        named = [
            (path.parent / url).resolve()
            for path in STYLES
            for url in re.findall(r'url\("([^"]+)"\)', path.read_text())
        ]

        assert named
        assert [url for url in named if not url.exists()] == []


def test_third_party_files_lie_beside_their_licence() -> None:
    packages = [folder for folder in (ROOT / "static" / "vendor").iterdir() if folder.is_dir()]

    assert packages
    assert [folder.name for folder in packages if not list(folder.glob("LICENSE*"))] == []
    assert [folder.name for folder in packages if not re.search(r"-\d+\.\d+\.\d+$", folder.name)] == []
