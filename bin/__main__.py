"""`python3 bin COMMAND`: the program behind bin/run, bin/test, bin/check, bin/manage and bin/services."""

import sys

if sys.version_info < (3, 11):
    sys.exit("SaaSka needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])

from machine.commands import main

sys.exit(main(sys.argv[1:]))
