"""A peer's process: one JSON request a line on standard input, one JSON answer a line on standard output.

{"resume": …, "save": path or ""} is answered with the milliseconds of processor and clock, and the PDF's bytes.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def serve(
    print_resume: Callable[[dict[str, Any]], bytes], cpu: Callable[[], float] = time.process_time
) -> None:
    for line in sys.stdin:
        request = json.loads(line)
        started, spent = time.perf_counter(), cpu()
        pdf = print_resume(request)
        answer = {"cpu": (cpu() - spent) * 1000, "wall": (time.perf_counter() - started) * 1000}
        if request.get("save"):
            Path(request["save"]).write_bytes(pdf)
        print(json.dumps({**answer, "bytes": len(pdf)}), flush=True)
