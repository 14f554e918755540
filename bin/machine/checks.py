"""bin/check: everything that reads the code without running it. All of it runs, then failures are listed."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from machine import environment, leases, pins, servers, stamps, variables
from machine.place import Place
from machine.steps import Failure, say

Check = Callable[[], str]  # answers what is wrong, "" when nothing is

PRODUCTION = {
    "DEBUG": "0",
    "HTTPS": "1",
    "ALLOWED_HOSTS": "saaska.example",
    "PUBLIC_URL": "https://saaska.example",
    "EMAIL_URL": "smtp://mail.example:587",
}


def run(place: Place, arguments: list[str]) -> int:
    if arguments:
        raise Failure("bin/check takes no arguments.")
    with leases.set_up(place):
        environment.provide(place, environment.TOOLS, "tools")
    with servers.in_use(place, environment.TESTS) as addresses:
        checks = all_checks(place, variables.environment(place, addresses))
        failed = [name for name, check in checks.items() if not passes(name, check)]
    if failed:
        raise Failure(f"Mend what these say above: {', '.join(failed)}.")
    say(f"\nAll {len(checks)} checks pass.")
    return 0


def types_known(place: Place) -> Path:
    """Where mypy keeps what it knows while the models stay as they are.

    A new relation adds an attribute to the model that it leads to, whose module has not changed: mypy would go on with
    what it knew of that.
    """
    patterns = ("*/models.py", "*/models/*.py", "*/*/models.py")
    models = sorted(file for pattern in patterns for file in place.checkout.glob(pattern))
    kept = place.checkout / ".mypy_cache"
    now = kept / stamps.digest(models)[:16]
    for former in kept.iterdir() if kept.exists() else ():
        if former != now and former.is_dir():
            shutil.rmtree(former)
    return now


def passes(name: str, check: Check) -> bool:
    started = time.monotonic()
    words = check()
    say(f"{'✗' if words else '✓'} {name}  {time.monotonic() - started:.1f} s")
    if words:
        say("\n".join(f"    {line}" for line in words.splitlines()))
    return not words


def all_checks(place: Place, env: dict[str, str]) -> dict[str, Check]:
    python = str(place.python)
    production = (
        env | PRODUCTION | {"SECRET_KEY": "of-no-deployment-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2}
    )
    owner = {"DATABASE_LOGIN": "owner"}
    pages = [str(page) for page in sorted((place.checkout / "templates").rglob("*.html"))]

    def program(*command: str, env: dict[str, str] = env) -> Check:
        return lambda: complaint(place, command, env)

    return {
        "ruff format": program(python, "-m", "ruff", "format", "--check", "--quiet", "--diff", "."),
        "ruff check": program(python, "-m", "ruff", "check", "--quiet", "."),
        "djade": program(str(place.python.parent / "djade"), "--check", "--target-version", "5.2", *pages),
        "mypy": program(python, "-m", "mypy", "--cache-dir", str(types_known(place)), "."),
        "check --deploy": program(
            python, "manage.py", "check", "--deploy", "--fail-level", "WARNING", env=production | owner
        ),
        "makemigrations --check": program(
            python, "manage.py", "makemigrations", "--check", "--dry-run", env=env | owner
        ),
        "pins fresh": lambda: pins.complaint(place, env),
        "semgrep": program(*semgrep(place), env=env | scanner_files(place)),
        "bandit": program(
            python, "-m", "bandit", "--quiet", "--recursive", "--configfile", "pyproject.toml", "."
        ),
    }


def complaint(place: Place, command: Iterable[str], env: dict[str, str]) -> str:
    ended = subprocess.run(
        list(command),
        cwd=place.checkout,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if ended.returncode == 0:
        return ""
    return ended.stdout.strip() or f"It ended with {ended.returncode} and said nothing."


def semgrep(place: Place) -> list[str]:
    """Our own rules only, without any connection."""
    return [
        str(place.var / "tools" / "bin" / "semgrep"),
        "scan",
        "--config",
        ".semgrep",
        "--error",
        "--quiet",
        "--metrics=off",
        "--disable-version-check",
        ".",
    ]


def scanner_files(place: Place) -> dict[str, str]:
    """Where semgrep may write, instead of into its user's home. It finds its own programs on PATH."""
    folder: Path = place.var / "semgrep"
    folder.mkdir(exist_ok=True)
    return {
        "PATH": f"{place.var / 'tools' / 'bin'}:/usr/local/bin:/usr/bin:/bin",
        "SEMGREP_SETTINGS_FILE": str(folder / "settings.yml"),
        "SEMGREP_LOG_FILE": str(folder / "semgrep.log"),
        "SEMGREP_VERSION_CACHE_PATH": str(folder / "version"),
    }
