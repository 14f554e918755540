"""The résumé the measurements of documents print: one person, as many jobs as asked for, every word varied.

Nobody of these people and companies exists. `resume(3)` fills a page, `resume(10)` three; `changed(resume, n)` is
the same text with a number in each paragraph, so that nothing printed before helps the next document.
"""

import copy
from typing import Any

Json = dict[str, Any]

PERSON = {
    "firstName": "Ines",
    "lastName": "Carrow",
    "headline": "Staff platform engineer",
    "email": "ines.carrow@example.com",
    "phone": "+1 503 555 0167",
    "location": "Portland, OR",
    "linkedin": "https://linkedin.com/in/inescarrow",
    "github": "https://github.com/inescarrow",
    "website": "https://inescarrow.example",
}
SUMMARY = (
    "Platform engineer with eleven years in payments and logistics. Built the systems that move money and parcels for "
    "forty thousand merchants, led teams of up to nine, and left each with fewer alarms than it had before. Looks for "
    "a staff role where reliability is part of the product."
)
JOBS = [
    (
        ("Alder & Finch Payments", "Senior Platform Engineer", "Portland, OR", "2021-04", ""),
        "Responsible for the clearing platform: 1.9 million card payments a day in fourteen currencies.",
        [
            "Replaced nightly reconciliation by a ledger that balances with every booking; differences fell by 96%.",
            "Brought the slowest hundredth of authorizations from 740 ms to 160 ms with a read model near the edge.",
            "Moved 38 services to a shared runtime during office hours, without an announcement and without an outage.",
            "Coached six engineers; three of them lead teams of their own today.",
        ],
        ["Python", "Go", "PostgreSQL", "Kafka", "Kubernetes"],
    ),
    (
        ("Tidewater Parcel Systems", "Software Engineer", "Seattle, WA", "2017-02", "2021-03"),
        "Built dispatch and tracking for 260 depots, from the first sketch to the roll-out in five countries.",
        [
            "Wrote the route planner that drivers keep switched on: 11% fewer miles and one hour less overtime a day.",
            "Introduced contract tests between the apps and eleven services, after which no release was rolled back.",
            "Let dispatchers edit rules on their own, which ended a queue of 90 open requests within one quarter.",
            "Cut the pages of the on-call week from nineteen to three by removing alarms nobody acted upon.",
        ],
        ["Django", "React", "Redis", "AWS", "Terraform"],
    ),
    (
        ("Fernhill Data Works", "Junior Developer", "Boise, ID", "2014-09", "2017-01"),
        "Developed imports and reports for the warehouses of mid-sized retailers.",
        [
            "Automated the import of 140 suppliers' price lists that two people had typed in until then.",
            "Delivered the first report customers could build themselves; 800 of them used it in the first month.",
            "Halved the time of the test suite by finding the eleven tests that waited for a clock.",
        ],
        ["PHP", "MySQL", "JavaScript"],
    ),
]
COMPANIES = (
    ("Larkspur Freight Group", "Lead Engineer", "Tacoma, WA"),
    ("Meridian Grid Energy", "Backend Engineer", "Denver, CO"),
    ("Copperleaf Books", "Software Developer", "Austin, TX"),
    ("Stillwater Savings Bank", "Platform Engineer", "Albany, NY"),
    ("Juniper Lane Studios", "Web Developer", "Boston, MA"),
    ("Plover Bicycle Sharing", "Data Engineer", "Chicago, IL"),
    ("Harrow Institute for Coasts", "Research Engineer", "San Diego, CA"),
)
DEEDS = (
    "Designed",
    "Rebuilt",
    "Measured",
    "Introduced",
    "Documented",
    "Negotiated",
    "Simplified",
    "Handed over",
)
THINGS = (
    "the booking service that assigns 48,000 deliveries an hour",
    "a trial platform for prices with limits that nobody can forget to set",
    "the customers' import with checks, previews and a way back",
    "a review of incidents that engineers attend of their own accord",
    "a forecast of load that met the holiday peak within five percent",
    "single sign-on for 1,700 colleagues and 60 suppliers",
    "a search over 30 million articles in four languages",
    "the agreements on data between warehouse, shop and bookkeeping",
)
ENDS = (
    "which raised completed orders by 14% in two quarters",
    "saving 310,000 dollars a year",
    "while the budget for errors stayed untouched",
    "with documentation that two new colleagues started from",
    "so that releases went out daily instead of monthly",
    "and a fifth fewer calls reached the service desk",
)
SKILLS = {
    "Languages": ("Python", "Go", "SQL", "JavaScript", "Rust"),
    "Frameworks": ("Django", "React", "FastAPI"),
    "Infrastructure": ("PostgreSQL", "Redis", "Kafka", "Kubernetes", "Terraform", "AWS"),
}
STUDIES = [
    {
        "id": "edu_1",
        "institution": "Cascade State University",
        "degree": "Bachelor of Science",
        "field": "Computer Science",
        "location": "Bellingham, WA",
        "startDate": "2010-09",
        "endDate": "2014-06",
        "gpa": "3.8",
        "description": "Minor in statistics; taught the exercises of the course on operating systems.",
    }
]


def resume(jobs: int) -> Json:
    """A résumé's columns with so many jobs, each beyond the third with six bullets."""
    work = [
        job(number, head, description, bullets, technologies)
        for number, (head, description, bullets, technologies) in enumerate(JOBS[:jobs], 1)
    ]
    for number in range(len(JOBS) + 1, jobs + 1):
        company, position, place = COMPANIES[number % len(COMPANIES)]
        started = 2018 - number
        head = (company, position, place, f"{started}-02", f"{started + 1}-01")
        bullets = [
            f"{DEEDS[(number + n) % 8]} {THINGS[(2 * number + 3 * n) % 8]}, {ENDS[(number + 2 * n) % 6]}."
            for n in range(6)
        ]
        description = f"Worked with product and operations on {THINGS[number % 8]}, from idea to daily use."
        work.append(job(number, head, description, bullets, ["Python", "Linux", "PostgreSQL", "Ansible"]))
    return {
        "personal_info": dict(PERSON),
        "summary": SUMMARY,
        "work_experience": work,
        "education": copy.deepcopy(STUDIES),
        "skills": [
            {"name": name, "level": "", "years": None, "category": category}
            for category, names in SKILLS.items()
            for name in names
        ],
    }


def job(number: int, head: tuple[str, ...], description: str, bullets: list[str], used: list[str]) -> Json:
    company, position, location, start, end = head
    return {
        "id": f"exp_{number}",
        "company": company,
        "position": position,
        "location": location,
        "startDate": start,
        "endDate": end,
        "current": not end,
        "description": description,
        "achievements": list(bullets),
        "technologies": list(used),
    }


def changed(original: Json, number: int) -> Json:
    """The same résumé with a number in every paragraph and bullet."""
    varied = copy.deepcopy(original)
    varied["summary"] += f" {number}"
    for entry in varied["work_experience"]:
        entry["description"] += f" {number}"
        entry["achievements"] = [f"{bullet} {number}" for bullet in entry["achievements"]]
    return varied
