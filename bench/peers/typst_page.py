"""A résumé by Typst itself in process, warm: the layout of "Modern Professional" written by hand, no package.

Typst remembers what it compiled before; the changed text is all it does again.
"""

import re
import sys
from typing import Any

import typst
import worker

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
HEAD = """
#set page("a4", margin: (x: 18mm, top: 15mm, bottom: 16mm), footer: context if here().page() > 1 {
  set text(8pt, fill: rgb("#6b7280"))
  [%s #h(1fr) Page #counter(page).display("1 of 1", both: true)]
})
#set document(title: "%s – Résumé", author: "%s")
#set text(font: "SaaSka Sans", size: 9.8pt, fill: rgb("#1f2937"), lang: "en")
#set par(leading: 0.55em, spacing: 0.6em)
#set list(marker: text(fill: rgb("#2563eb"))[•], body-indent: 7pt, spacing: 0.6em)
#show heading: it => block(above: 14pt, below: 6pt, text(10.6pt, weight: 700, fill: rgb("#1e40af"), tracking: .5pt,
  upper(it.body)))
"""


def escaped(text: str) -> str:
    return re.sub(r"([\\#$*_@<>\[\]`~/-])", r"\\\1", text)


def month(date: str) -> str:
    return f"{MONTHS[int(date[5:7]) - 1]} {date[:4]}"


def period(entry: dict[str, Any]) -> str:
    return f"{month(entry['startDate'])} – {month(entry['endDate']) if entry['endDate'] else 'Present'}"


def entry(title: str, organization: str, found: dict[str, Any], more: str) -> str:
    return f"""
#block(below: 9pt, breakable: false)[
#text(10.6pt, weight: 600)[{escaped(title)}] #h(1fr) #text(9.4pt, fill: rgb("#4b5563"))[{period(found)}]

#text(weight: 600, fill: rgb("#2563eb"))[{escaped(organization)}] #h(7pt) {escaped(found["location"])}

{escaped(found["description"])}
{more}
]
"""


def detail(label: str, text: str) -> str:
    return f'\n#text(9.2pt, fill: rgb("#4b5563"))[*{label}:* {escaped(text)}]\n'


def job(found: dict[str, Any]) -> str:
    bullets = "\n".join(f"- {escaped(bullet)}" for bullet in found["achievements"])
    more = f"\n{bullets}\n{detail('Technologies', ', '.join(found['technologies']))}"
    return entry(found["position"], found["company"], found, more)


def source(resume: dict[str, Any]) -> str:
    who = resume["personal_info"]
    name = f"{who['firstName']} {who['lastName']}"
    links = [f'#link("{who[key]}")[{escaped(who[key][8:])}]' for key in ("linkedin", "github", "website")]
    contacts = [
        f'#link("mailto:{who["email"]}")[{escaped(who["email"])}]',
        who["phone"],
        who["location"],
        *links,
    ]
    by_category: dict[str, list[str]] = {}
    for skill in resume["skills"]:
        by_category.setdefault(skill["category"], []).append(skill["name"])
    skills = "".join(f"[*{category}*], [{', '.join(names)}]," for category, names in by_category.items())
    studies = "".join(
        entry(
            f"{found['degree']}, {found['field']}", found["institution"], found, detail("GPA", found["gpa"])
        )
        for found in resume["education"]
    )
    return f"""{HEAD % (name, name, name)}
#text(26pt, weight: 700, fill: rgb("#1e40af"))[{name}]

#text(12.5pt, fill: rgb("#2563eb"))[{who["headline"]}]

#text(9.2pt)[{" #h(10pt) ".join(contacts)}]

#line(length: 100%, stroke: 1.6pt + rgb("#2563eb"))
= Summary
{escaped(resume["summary"])}
= Work Experience
{"".join(map(job, resume["work_experience"]))}
= Education
{studies}
= Skills
#grid(columns: (24%, 1fr), row-gutter: 6pt, {skills})
"""


def print_resume(request: dict[str, Any]) -> bytes:
    compiler = typst.Compiler(
        source(request["resume"]).encode(), font_paths=[sys.argv[1]], ignore_system_fonts=True
    )
    pdf: bytes = compiler.compile(format="pdf", pdf_standards=["a-3a"])
    return pdf


if __name__ == "__main__":
    worker.serve(print_resume)
