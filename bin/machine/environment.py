"""The virtual environments under var/, each made from a file of pins."""

import shutil
import subprocess
import sys
from pathlib import Path

from machine import place as places
from machine import processes, stamps
from machine.place import Place
from machine.steps import Failure, step

PRODUCT = "requirements.txt"
TESTS = "requirements-dev.txt"  # holds all of PRODUCT
TOOLS = "requirements-tools.txt"


def provide(place: Place, pins: str, name: str = "venv") -> Path:
    """Make var/<name> hold the pinned packages; answers its Python. The stamp is written last."""
    folder = place.var / name
    stamp, unfinished = folder / "pins", folder / "unfinished"
    wanted = f"{pins} {stamps.digest([place.checkout / pins], str(folder), sys.version)}"
    python = folder / "bin" / "python"
    known = stamps.read(stamp).splitlines()
    if wanted in known and not unfinished.exists() and python.exists():
        return python
    with step(f"Installing the Python packages of {pins} into var/{name}"):
        if unfinished.exists() or not runs(python):
            places.remove(folder)
            create(place, folder)
        unfinished.touch()
        install(place, python, pins)
        lines = [wanted]
        if pins == TESTS:
            lines.append(f"{PRODUCT} {stamps.digest([place.checkout / PRODUCT], str(folder), sys.version)}")
        stamps.write(stamp, "\n".join(lines) + "\n")
        unfinished.unlink()
    return python


def install(place: Place, python: Path, pins: str) -> None:
    """The pins name every package, so there is nothing to resolve; byte code is written by all cores at the end."""
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
    ]
    processes.run(
        place,
        "pip",
        [*pip, "--require-virtualenv", "--no-deps", "--no-compile", "--requirement", pins],
        advice=f"The packages of {pins} could not be installed: reach the package index, start again",
    )
    packages = python.parent.parent / "lib"
    subprocess.run(
        [python, "-m", "compileall", "-q", "-j", "0", packages], stdout=subprocess.DEVNULL, check=False
    )


def create(place: Place, folder: Path) -> None:
    probe = subprocess.run([sys.executable, "-c", "import venv, ensurepip"], capture_output=True, check=False)
    if probe.returncode:
        raise Failure(
            "Python's venv is missing: install it (Debian: apt-get install python3-venv), then start again."
        )
    processes.run(
        place,
        "venv",
        [sys.executable, "-m", "venv", folder],
        advice=f"The virtual environment could not be made: see that {folder.parent} has room",
    )


def runs(python: Path) -> bool:
    """Whether the environment's Python starts and knows itself: moving the checkout ends that."""
    if not python.exists() or not shutil.which(str(python)):
        return False
    ask = "import sys, pip; print(sys.prefix); print(sys.version)"
    answer = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout == f"{python.parent.parent}\n{sys.version}\n"
