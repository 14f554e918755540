"""Run by the environment's Python: brings the database to this version of the code and fills it.

One process for all of it, because starting Django costs more than any of the steps once they are done.
"""

import sys
import traceback
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from machine.steps import step

Step = tuple[str, str, dict[str, Any]]
ALWAYS: tuple[Step, ...] = (
    ("Migrating the database", "migrate", {"interactive": False}),
    (
        "Making the coming months' partitions",
        "partitions",
        {},
    ),  # before the first row: the default one stays empty
    ("Filling in the document designs", "seed_templates", {}),
)
# where DEBUG is on: its password is public
DEMO: Step = ("Filling in the demo account", "seed_demo", {"prints": True})
STATIC: Step = ("Collecting static files", "collectstatic", {"interactive": False})  # where it is off


def main(log: Path) -> int:
    doing = "Starting Django"
    with log.open("w") as words, redirect_stdout(words):
        try:
            django.setup()
            for text, command, options in (*ALWAYS, DEMO if settings.DEBUG else STATIC):
                doing = text
                with step(text):
                    call_command(command, **options)
        except Exception as error:  # here a person waits: one sentence for them, all of it in the log
            traceback.print_exc(file=words)
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".:")
            sentence = f"{doing} failed ({reason}; all of it is in {log}): mend that, then start again."
        else:
            return 0
    print(sentence)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
