"""Whether each requirements*.txt is what its .in file compiles to. Newer releases are no failure."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

from machine.place import Place
from machine.steps import say

NAMES = ("requirements", "requirements-dev", "requirements-tools")
CONSTRAINTS = {"requirements-dev": ("-c", "requirements.txt")}  # tests run with what the product runs with
UNREACHABLE = re.compile(
    r"error sending request|failed to fetch|dns error|connection|timed out|network", re.IGNORECASE
)
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


def complaint(place: Place, env: dict[str, str]) -> str:
    with tempfile.TemporaryDirectory(dir=place.var) as folder:
        copies = Path(folder)
        for name in NAMES:
            for kind in ("in", "txt"):
                (copies / f"{name}.{kind}").write_text((place.checkout / f"{name}.{kind}").read_text())
        return "\n".join(filter(None, (compiled(place, env, copies, name) for name in NAMES)))


def compiled(place: Place, env: dict[str, str], copies: Path, name: str) -> str:
    """The present pins are what the compiler prefers, so only a change in the .in file changes anything."""
    before = (copies / f"{name}.txt").read_text()
    ended = subprocess.run(
        [
            place.python,
            "-m",
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--python-version",
            "3.11",
            f"{name}.in",
            *CONSTRAINTS.get(name, ()),
            "-o",
            f"{name}.txt",
        ],
        cwd=copies,
        env=env | {"UV_CACHE_DIR": str(place.var / "uv")},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode and UNREACHABLE.search(ended.stderr):
        say(f"  (the package index is out of reach: only checking that {name}.txt pins what {name}.in names)")
        return unpinned(copies, name)
    if ended.returncode:
        return ended.stderr.strip()
    if pinned(before) != pinned((copies / f"{name}.txt").read_text()):
        return f"{name}.txt is not what {name}.in gives: compile it by the command in its first lines."
    return ""


def pinned(text: str) -> list[str]:
    """The pins alone: comments hold the compiler's command line."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def unpinned(copies: Path, name: str) -> str:
    pins = {normal(line.split("==")[0]) for line in pinned((copies / f"{name}.txt").read_text())}
    wanted = [line.split("#")[0].strip() for line in (copies / f"{name}.in").read_text().splitlines()]
    names = [normal(found[0]) for line in wanted if not line.startswith("-") and (found := NAME.match(line))]
    return "".join(f"{name}.txt pins no {missing}.{os.linesep}" for missing in names if missing not in pins)


def normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package.split("[")[0]).strip().lower()
