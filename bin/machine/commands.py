"""The five commands and what they say about themselves."""

import os
import sys
from pathlib import Path

from machine import checks, environment, place, processes, serve, servers, suite, variables
from machine.place import Place
from machine.steps import Failure, say

HELP = {
    "run": "bin/run: set up what is missing, serve until Ctrl-C. PORT, DATABASE_URL, REDIS_URL override.",
    "test": "bin/test [pytest arguments]: set up what is missing, run the tests; without arguments all.",
    "check": "bin/check: format, lint, types, deployment settings, migrations, pins and source rules.",
    "manage": "bin/manage COMMAND …: manage.py with the servers up and the environment set.",
    "services": "bin/services start|stop|env: PostgreSQL and Redis; env prints export lines for a shell.",
}


def main(arguments: list[str]) -> int:
    name, rest = arguments[0], arguments[1:]
    if rest[:1] in (["--help"], ["-h"]) and name != "manage":
        print(HELP[name])
        return 0
    os.umask(0o022)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a text stream, as Python starts it
    try:
        where = place.find(Path(__file__).resolve().parents[2])
        return COMMANDS[name](where, rest)
    except Failure as failure:
        say(f"\n{failure}")
        return 1
    except OSError as error:
        say(f"\n{error.filename or 'A file'}: {error.strerror}. Mend that, then start again.")
        return 1
    except KeyboardInterrupt:
        say("\nInterrupted: start again and it goes on from here.")
        return 130


def manage(where: Place, arguments: list[str]) -> int:
    with servers.in_use(where, environment.PRODUCT) as addresses:
        command: list[str | Path] = [where.python, "manage.py", *arguments]
        return processes.attend(command, env=variables.environment(where, addresses), cwd=where.checkout)


def services(where: Place, arguments: list[str]) -> int:
    match arguments:
        case ["start"]:
            servers.keep(where, environment.PRODUCT)
            say("The servers are up: bin/services env prints their addresses, bin/services stop ends them.")
        case ["stop"]:
            servers.release(where)
        case ["env"]:
            addresses = servers.keep(where, environment.PRODUCT)
            print(variables.export_lines(variables.environment(where, addresses)), end="")
        case _:
            raise Failure(HELP["services"])
    return 0


COMMANDS = {"run": serve.run, "test": suite.run, "check": checks.run, "manage": manage, "services": services}
