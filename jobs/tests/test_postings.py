"""Reading a posting: pages with structured data, pages without, plain text, mails."""

import json
from datetime import date
from decimal import Decimal

import pytest

from jobs import postings
from jobs.postings.days import day_of

POSTING = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Data Engineer &amp; Analyst",
    "hiringOrganization": {"@type": "Organization", "name": "Kestrel Bicycles"},
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Bremen", "addressCountry": "DE"}},
    "baseSalary": {
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "minValue": 65000, "maxValue": "78,000", "unitText": "YEAR"},
    },
    "datePosted": "2026-11-20",
    "validThrough": "2026-12-24T23:59:59Z",
    "employmentType": ["FULL_TIME", "CONTRACTOR"],
    "identifier": {"@type": "PropertyValue", "name": "Kestrel", "value": "K-17"},
    "url": "https://kestrel.example/jobs/17",
    "description": "<p>Own the data.</p><ul><li>Python</li></ul><script>alert(1)</script>",
    "qualifications": "Five years of SQL.",
    "jobBenefits": "A bicycle.",
    "industry": "Bicycles",
}
MAIL = """Have a look at this one!

---------- Forwarded message ---------
From: Job Alerts <alerts@boards.example>
Date: Fri, 27 Nov 2026
Subject: Fwd: Senior Planner at Oakway Transit
To: <ada@example.org>

> Oakway Transit plans the buses of a city.
> Location: Utrecht, Netherlands
> Salary: EUR 4.200 - 5.100 a month
> Closing date: 24 December 2026
>
> https://boards.example/jobs/99
"""


def page(*blocks, body=""):
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return f"<!doctype html><html><head><title>Board</title>{scripts}</head><body>{body}</body></html>"


def posting(**more):
    return json.dumps(POSTING | more).replace("</", "<\\/")  # as pages write it


def reasons(reading, kind):
    return {str(remark.label) for remark in reading.remarks if remark.kind == kind}


class TestStructuredData:
    def test_every_property_with_a_field_is_taken(self):
        found = postings.read(page(posting()))

        assert found.columns == {
            "position": "Data Engineer & Analyst",
            "company": "Kestrel Bicycles",
            "location": "Bremen, Germany",
            "salary_min": Decimal("65000.00"),
            "salary_max": Decimal("78000.00"),
            "salary_currency": "EUR",
            "salary_period": "year",
            "posted_on": date(2026, 11, 20),
            "closes_on": date(2026, 12, 24),
            "tags": ["full-time", "contract"],
            "external_job_id": "K-17",
            "url": "https://kestrel.example/jobs/17",
            "source": "kestrel.example",
            "job_description": "Own the data.\n• Python",
            "requirements": "Five years of SQL.",
            "benefits": "A bicycle.",
        }
        assert (found.missing, reasons(found, "left_out")) == ([], {"industry"})
        assert "Posting" in reasons(found, "changed")

    @pytest.mark.parametrize(
        "wrapped",
        [
            lambda text: page(f'{{"@graph": [{{"@type": "WebSite"}}, {text}]}}'),
            lambda text: page(f"[{text}]"),
            lambda text: page("{broken", text),
            lambda text: page(f"<!-- {text} -->"),
            lambda text: page(f'{{"@type": "WebPage", "mainEntity": {text}}}'),
            lambda text: text,
            lambda text: page(text.replace("JobPosting", "https://schema.org/JobPosting")),
        ],
        ids=["graph", "list", "beside a broken one", "comment", "inner", "bare", "whole name"],
    )
    def test_it_is_found_wherever_it_stands(self, wrapped):
        assert postings.read(wrapped(posting())).columns["company"] == "Kestrel Bicycles"

    def test_what_cannot_be_read_and_what_is_further_is_told(self):
        found = postings.read(page("{broken", posting(), posting(title="Another")))

        assert [(remark.label, remark.value) for remark in found.remarks if remark.kind == "left_out"][
            :2
        ] == [
            ("JSON-LD", "1"),
            ("JobPosting", "Another"),
        ]

    @pytest.mark.parametrize(
        ("salary", "columns"),
        [
            (90_000, (90_000, 90_000, None, None)),
            ("£55 per hour", (55, 55, "GBP", "hour")),
            ({"currency": "CHF", "value": "7000", "unitText": "MONTH"}, (7000, 7000, "CHF", "month")),
            ({"minValue": 9, "maxValue": 7, "currency": "USD"}, (7, 9, "USD", None)),
            ([{"currency": "USD", "percentile10": 1000, "percentile90": 2000}], (1000, 2000, "USD", None)),
            ("by agreement", (None, None, None, None)),
            (-5, (None, None, None, None)),
        ],
    )
    def test_a_salary_is_read_in_each_of_its_shapes(self, salary, columns):
        found = postings.read(page(posting(baseSalary=salary))).columns

        names = ("salary_min", "salary_max", "salary_currency", "salary_period")
        assert tuple(found.get(name) for name in names) == columns

    def test_remote_work_is_a_place_and_a_tag(self):
        remote = {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": {"name": "US"}}

        found = postings.read(page(posting(jobLocation=None, **remote))).columns

        assert (found["location"], found["tags"][0]) == ("Remote, United States", "remote")

    def test_a_page_around_it_fills_what_it_leaves_open(self):
        found = postings.read(page('{"@type": "JobPosting", "title": "Pilot"}', body="<p>Fly the ferry.</p>"))

        assert found.columns == {"position": "Pilot", "job_description": "Fly the ferry."}


class TestPage:
    def test_its_heading_classes_and_text_are_read_without_what_is_around(self):
        found = postings.read(
            "<html><head><title>Pilot at Gull | Board</title></head><body><nav>Log in</nav>"
            '<h1>Ferry Pilot</h1><span class="job-location">Texel</span><app-x><p>Fly.</p></app-x></body></html>'
        )

        assert found.columns == {
            "position": "Pilot",
            "company": "Gull",
            "location": "Texel",
            "job_description": "Ferry Pilot\nTexel\nFly.",
        }
        assert reasons(found, "guessed") == {"Position", "Company", "Location"}


class TestText:
    def test_its_head_labels_and_headings_are_read(self):
        found = postings.read(
            "Senior Planner\nOakway Transit | Utrecht\n\nYou plan buses.\n\nREQUIREMENTS (must-have)\n- SQL\n\n"
            "WHAT YOU'LL DO\n- Plan\n\nBenefits:\n- A pass\n"
        )

        assert found.columns == {
            "position": "Senior Planner",
            "company": "Oakway Transit",
            "location": "Utrecht",
            "requirements": "REQUIREMENTS (must-have)\n- SQL",
            "benefits": "- A pass",
            "job_description": "Senior Planner\nOakway Transit | Utrecht\n\nYou plan buses.\n\nWHAT YOU'LL DO\n- Plan",
        }

    def test_a_sentence_says_what_they_look_for(self):
        found = postings.read("We are looking for a Senior Backend Engineer to join our team.")

        assert found.columns["position"] == "Senior Backend Engineer"
        assert [str(label) for label in found.missing] == [
            "Company",
            "Location",
            "Salary",
            "Closes on",
            "Requirements",
        ]

    def test_a_forwarded_mail_is_read_without_its_head(self):
        found = postings.read(MAIL)

        assert found.columns == {
            "position": "Senior Planner",
            "company": "Oakway Transit",
            "location": "Utrecht, Netherlands",
            "salary_min": Decimal(4200),
            "salary_max": Decimal(5100),
            "salary_currency": "EUR",
            "salary_period": "month",
            "closes_on": date(2026, 12, 24),
            "source": "Job Alerts",
            "url": "https://boards.example/jobs/99",
            "job_description": found.columns["job_description"],
        }
        assert found.columns["job_description"].startswith("Oakway Transit plans")

    def test_the_line_below_the_company_is_a_place_beside_a_way_to_work(self):
        found = postings.read(
            "Senior Entwickler (m/w/d)\nWeser GmbH\nBremen · Vollzeit · Homeoffice\n\n65.000 - 80.000 € im Jahr\n"
        ).columns

        assert (found["company"], found["location"]) == ("Weser GmbH", "Bremen")
        assert (found["salary_max"], found["salary_period"]) == (80_000, "year")
        assert "location" not in postings.read("Pilot\nGull\nAbout us\n\nWe fly.").columns

    def test_the_subject_of_many_jobs_names_the_first(self):
        found = postings.read(
            "From: Job Alerts <a@b.example>\nSubject: Pilot at Gull and 5 more jobs\n\nPilot\nGull\nOslo, Norway\n"
        ).columns

        assert (found["position"], found["company"], found["location"]) == ("Pilot", "Gull", "Oslo, Norway")

    @pytest.mark.parametrize("text", ["", " \n", "{}", "[]", "\u202e", "<script></script>"])
    def test_nothing_is_nothing(self, text):
        assert postings.read(text).is_empty

    def test_what_is_too_long_is_cut_and_told(self):
        found = postings.read(f"Pilot\n{'word ' * 20_000}")

        assert len(found.columns["job_description"]) <= 40_000
        assert "Longer than its field: shortened." in [str(remark.reason) for remark in found.remarks]


SCRIPT = '<script type="application/ld+json">'


@pytest.mark.parametrize(
    "attack",
    [
        "<script " * 125_000,
        SCRIPT * 28_000,
        SCRIPT + "[" * 900_000 + "</script>",
        f'{SCRIPT}{{"@type": "JobPosting", "title": {"9" * 5000}, "x": NaN}}</script>',
        '{"title": "\\ud800x", "company": "\\u0000y"}',
        "<nav>" * 200_000,
        "<meta " * 160_000,
        "From: a\nSubject: b\n" * 50_000,
        "Requirements (" * 70_000,
        "1,000 $ " * 120_000,
        "looking for A" + " A" * 490_000,
        "https://" * 120_000,
    ],
    ids=lambda text: text[:24].strip(),
)
def test_a_million_characters_of_anything_are_read(attack):
    found = postings.read(attack)

    json.dumps(found.columns, default=str).encode()
    assert len(found.remarks) <= 60


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-24T10:00:00+01:00", date(2026, 12, 24)),
        ("24 December 2026", date(2026, 12, 24)),
        ("Dec 24th, 2026", date(2026, 12, 24)),
        ("24. Dezember 2026", date(2026, 12, 24)),
        ("24.12.2026", date(2026, 12, 24)),
        ("12/24/2026", date(2026, 12, 24)),
        ("24/12/2026", date(2026, 12, 24)),
        ("05/06/2026", None),
        ("2026-02-30", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_when_it_can_mean_one_only(text, day):
    assert day_of(text) == day
