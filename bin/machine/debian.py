"""What Debian has and we need: found on the system, else fetched and unpacked under our own home.

Nothing is installed: no package's scripts run, no service, user or file of the system changes, and no root is
needed. apt's solver says which packages are missing, they are unpacked side by side, and removing the folder
removes them. docs/decisions/ says why.
"""

import ctypes
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from machine import place as places
from machine import processes, stamps
from machine.place import Place
from machine.steps import Failure, step


@dataclass(frozen=True)
class Need:
    package: str  # Debian's name
    is_met: Callable[[], bool]  # by what the system has
    program: str = ""  # what of it we start, if it is not a library


def library(package: str, soname: str) -> Need:
    def loads() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return Need(package, loads)


def program(package: str, name: str) -> Need:
    return Need(package, lambda: on_system(name) is not None, name)


def on_system(name: str) -> Path | None:
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    return Path(found) if found else None


def first_number(command: list[str | Path]) -> int:
    """The major version a program says it is; 0 when it does not run."""
    try:
        said = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"(?:v=|\) |^)(\d+)\.", said)
    return int(number[1]) if number else 0


def postgres_major(folder: Path) -> int:
    """Debian keeps each version in a folder named by it, which saves starting the program."""
    named = folder.parent.name
    return int(named) if named.isdigit() else first_number([folder / "postgres", "--version"])


def postgres_folders(root: Path = Path("/")) -> list[Path]:
    """Folders with a PostgreSQL server of 15 or newer, the newest first."""
    folders = [path.parent for path in (root / "usr/lib/postgresql").glob("*/bin/postgres")]
    if root == Path("/") and (found := on_system("postgres")):
        folders.append(found.resolve().parent)
    return sorted((one for one in folders if postgres_major(one) >= 15), key=postgres_major, reverse=True)


POSTGRESQL = Need("postgresql", lambda: bool(postgres_folders()), "postgres")
REDIS = Need(
    "redis-server",
    lambda: bool(on_system("redis-server")) and first_number(["redis-server", "--version"]) >= 7,
    "redis-server",
)
LIBRARIES = (
    library("libpango-1.0-0", "libpango-1.0.so.0"),
    library("libpangoft2-1.0-0", "libpangoft2-1.0.so.0"),
    library("libharfbuzz-subset0", "libharfbuzz-subset.so.0"),
)
CHROMIUM = program("chromium-headless-shell", "chromium-headless-shell")
PGBOUNCER = program("pgbouncer", "pgbouncer")
PDFTOTEXT = program("poppler-utils", "pdftotext")
DRIVERS_LIBRARY = library("libatomic1", "libatomic.so.1")  # of the Node.js inside Playwright's package
BROWSER_FONTS = "fonts-liberation"


def folder(place: Place, group: str) -> Path:
    return place.home / "debian" / group


def provide(place: Place, group: str, needs: tuple[Need, ...], extra: tuple[str, ...] = ()) -> None:
    """See to it that every need is met by the system or by packages unpacked in the group's folder.

    group: "servers", "libraries", "typefaces", "tests" or "driver".
    """
    missing = lacking(place, group, needs, extra)
    if not missing:
        return
    refuse_without_apt(missing)
    with step(
        f"Fetching {', '.join(missing)} and what they need from Debian into {folder(place, group)}"
        " (nothing is installed)"
    ):
        fetch(place, group, [*missing, *extra], missing)


def lacking(place: Place, group: str, needs: tuple[Need, ...], extra: tuple[str, ...] = ()) -> list[str]:
    """The packages of needs that neither the system nor the group's folder meets."""
    missing = [need.package for need in needs if not need.is_met()]
    unpacked = stamps.read(folder(place, group) / "packages").split()
    return missing if missing and not {*missing, *extra} <= set(unpacked) else []


def refuse_without_apt(missing: list[str]) -> None:
    if missing and not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise Failure(advice(missing))


def advice(missing: list[str]) -> str:
    servers = {"postgresql": "DATABASE_URL", "redis-server": "REDIS_URL"}
    replaced = [package for package in servers if package in missing]
    urls = " and ".join(servers[package] for package in replaced)
    of_them = "" if replaced == missing else f" in place of {' and '.join(replaced)}"
    instead = f", or set {urls} to servers you have{of_them}" if urls else ""
    newer = " (PostgreSQL 15, Redis 7 or newer)" if urls else ""
    return f"Install what these packages of Debian hold: {' '.join(missing)}{newer}{instead}."


def fetch(place: Place, group: str, wanted: list[str], missing: list[str]) -> None:
    apt = place.home / "debian" / "apt"
    fresh = place.home / "debian" / f"{group}.new"
    for left in (apt, fresh):
        places.remove(left)
    for needed in ("lists/partial", "cache/archives/partial"):
        (apt / needed).mkdir(parents=True)
    for path in (place.home / "debian", apt):
        path.chmod(0o755)
    # What apt would write goes into a folder of ours; only the list of installed packages is the system's.
    command = [
        "apt-get",
        "--quiet",
        "--yes",
        "-o",
        f"Dir::State::lists={apt}/lists",
        "-o",
        f"Dir::Cache={apt}/cache",
        "-o",
        "Debug::NoLocking=1",
        "-o",
        "APT::Sandbox::User=root",
        "-o",
        "Acquire::Languages=none",
        "-o",
        "Acquire::Retries=3",
        "-o",
        "Binary::apt-get::APT::Keep-Downloaded-Packages=1",
    ]
    help_yourself = advice(missing).rstrip(".")
    processes.run(
        place,
        "apt-update",
        [*command, "update"],
        advice=f"Debian's package lists could not be fetched. {help_yourself}",
    )
    processes.run(
        place,
        "apt-fetch",
        [*command, "install", "--download-only", "--no-install-recommends", "--", *wanted],
        advice=f"Debian's packages could not be fetched. {help_yourself}",
    )
    archives = sorted((apt / "cache/archives").glob("*.deb"))
    fresh.mkdir(parents=True)
    for archive in archives:
        if archive.name.startswith(("libc6_", "libc-bin_")):
            continue  # the running system's own C library must stay the one in use
        processes.run(
            place,
            "unpack",
            ["dpkg-deb", "--extract", archive, fresh],
            advice=f"{archive.name} could not be unpacked: see that {place.home} has room, then start again",
        )
    (fresh / "packages").write_text(" ".join(wanted) + "\n")
    places.remove(folder(place, group))
    fresh.replace(folder(place, group))
    places.remove(apt)


def library_path(root: Path) -> str:
    """LD_LIBRARY_PATH for the libraries unpacked in a group's folder; "" when the system has them all."""
    triplet = sysconfig.get_config_var("MULTIARCH") or "*"
    folders = [path for pattern in (f"usr/lib/{triplet}", f"lib/{triplet}") for path in root.glob(pattern)]
    inner = {path.parent for path in root.glob(f"usr/lib/{triplet}/*/lib*.so*")}
    return ":".join(str(path) for path in [*folders, *sorted(inner)])


def postgres(place: Place, major: int = 0) -> Path:
    """The folder of PostgreSQL's programs; of the given major version when data of it is there already."""
    folders = [*postgres_folders(), *postgres_folders(folder(place, "servers"))]
    for found in folders:
        if major in (0, postgres_major(found)):
            return found
    raise Failure(
        f"The data in {place.home} was written by PostgreSQL {major}, which is gone:"
        f" install postgresql-{major} again."
    )


def executable(place: Place, group: str, name: str) -> Path:
    if found := on_system(name):
        return found
    for where in ("usr/bin", "usr/sbin", f"usr/lib/{name}"):
        if (found := folder(place, group) / where / name).exists():
            return found
    raise Failure(advice([name]))


def environment(place: Place, group: str) -> dict[str, str]:
    """What a program of the group needs to find its libraries."""
    path = library_path(folder(place, group))
    return {"LD_LIBRARY_PATH": path} if path else {}
