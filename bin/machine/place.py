"""Where things live: the checkout, its var/, and the home of the two servers.

The servers never run as root. Started by root they run as another user, who cannot enter a checkout under
/root; then their home is a directory of this checkout's own under /var/lib, remembered in var/place.json.
"""

import json
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from machine import stamps
from machine.steps import Failure

ELSEWHERE = Path("/var/lib")
UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Place:
    checkout: Path
    var: Path
    home: Path  # of the servers' data and of Debian's packages: the servers' user can reach it
    user: str  # who the servers run as

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def python(self) -> Path:
        return self.var / "venv" / "bin" / "python"

    def own(self, path: Path) -> None:
        """Give a path to the servers' user; only root can and needs to."""
        if os.geteuid() == 0:
            user = pwd.getpwnam(self.user)
            os.chown(path, user.pw_uid, user.pw_gid)


def find(checkout: Path) -> Place:
    var = checkout / "var"
    try:
        (var / "log").mkdir(parents=True, exist_ok=True)
    except OSError:
        owned = False
    else:
        owned = os.access(var, os.W_OK) and os.access(var / "log", os.W_OK)
    if not owned:
        owner = (
            pwd.getpwuid(var.stat().st_uid).pw_name
            if var.exists()
            else pwd.getpwuid(checkout.stat().st_uid).pw_name
        )
        raise Failure(f"{var} cannot be written to: start as {owner}, or make it yours with chown.")
    user = unprivileged_user(var)
    return Place(checkout, var, home_of(checkout, var, user), user)


def unprivileged_user(var: Path) -> str:
    """Who the servers run as: ourselves, or for root the owner of the data there is, else Debian's users."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    remembered = recorded(var).get("user", "")
    candidates = [remembered, *(owner_of(var / name) for name in ("postgres", "redis")), *UNPRIVILEGED]
    known = {entry.pw_name for entry in pwd.getpwall() if entry.pw_uid != 0}
    for name in candidates:
        if name in known:
            return name
    raise Failure(
        "PostgreSQL must not run as root and there is no user “nobody”:"
        " add one, or set DATABASE_URL and REDIS_URL."
    )


def owner_of(path: Path) -> str:
    try:
        return pwd.getpwuid(path.stat().st_uid).pw_name
    except (FileNotFoundError, KeyError):
        return ""


def home_of(checkout: Path, var: Path, user: str) -> Path:
    remembered = recorded(var)
    # A copied checkout brings the original's record along; a moved one leaves no original behind.
    ours = remembered.get("checkout") == str(checkout) or not is_checkout(remembered.get("checkout", ""))
    home = Path(remembered["home"]) if remembered and ours and Path(remembered["home"]).is_dir() else None
    if remembered.get("home") == str(Path(remembered.get("checkout", "/")) / "var"):
        home = None  # inside the checkout, so it moved along with it
    if home is None:
        home = var if reaches(user, var) else elsewhere(checkout)
    record = {"checkout": str(checkout), "home": str(home), "user": user}
    if record != remembered:
        stamps.write(var / "place.json", json.dumps(record, indent=1) + "\n")
    return home


def recorded(var: Path) -> dict[str, str]:
    text = stamps.read(var / "place.json")
    return dict(json.loads(text)) if text else {}


def is_checkout(path: str) -> bool:
    return bool(path) and (Path(path) / "bin" / "machine").is_dir()


def reaches(user: str, directory: Path) -> bool:
    """Whether the servers' user can enter the directory, tried by that user."""
    if os.geteuid() != 0:
        return True
    enter = subprocess.run(
        ["/bin/sh", "-c", 'cd -- "$0"', str(directory)],
        user=user,
        group=pwd.getpwnam(user).pw_gid,
        extra_groups=[],
        cwd="/",
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return enter.returncode == 0


def elsewhere(checkout: Path) -> Path:
    home = ELSEWHERE / f"saaska-{secrets.token_hex(4)}"
    try:
        home.mkdir(mode=0o755)
    except OSError as error:
        raise Failure(
            f"The servers' user can enter neither {checkout} nor {ELSEWHERE} ({error.strerror}):"
            " move the checkout out of root's home, or set DATABASE_URL and REDIS_URL."
        ) from error
    home.chmod(stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)
    stamps.write(home / "README", f"The databases and servers of the SaaSka checkout in {checkout}.\n")
    return home


def remove(path: Path, patience: float = 5) -> None:
    """Delete what an interrupted step left behind, also while the last of its processes is still ending."""
    until = time.monotonic() + patience
    while path.exists():
        try:
            shutil.rmtree(path)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
