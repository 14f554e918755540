"""What is quicker than WeasyPrint gives the same bytes, and was written against this WeasyPrint."""

import hashlib
import json
import re
import subprocess
import sys
from types import SimpleNamespace

import pydyf
import pytest
import tinyhtml5
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import css
from weasyprint.css.targets import TargetCollector

from resumes import printing
from saaska.documents import designs, embedding, fonts, markup, pdf, quicker
from saaska.documents.designs import Options
from saaska.documents.quicker import drawing, files, lines, styles

# WeasyPrint leaves closing its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc")

CSS = """
@page { size: A5; margin: 12mm; @bottom-right { content: counter(page) " / " counter(pages) } }
body { font-family: "SaaSka Sans"; overflow-wrap: break-word }
.narrow { width: 60pt; display: inline-block } .shrunk { display: inline-block; border: 1pt solid red }
.floating { float: right; width: 40pt } .spaced { letter-spacing: 2pt; word-spacing: 3pt }
.justified { text-align: justify; hyphens: auto } .underlined { text-decoration: underline }
.small { font-variant-caps: small-caps } .round { border-radius: 4pt; background: #eee; padding: 5% }
.columns { columns: 2; column-rule: 1pt solid blue } .fixed { position: absolute; top: 3pt; right: 0 }
.relative { position: relative; left: 4pt } table { width: 100% } td { border-bottom: 1pt dashed #888 }
.cut { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 50pt }
.box { box-sizing: border-box; width: 50%; padding: 4pt; min-height: 20pt; max-width: 90% }
.before::before { content: "→ " } .collapsed { border-collapse: collapse } .clip { overflow: hidden }
p:first-letter { color: red } .capital::first-line { font-weight: 700 }
"""
WORDS = "The quick brown fox jumps over the lazy dog while fjords vex quiz bands. "
PARTS = [
    f"<p>{WORDS * 4}</p><p class=justified>{WORDS * 6}</p>",
    f"<div class=floating>{WORDS}</div><p>{WORDS * 5}</p><p class=spaced>{WORDS}</p>",
    f"<span class=shrunk>{WORDS}</span> <span class=shrunk>short</span> <span class=narrow>{WORDS}</span>",
    f"<ul><li>{WORDS}</li><li>two<ol><li>three</li></ol></li></ul><p class=cut>{WORDS}</p>",
    "<table class=collapsed><tr><td>a</td><td colspan=2>b</td></tr><tr><td>c<td>d<td>e</table>",
    f"<p dir=rtl lang=ar>مهندسة منصات بخبرة تسع سنوات، {WORDS}</p><p lang=he dir=rtl>מהנדסת תוכנה</p>",
    "<p>नमस्ते दुनिया · สวัสดีชาวโลก · 日本語の文章 · 한국어 · 👩‍💻 a\u0301 \U00012000</p>",
    f"<p class='underlined small'>{WORDS}</p><div class=round>{WORDS}</div><div class=columns>{WORDS * 5}</div>",
    f"<p class=relative>{WORDS}</p><p class=fixed>fixed</p><div class=box>{WORDS}</div><p class=capital>{WORDS * 3}",
    f"<pre>one\n\ttwo\n</pre><p>soft\u00adhy\u00adphen {'x' * 300}</p><p class='before clip'>{WORDS}</p><hr>",
    "<h1 id=top>One</h1><h2>Two</h2><p><a href='#top'>up</a> <a href='https://example.org'>out</a> <a name=n>n</a></p>",
    f"<blockquote style='color:blue'>{WORDS}</blockquote><p style='break-before:page'>{WORDS}<br>line</p>",
]


def page(*parts):
    return f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{"".join(parts)}</body></html>'


def designed():
    """Every résumé design with little and with much."""
    job = {
        "position": "Engineer",
        "company": "Alder & Finch",
        "location": "Oslo",
        "startDate": "2021-04",
        "description": WORDS,
        "achievements": [WORDS * 2, "Short.", WORDS],
        "technologies": ["Python", "Go"],
    }
    skills = [
        {"name": "Python", "category": "Languages"},
        {"name": "Redis", "category": "Systems", "years": 3},
    ]
    who = {
        "firstName": "Zoë",
        "lastName": "Müller",
        "email": "zoe@example.org",
        "website": "https://zoe.example",
    }
    for jobs, layout in (
        (0, {}),
        (9, {"pageSize": "letter"}),
        (2, {"spacing": "airy", "fonts": "serif"}),
    ):
        resume = SimpleNamespace(
            personal_info={**who, "layout": layout},
            work_experience=[job] * jobs,
            education=[{"degree": "MSc", "institution": "NTNU", "gpa": "1.3"}],
            skills=skills,
            summary=WORDS * 2,
        )
        options = Options.of(None, layout)
        for slug in designs.known("resume"):
            design = designs.find("resume", slug)
            yield design.html(printing.context(resume, options)), design.css(options)


class TestSameBytes:
    def test_every_document_is_the_same_as_without(self):
        documents = [(page(part), CSS) for part in PARTS] + [(page(*PARTS), CSS)] + list(designed())
        documents += [(html.replace("Short.", "Briefly."), sheet) for html, sheet in documents[-10:]]
        again = documents[::-1]  # what was kept of others changes nothing

        plainly = subprocess.run(
            [sys.executable, "-m", "saaska.documents.tests.plainly"],
            input=json.dumps(documents),
            capture_output=True,
            text=True,
            cwd=fonts.PROJECT,
            check=True,
        )

        expected = json.loads(plainly.stdout)
        assert list(map(digest, documents)) == expected
        assert list(map(digest, again)) == expected[::-1]

    def test_the_quick_ways_are_taken(self):
        assert all(
            vars(replacement.owner)[replacement.name] is replacement.ours
            for replacement in quicker.REPLACEMENTS
        )


def digest(document):
    return hashlib.blake2b(pdf.render(*document).pdf).hexdigest()


class TestReplacements:
    @pytest.mark.parametrize("replacement", quicker.REPLACEMENTS, ids=lambda found: found.original_name)
    def test_weasyprint_has_what_it_was_written_against(self, replacement):
        assert replacement.source_digest() == replacement.digest

    def test_no_design_measures_by_the_window_which_the_kept_styles_do_not_know(self):
        sheets = [sheet for _, sheet in designed()]

        assert not [sheet for sheet in sheets if re.search(r"\d(p|s|l|d)?v(w|h|i|b|min|max)\b", sheet)]

    def test_styles_are_forgotten_when_too_many_sheets_were_used(self):
        for number in range(styles.MOST_SHEETS + 3):
            pdf.render(page("x"), f"h1 {{ margin: {number}pt }}")

        assert len(styles.KEPT) == styles.MOST_SHEETS


ASKING = """
p + p { color: #010101 } .a ~ p { color: #020202 } div > p:last-child { color: #030303 }
p:nth-child(3) { color: #040404 }
p:empty { color: #050505 } [title] b { color: #060606 } [dir="rtl"] { color: #070707 }
p:nth-last-child(2) { color: #080808 }
.b .a { color: #090909 } p:last-of-type { color: #0a0a0a } div:only-child { color: #0b0b0b } #x { color: #0c0c0c }
.a::before { content: "a"; color: #0d0d0d } p:not(.a):first-child::after { content: "b" } a:link b { color: #0e0e0e }
"""
ATTRIBUTES = [
    "",
    ' class="a"',
    ' class="b"',
    ' title="x"',
    ' title="y"',
    ' dir="rtl"',
    ' dir="ltr"',
    ' id="x"',
    ' id="y"',
]
TREES = st.recursive(
    st.tuples(st.sampled_from(["p", "b"]), st.sampled_from(ATTRIBUTES), st.sampled_from(["", "x"])),
    lambda inside: st.tuples(st.just("div"), st.sampled_from(ATTRIBUTES), st.lists(inside, max_size=4)),
    max_leaves=12,
)


class TestPlaces:
    @pytest.mark.parametrize("more", ["", "p:has(b) { color: red }"])
    @settings(deadline=None)
    @given(st.lists(TREES, min_size=1, max_size=4))
    def test_elements_look_as_weasyprint_computes_it(self, more, trees):
        html = pdf.HTML(string=page(*map(written, trees)), base_url="app:", url_fetcher=pdf.FILES)
        sheets = [(pdf.style_sheet(ASKING + more), "author", None)]

        ours, theirs = (looks(html, sheets, how) for how in (css.StyleFor.__init__, styles.STYLE_FOR))

        assert ours == theirs


def written(tree):
    tag, attributes, inside = tree
    return (
        f"<{tag}{attributes}>{inside if isinstance(inside, str) else ''.join(map(written, inside))}</{tag}>"
    )


def looks(html, sheets, how):
    found = css.StyleFor.__new__(css.StyleFor)
    how(found, html, sheets, False, pdf.FONTS, TargetCollector())
    return [
        (element.tag, pseudo, style["color"], style["anchor"], style["lang"])
        for element in html.etree_element.iter()
        for pseudo in (None, "before", "after")
        if (style := found(element, pseudo)) is not None
    ]


class TestKept:
    def test_packed_contents_are_forgotten_when_there_are_too_many(self):
        for number in range(files.MOST_PACKED + 3):
            assert pydyf.Stream([b"%d" % number], compress=True).data

        assert len(files.PACKED) == files.MOST_PACKED

    def test_reduced_faces_are_forgotten_when_there_are_too_many(self):
        for number in range(embedding.MOST_KEPT + 3):
            pdf.render(page(f"<p>{chr(0x100 + number)}"), CSS)

        assert len(embedding.KEPT) == embedding.MOST_KEPT

    def test_typefaces_are_forgotten_when_there_are_too_many(self):
        sizes = "".join(f"<p style='font-size: {4 + n / 10}pt'>x" for n in range(drawing.MOST_FONTS + 3))
        for number in range(3):
            pdf.render(page(sizes), f"p {{ font-family: 'SaaSka Serif' }} h1 {{ width: {number}pt }}")

        assert len(drawing.FONTS) <= drawing.MOST_FONTS


class TestLines:
    def test_a_document_printed_again_has_no_line_to_lay_out(self, monkeypatch):
        documents = list(designed())[-10:]  # each design's
        for document in documents:
            pdf.render(*document)
        laid_out = []
        monkeypatch.setattr(lines, "_laid_out", lambda *arguments: laid_out.append(arguments))

        pdf.render(*documents[-1])

        assert laid_out == []

    def test_a_changed_line_is_the_only_one_laid_out(self, monkeypatch):
        html, sheet = next(designed())
        pdf.render(html, sheet)
        known = set(lines.KEPT)

        pdf.render(html.replace("lazy dog", "lazy cat"), sheet)

        assert "lazy dog" in html
        assert 0 < len(set(lines.KEPT) - known) < 6

    def test_lines_are_forgotten_when_there_are_too_many(self):
        for number in range(lines.MOST_KEPT + 3):
            if number % 100 == 0:
                pdf.render(page(*(f"<div>{number + n}</div>" for n in range(100))), CSS)

        assert len(lines.KEPT) == lines.MOST_KEPT

    def test_many_lines_of_one_paragraph_do_not_look_at_each_other(self, monkeypatch):
        looked = []
        signature = lines._signature
        monkeypatch.setattr(lines, "_signature", lambda box: looked.append(box) or signature(box))
        text = "<br>".join(f"line {number}" for number in range(500))

        pdf.render(page(f"<p>{text}"), CSS, most_pages=30)

        assert len(looked) < 500

    def test_a_line_cut_short_stays_whole_where_it_is_not(self):
        sheet = CSS + ".once { max-lines: 1; block-ellipsis: auto; width: 90pt; text-align: start }"
        whole, cut = (page(f"<div{marked}>{WORDS}</div>" * 2) for marked in ("", " class='once cut'"))
        expected = pdf.render(whole, sheet).pdf

        made = [pdf.render(html, sheet).pdf for html in (cut, whole, cut)]

        assert made[0] == made[2]
        assert made[1] == expected


MARKS = [
    *re.findall(
        r"\S+", "<p> </p> <b> </b> <ul> </ul> <li> </li> <div> </div> <br> x </a> <h1> </h1> &lt; &eacute; &"
    ),
    *re.findall(
        r"\S+", "<table> </table> <tbody> </tbody> <tr> </tr> <td> </td> <script> </script> </body> <form>"
    ),
    *(
        " ",
        "\n",
        "\0",
        "<!-- -->",
        '<a href="x&amp;y">',
        "<p class='x'>",
        '<i id="1" id="2">',
        "</i>",
        "<img>",
        "<svg>",
    ),
]


class TestMarkup:
    def test_every_design_is_read_the_quick_way_like_the_slow(self):
        pages = [html for html, _ in designed()]

        assert [flat(markup.read(html)) for html in pages] == [flat(slowly(html)) for html in pages]

    @given(
        st.lists(
            st.sampled_from(MARKS),
            max_size=12,
        )
    )
    def test_what_is_read_the_quick_way_is_what_the_parser_reads(self, pieces):
        html = page(*pieces)
        quickly = markup.read(html)

        assert quickly is None or flat(quickly) == flat(slowly(html))

    @pytest.mark.parametrize(
        "html", ["", "x", "<p>x</p>", page("<p><div></div></p>"), page("\ud800"), page("\r")]
    )
    def test_what_is_not_plain_is_left_to_the_parser(self, html):
        assert markup.read(html) is None


def slowly(html):
    return files.PARSE(html, namespace_html_elements=False)


def flat(element):
    return (
        element.tag,
        list(element.attrib.items()),
        element.text or "",
        element.tail or "",
        [flat(child) for child in element],
    )


def test_the_parser_is_the_one_replaced():
    assert tinyhtml5.parse is files.parse
