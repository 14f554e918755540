"""How WeasyPrint's C libraries are found: by the names that Linux gives them.

No import of Django here: the printer process uses this module.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_searched() -> Iterator[None]:
    """While WeasyPrint is imported. It tries each library by other systems' names first, and for each of those cffi
    has the linker's list, the C compiler and the linker look through the machine: a quarter of what a printer computes
    until it is ready. The names on Linux come after them and are found without."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search
