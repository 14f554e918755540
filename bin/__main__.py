"""`python3 bin COMMAND`: the program behind bin/run, bin/test, bin/check, bin/manage and bin/services."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # this line is for the older Python somebody may have
    sys.exit("SaaSka needs Python 3.11 or newer: install it, then start again.")

from machine import processes
from machine.commands import main

processes.interrupt_on_any_end()
sys.exit(main(sys.argv[1:]))
