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
    """Make var/<name> hold the pinned packages; answers its Python. The stamp is written last.

    Meanwhile `unfinished` is there and says which pins hold all the same: those of the product while what only the
    tests need is added to them. So whoever interrupts that can serve, and what is being served loses nothing.
    """
    folder = place.var / name
    stamp, unfinished = folder / "pins", folder / "unfinished"
    wanted, python = line_of(place, pins, folder), folder / "bin" / "python"
    known = stamps.read(unfinished if unfinished.exists() else stamp).splitlines()
    if wanted in known and python.exists():
        return python
    product = [line_of(place, PRODUCT, folder)] if pins == TESTS else []
    holding = [line for line in product if line in known]
    with step(f"Installing the Python packages of {pins} into var/{name}"):
        if (unfinished.exists() and not holding) or not runs(python):
            places.remove(folder)
            create(place, folder)
        remove_halves(folder)
        stamps.write(unfinished, "".join(f"{line}\n" for line in holding))
        install(place, python, pins)
        stamps.write(stamp, "".join(f"{line}\n" for line in [wanted, *product]))
        unfinished.unlink()
    return python


def line_of(place: Place, pins: str, folder: Path) -> str:
    return f"{pins} {stamps.digest([place.checkout / pins], str(folder), sys.version)}"


def remove_halves(folder: Path) -> None:
    """A package's record is written last; what has none would pass for installed."""
    for described in folder.glob("lib/python*/site-packages/*.dist-info"):
        if not (described / "RECORD").exists():
            places.remove(described)


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
    """Whether the environment's Python starts and it lies where it was made: its scripts name that place."""
    folder = python.parent.parent
    made_here = stamps.read(folder / "pyvenv.cfg").rstrip().endswith(f" -m venv {folder}")
    if not made_here or not shutil.which(str(python)):
        return False
    ask = "import sys, pip; print(sys.prefix); print(sys.version)"
    answer = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout == f"{python.parent.parent}\n{sys.version}\n"
