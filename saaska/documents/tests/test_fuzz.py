"""Whatever people write into the fields there are, every design prints it: no crash, no hang, no leak.

FUZZ=2000 tries that many documents instead of a few dozen; each is data the schema lets in, on any design with any
options, printed by one printer process that is never replaced.
"""

import contextlib
import os
from datetime import date
from types import SimpleNamespace, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from letters import printing as letters
from resumes import printing as resumes
from resumes.schema import EDUCATION, SKILL_LIST, WORK_EXPERIENCE, Education, Job, Skill
from saaska.documents import designs, printer_process, printing_errors, renderer
from saaska.documents.designs import Options
from saaska.documents.fonts import PAIRS
from saaska.documents.renderer import Pool
from saaska.documents.schema import PERSONAL_INFO, Headings, PersonalInfo

DOCUMENTS = int(os.environ.get("FUZZ", "60"))
LIFE = printer_process.DOCUMENTS  # of a printer; here it is not replaced
LEAK = 40 * 2**20  # bytes that styles, the longest document and Pango's tables may take in a printer's life

# Words that have made layouts, fonts and markup stumble: long, empty, of every direction, with marks, of no glyph.
WORDS = [
    *(
        "a",
        "I",
        "Senior Engineer",
        "naïve façade",
        "1,000 €",
        "https://example.org/" + "long/" * 30,
        "x" * 120,
    ),
    *(
        "مهندسة منصات",
        "מהנדסת",
        "नमस्ते",
        "สวัสดี",
        "東京都渋谷区",
        "한국어",
        "Nguyễn Thị",
        "Ανώτερη",
        "Старший",
        "ქართული",
    ),
    *(
        "👩‍💻",
        "🇳🇴",
        "a" + "\u0301" * 30,
        "\u200d",
        "\u200f",
        "\u2067x\u2069",
        "\u00ad",
        "\u00a0",
        "\u2028",
        "fi\ufb01",
        "\U00012000",
    ),
    *(
        "<b>x</b>",
        "&amp;",
        "{{ x }}",
        "{% x %}",
        "\\",
        '"',
        "'",
        "--",
        "*/",
        "/*",
        "url(x)",
        "]]>",
        "\t",
        "\n\n",
        "•",
        "–",
    ),
    *(
        "\ud800",
        "\x00",
        "\x0b",
        "\ufffe",
        "\u202e",
        "%s",
        "%(x)s",
        "$",
        "'; drop",
        "0",
        "-1",
        "(",
        "((((",
        ")",
    ),
]
words = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=6).map(" ".join)
long_words = st.one_of(words, words.map(lambda text: (text + " ") * 20))
dates = st.one_of(
    st.just(""),
    st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(str),
    st.dates(date(1950, 1, 1), date(2030, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    st.integers(1900, 2100).map(str),
)
addresses = st.sampled_from(
    ["", "https://example.org", "example.org/a?b=c&d#e", "https://пример.рф/ü", "http://x.y/" + "long" * 60]
)
LIMITS = {
    "firstName": 100,
    "lastName": 100,
    "id": 64,
    "order": 64,
    "hidden": 64,
    "newPage": 64,
    "together": 64,
}
TEXTS = ("summary", "description", "text", "reference")


def values(name: str, kind: Any) -> st.SearchStrategy:
    """Data for a field of a schema, made from its type and, for texts, its name."""
    origin, arguments = get_origin(kind), get_args(kind)
    if name == "years":
        found = st.one_of(st.none(), st.integers(0, 80), st.floats(0, 80))
    elif kind is bool:
        found = st.booleans()
    elif kind is str:
        found = texts(name)
    elif origin is Literal:
        found = st.sampled_from(arguments)
    elif origin is list:
        found = st.lists(values(name, arguments[0]), max_size=2 if name == "colors" else 4)
    elif origin in (Union, UnionType):
        found = st.one_of([values(name, member) for member in arguments])
    elif origin is Annotated:
        found = values(name, arguments[0])
    else:
        found = objects(kind)
    return found


def texts(name: str) -> st.SearchStrategy:
    if name.endswith("Date") or name == "date":
        return dates
    if name in ("url", "linkedin", "github", "website"):
        return addresses
    if name == "fonts":
        return st.sampled_from(["", *PAIRS])
    if name == "colors":
        return st.sampled_from(["#000000", "#ff0000", "#123abc"])
    if name == "photo":
        return st.just("")
    limit = LIMITS.get(name, 255)
    return (long_words if name in TEXTS else words).map(
        lambda text: text[: 5_000 if name in TEXTS else limit]
    )


def objects(kind: type[BaseModel]) -> st.SearchStrategy:
    """Any of a shape's fields; those it cannot do without always."""
    if kind is Headings:  # lines, whatever their names
        return st.fixed_dictionaries(
            {}, optional=dict.fromkeys(kind.model_fields, words.map(lambda text: text[:255]))
        )
    fields = {name: values(name, field.annotation) for name, field in kind.model_fields.items()}
    needed = {name: fields.pop(name) for name, field in kind.model_fields.items() if field.is_required()}
    return st.fixed_dictionaries(needed, optional=fields)


@pytest.fixture(scope="module")
def pool():
    """One printer that has met every script in every typeface and cut: they stay in memory."""
    pool = Pool(1, seconds=120, waiting_seconds=120)
    kept, printer_process.DOCUMENTS = printer_process.DOCUMENTS, 10**9
    text = " ".join(WORDS)
    for pair in PAIRS.values():
        cuts = "".join(
            f"<p>{tag}{text}" for tag in ("", "<b>", "<i>", "<b><i>", "<b style='font-weight:600'>")
        )
        pool.render(
            f"<html lang=en><title>x</title>{cuts}",
            f"body {{ font-family: '{pair.text}', '{pair.headings}' }}",
        )
    yield pool
    printer_process.DOCUMENTS = kept
    pool.close()


@pytest.fixture(scope="module")
def memories(pool):
    """What the printer held after each document, in bytes."""
    (printer,) = pool.all
    return [printer.memory]


def check(pool, memories, html, css):
    """Printed, or refused for its length."""
    with contextlib.suppress(printing_errors.DocumentTooLongError):
        printed = pool.render(html, css)
        assert printed.pdf.startswith(b"%PDF")
        assert 1 <= printed.pages <= renderer.MOST_PAGES
    (printer,) = pool.all
    memories.append(printer.memory)


fuzzing = settings(
    max_examples=DOCUMENTS,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)


class TestAnyDocument:
    @fuzzing
    @given(
        person=objects(PersonalInfo),
        jobs=st.lists(objects(Job), max_size=5),
        studies=st.lists(objects(Education), max_size=3),
        skills=st.lists(objects(Skill), max_size=8),
        summary=long_words,
        slug=st.sampled_from(designs.known("resume")),
    )
    def test_a_resume_is_printed(self, pool, memories, person, jobs, studies, skills, summary, slug):
        resume = SimpleNamespace(
            personal_info=PERSONAL_INFO.clean(person),
            work_experience=WORK_EXPERIENCE.clean(jobs),
            education=EDUCATION.clean(studies),
            skills=SKILL_LIST.clean(skills),
            summary=summary.encode(errors="replace").decode(),
        )
        options = Options.of(None, resume.personal_info["layout"])
        design = designs.find("resume", slug)

        html = design.html(resumes.context(resume, options))

        check(pool, memories, html, design.css(options))

    @settings(fuzzing, max_examples=max(1, DOCUMENTS // 4))
    @given(
        person=objects(PersonalInfo),
        company=words,
        job=words,
        content=st.lists(long_words, max_size=6).map("\n\n".join),
        slug=st.sampled_from(designs.known("letter")),
    )
    def test_a_letter_is_printed(self, pool, memories, person, company, job, content, slug):
        letter = SimpleNamespace(
            personal_info=PERSONAL_INFO.clean(person), company_name=company, job_title=job, content=content
        )
        options = Options.of(None, letter.personal_info["layout"])
        design = designs.find("letter", slug)

        check(pool, memories, design.html(letters.context(letter)), design.css(options))

    def test_the_printer_holds_no_more_in_the_end_than_in_the_beginning(self, pool, memories):
        assert len(pool.all) == 1
        assert len(memories) > DOCUMENTS
        lives = max(1, len(memories) / LIFE)
        assert memories[-1] - memories[0] < LEAK * lives
