#!/usr/bin/env python
"""Django's command line. Commands are the operators' tool and connect as the owner of the tables;
the one that serves people connects as the web's login."""

import os
import sys

SERVING = {"work_jobs"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("DATABASE_LOGIN", "web" if command in SERVING else "owner")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
