"""How long a résumé takes beside others' engines: same text, same run, in turns, every text its own.

    eval "$(bin/services env)"; var/venv/bin/python bench/documents_peers.py [--rounds 8]

Numbers stand at the end of each paragraph and bullet: ours keeps lines it has seen, as it does for somebody who types.
What it takes where it has seen none of them is a row of its own.

The peers, installed into var/bench at the versions below: react-pdf (what Reactive Resume and OpenResume print with),
RenderCV's command, Typst itself in process, and Debian's Chromium kept running. Each draws the résumé in one column
with embedded typefaces, dates at the right, bullets and page numbers; ours and Typst's are PDF/A-3a with tags, ours
also carries its data. RenderCV has a layout of its own, and a stand-in for the icons it would fetch from the network.

An engine prints a few documents, then the next does. Three tables: how long one takes while more are asked for, how
long the first one takes after a pause, and how an engine gets quicker with the documents its process has printed:
react-pdf's code is compiled while it runs and is twice as quick after a hundred of them.

Processor times are those of the process that prints and of its children; medians over the turns. On a busy machine
look at the ratios, not at the milliseconds.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "bench")]
HOME = PROJECT / "var" / "bench"
PEERS = PROJECT / "bench" / "peers"
FONTS = PROJECT / "static" / "fonts" / "documents"
REACT_PDF = ("@react-pdf/renderer@4.9.0", "react@19.3.1")
TYPST = "typst==0.15.2"
RENDERCV = "rendercv[full]==2.8"  # needs Python 3.12
# The last that runs on 3.11, and what it was made for.
RENDERCV_ON_311 = ("rendercv[full]==2.3", "typer==0.16.1", "click==8.2.1")
ICONS = HOME / "cache" / "typst" / "packages" / "preview" / "fontawesome"
REFERENCE = "SaaSka, in process"
JOBS = {1: 3, 3: 10}  # of a résumé with so many pages
DESIGN = "modern-professional"
WARM = 3  # turns before measuring
IN_A_ROW = 5  # documents of one engine before the next has its turn; of RenderCV's command one

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")

import django  # noqa: E402

django.setup()

import documents_content as content  # noqa: E402

from resumes import printing  # noqa: E402
from saaska.documents import designs, pdf, renderer  # noqa: E402
from saaska.documents.designs import Options  # noqa: E402
from saaska.documents.quicker import lines  # noqa: E402

Json = dict[str, Any]


def install() -> None:
    """The peers, once; a folder that is there is taken as it is."""
    HOME.mkdir(parents=True, exist_ok=True)
    if not (HOME / "node_modules" / "@react-pdf").exists():
        (HOME / "package.json").write_text('{"private": true}')
        npm = shutil.which("npm") or sys.exit("Node's npm is needed for @react-pdf/renderer.")
        subprocess.run([npm, "install", "--no-audit", "--no-fund", *REACT_PDF], cwd=HOME, check=True)
    if not (HOME / "rendercv" / "bin" / "rendercv").exists():
        newer = next(filter(runs, ("python3.14", "python3.13", "python3.12")), None)
        subprocess.run([newer or sys.executable, "-m", "venv", HOME / "rendercv"], check=True)
        wanted = [*([RENDERCV] if newer else RENDERCV_ON_311), TYPST]
        subprocess.run([HOME / "rendercv" / "bin" / "pip", "install", "-q", *wanted], check=True)
    for version in ("0.5.0", "0.6.0"):
        folder = ICONS / version
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "typst.toml").write_text(
            f'[package]\nname = "fontawesome"\nversion = "{version}"\nentrypoint = "lib.typ"\n'
        )
        (folder / "lib.typ").write_text("#let fa-icon(name, ..options) = text(..options)[•]\n")


def runs(python: str) -> bool:
    found = shutil.which(python)
    return (
        bool(found) and not subprocess.run([found, "--version"], capture_output=True, check=False).returncode
    )


class Worker:
    """A peer that stays: see peers/worker.py."""

    def __init__(self, *command: str | Path, first: Json | None = None) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if first:
            self.say(first)

    def say(self, request: Json) -> None:
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()

    def ask(self, request: Json) -> Json:
        self.say(request)
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.process.args} ended with {self.process.wait()}.")
        return json.loads(answer)

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def parts(resume: Json) -> tuple[str, str, dict[str, bytes]]:
    """HTML, style sheet and attachment."""
    found: Any = SimpleNamespace(template=DESIGN, **resume)
    design, options = designs.find("resume", DESIGN), Options()
    return (
        design.html(printing.context(found, options)),
        design.css(options),
        printing.attachments(found, options),
    )


def print_here(resume: Json) -> bytes:
    """Ours in this process, as a printer does it: data, template, PDF."""
    html, css, attachments = parts(resume)
    return pdf.render(html, css, attachments=attachments).pdf


def print_by_pool(resume: Json) -> bytes:
    html, css, attachments = parts(resume)
    return renderer.render(html, css, attachments=attachments).pdf


def print_anew(resume: Json) -> bytes:
    """Ours as if no line of the text had been printed before; its words have."""
    known = dict(lines.KEPT)
    lines.KEPT.clear()
    try:
        return print_here(resume)
    finally:
        lines.KEPT.clear()
        lines.KEPT.update(known)


def printers_seconds() -> float:
    """Processor time the printer processes have had."""
    pids = [printer.process.pid for printer in renderer.pool.all]
    return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in pids) / 1e9


def ours(print_resume: Any) -> Any:
    def measure(resume: Json, save: str) -> Json:
        started, spent = time.perf_counter(), time.process_time() + printers_seconds()
        made = print_resume(resume)
        cpu = time.process_time() + printers_seconds() - spent
        if save:
            Path(save).write_bytes(made)
        return {"cpu": cpu * 1000, "wall": (time.perf_counter() - started) * 1000, "bytes": len(made)}

    return measure


def rendercv_starts() -> bool:
    """Whether it can be measured: its last version for Python 3.11 no longer starts everywhere."""
    tried = subprocess.run(
        [HOME / "rendercv" / "bin" / "rendercv", "--version"], capture_output=True, check=False
    )
    if tried.returncode:
        print(
            "RenderCV does not start here, so it is left out:",
            tried.stderr.decode()[-300:].strip(),
            file=sys.stderr,
        )
    return tried.returncode == 0


def by_rendercv(resume: Json, save: str) -> Json:
    """The command, as it is used: a file in, a PDF out, nothing else made."""
    source, target = HOME / "resume.yaml", HOME / "resume.pdf"
    source.write_text(json.dumps(rendercv_data(resume)))  # JSON is YAML
    command = [HOME / "rendercv" / "bin" / "rendercv", "render", source, "--pdf-path", target]
    command += ["-o", HOME / "rendercv_output"]
    command += ["--dont-generate-markdown", "--dont-generate-html", "--dont-generate-png"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(HOME / "cache")}
    started, before = time.perf_counter(), os.times()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    wall, after = time.perf_counter() - started, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    if save:
        shutil.copy(target, save)
    return {"cpu": cpu * 1000, "wall": wall * 1000, "bytes": target.stat().st_size}


def rendercv_data(resume: Json) -> Json:
    who = resume["personal_info"]
    work = [
        {
            "company": job["company"],
            "position": job["position"],
            "location": job["location"],
            "start_date": job["startDate"],
            "end_date": job["endDate"] or "present",
            "highlights": [
                job["description"],
                *job["achievements"],
                "Technologies: " + ", ".join(job["technologies"]),
            ],
        }
        for job in resume["work_experience"]
    ]
    studies = [
        {
            "institution": study["institution"],
            "area": study["field"],
            "degree": "BS",
            "location": study["location"],
            "start_date": study["startDate"],
            "end_date": study["endDate"],
            "highlights": [study["description"], f"GPA: {study['gpa']}"],
        }
        for study in resume["education"]
    ]
    by_category: dict[str, list[str]] = {}
    for skill in resume["skills"]:
        by_category.setdefault(skill["category"], []).append(skill["name"])
    return {
        "cv": {
            "name": f"{who['firstName']} {who['lastName']}",
            "headline": who["headline"],
            "location": who["location"],
            "email": who["email"],
            "phone": "tel:+1-503-555-0167",
            "website": who["website"],
            "social_networks": [
                {"network": "LinkedIn", "username": "inescarrow"},
                {"network": "GitHub", "username": "inescarrow"},
            ],
            "sections": {
                "Summary": [resume["summary"]],
                "Work Experience": work,
                "Education": studies,
                "Skills": [{"label": key, "details": ", ".join(names)} for key, names in by_category.items()],
            },
        },
        "design": {"theme": "classic"},
    }


def page_for_browser(resume: Json) -> str:
    """Our HTML with its style sheet and typefaces as a browser wants them."""
    html, css, _ = parts(resume)
    faces = "".join(
        f'@font-face{{font-family:"SaaSka Sans";font-weight:{weight};font-style:{style};'
        f'src:url("{(FONTS / file).as_uri()}.ttf")}}'
        for file, weight, style in (
            ("saaska-sans-400", 400, "normal"),
            ("saaska-sans-400-italic", 400, "italic"),
            ("saaska-sans-600", 600, "normal"),
            ("saaska-sans-700", 700, "normal"),
        )
    )
    return html.replace("</head>", f"<style>{faces}{css}</style></head>")


def measured(rounds: int, saved: Path) -> dict[tuple[str, int], list[Json]]:
    react = Worker("node", PEERS / "react_pdf.mjs", HOME, first={"fonts": str(FONTS)})
    typst = Worker(HOME / "rendercv" / "bin" / "python", PEERS / "typst_page.py", FONTS)
    chromium = Worker(sys.executable, PEERS / "chromium_print.py", HOME)
    ways = {
        REFERENCE: ours(print_here),
        "SaaSka, every line new": ours(print_anew),
        "SaaSka, through the pool": ours(print_by_pool),
        "react-pdf": lambda resume, save: react.ask({"resume": resume, "save": save}),
        "Chromium, warm": lambda resume, save: chromium.ask({"html": page_for_browser(resume), "save": save}),
        "Typst in process": lambda resume, save: typst.ask({"resume": resume, "save": save}),
    }
    if rendercv_starts():
        ways["RenderCV, command"] = by_rendercv
    found: dict[tuple[str, int], list[Json]] = {(name, pages): [] for name in ways for pages in JOBS}
    pdf.warm_up()
    for turn in range(WARM + rounds):
        for pages, jobs in JOBS.items():
            first = turn % len(ways)  # who goes first has the coldest caches
            for name, way in [*ways.items()][first:] + [*ways.items()][:first]:
                for place in range(1 if way is by_rendercv else IN_A_ROW):
                    resume = content.changed(content.resume(jobs), turn * IN_A_ROW + place)
                    save = saved / f"{name.replace(',', '').replace(' ', '-').lower()}-{pages}.pdf"
                    answer = way(resume, str(save) if turn == place == 0 else "")
                    found[name, pages].append({**answer, "place": place, "turn": turn})
    for worker in (react, typst, chromium):
        worker.end()
    return found


def table(found: dict[tuple[str, int], list[Json]], *, rested: bool) -> str:
    """Of the documents printed in a row, or of the first ones after a pause."""
    lines = [
        "| | CPU ms, 1 page | × ours | wall ms | KB | CPU ms, 3 pages | × ours | wall ms | KB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name in dict.fromkeys(name for name, _ in found):
        cells = []
        for pages in JOBS:
            cpu, wall, size = (median(found[name, pages], key, rested) for key in ("cpu", "wall", "bytes"))
            ratio = cpu / median(found[REFERENCE, pages], "cpu", rested)
            cells += [f"{cpu:.0f}", f"{ratio:.2f}", f"{wall:.0f}", f"{size / 1024:.0f}"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def median(answers: list[Json], key: str, rested: bool) -> float:
    warm = [answer for answer in answers if answer["turn"] >= WARM]
    wanted = [answer[key] for answer in warm if rested == (answer["place"] == 0)]
    return statistics.median(wanted or [answer[key] for answer in warm])


def getting_quicker(found: dict[tuple[str, int], list[Json]]) -> str:
    """Processor time of one page by how many documents the engine's process has printed before."""
    spans = [(2, 10), (11, 30), (31, 60), (61, 1000)]
    lines = ["| CPU ms, 1 page | 2nd–10th | 11th–30th | 31st–60th | later |", "|---|---:|---:|---:|---:|"]
    for name, pages in found:
        if pages == 1 and not name.startswith("RenderCV"):
            taken = [answer["cpu"] for answer in found[name, pages]]
            numbered = [
                (len(JOBS) * (n // IN_A_ROW) * IN_A_ROW + n % IN_A_ROW + 1, ms) for n, ms in enumerate(taken)
            ]
            medians = [
                statistics.median([ms for n, ms in numbered if first <= n <= last] or [0])
                for first, last in spans
            ]
            lines.append(f"| {name} | {' | '.join(f'{found:.0f}' for found in medians)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=8)
    arguments = parser.parse_args()
    install()
    saved = HOME / "pdf"
    saved.mkdir(exist_ok=True)
    before = os.getloadavg()[0]
    found = measured(arguments.rounds, saved)
    print("Documents in a row:\n")
    print(table(found, rested=False))
    print("\nThe first one after the others had their turns, some seconds:\n")
    print(table(found, rested=True))
    print("\nBy the number of documents the process has printed:\n")
    print(getting_quicker(found))
    print(f"\n{arguments.rounds} turns; load {before:.1f} before, {os.getloadavg()[0]:.1f} after.")
    print(f"The first documents are in {saved.relative_to(PROJECT)}.")


if __name__ == "__main__":
    main()
