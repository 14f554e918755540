"""A printer that hangs, crashes, eats memory or fails when the document says so."""

import os
import signal
import sys
import time

from saaska.documents import pdf, printer

render = pdf.render


def misbehave(html: str, css: str, **options):
    if "hang" in html:
        time.sleep(3600)
    if "crash" in html:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "spin" in html:
        signal.raise_signal(signal.SIGXCPU)
    if "memory" in html:
        bytearray(8 * 1024**3)
    if "fail" in html:
        raise ValueError("as the document wished")
    return render(html, css, **options)


if __name__ == "__main__":
    pdf.render = misbehave
    printer.limit_process()
    printer.serve(sys.stdin.buffer, sys.stdout.buffer)
