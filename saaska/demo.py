"""The demo account's career: Nora Lindgren, who does not exist, and companies that do not either.

Pure data. Everything is told in days or months before the day it is asked for, so that the demo never looks old.
Addresses are of example.com and telephone numbers of the range kept for fiction.
"""
# ruff: noqa: E501  # one row a line reads like the table it becomes, and prose reads badly in pieces

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

Row = dict[str, Any]

FIRST_NAME, LAST_NAME = "Nora", "Lindgren"
GOAL = 3  # applications a week
RESUME_SENT = "data-engineer"  # goes out with an application unless it says otherwise


def month(today: date, ago: int) -> str:
    """The month so many months before today, as YYYY-MM."""
    number = today.year * 12 + today.month - 1 - ago
    return f"{number // 12}-{number % 12 + 1:02d}"


def moment(today: date, ago: int, hour: int, minute: int = 0) -> datetime:
    """A time of day (UTC) so many days before today, or after it when `ago` is negative."""
    return datetime.combine(today - timedelta(days=ago), time(hour, minute), tzinfo=UTC)


def appointment(today: date, ahead: int, hour: int, minute: int = 0) -> datetime:
    """A time on a working day: a weekend's appointments are on the Monday after it."""
    day = today + timedelta(days=ahead)
    return moment(today, -ahead - max(0, 7 - day.weekday()) * (day.weekday() > 4), hour, minute)


# -- Résumés -------------------------------------------------------------------------


def contact(headline: str, summary: str) -> Row:
    return {
        "firstName": FIRST_NAME,
        "lastName": LAST_NAME,
        "headline": headline,
        "email": "nora.lindgren@example.com",
        "phone": "+1 312 555 0142",
        "location": "Chicago, IL",
        "linkedin": "https://linkedin.example.com/in/nora-lindgren",
        "github": "https://github.example.com/noralindgren",
        "website": "https://noralindgren.example.com",
        "summary": summary,
        "links": [{"label": "Talks", "url": "https://talks.example.com/nora-lindgren"}],
    }


def work(today: date) -> list[Row]:
    return [
        {
            "id": "exp_1",
            "company": "Prairie Freight Exchange",
            "position": "Senior Data Engineer",
            "location": "Chicago, IL",
            "url": "https://prairiefreight.example.com",
            "startDate": month(today, 34),
            "endDate": "",
            "current": True,
            "description": "Owns the pipelines behind load matching and carrier payments, in a team of six.",
            "achievements": [
                "Replaced a nightly load of nine hours with a stream that is 40 seconds behind, at a third of the cost",
                "Wrote the data contracts that eleven teams now test against; broken dashboards fell from 14 a month to 1",
                "Introduced blameless reviews of data incidents and led the first twenty",
                "Mentored three engineers, two of whom now own services of their own",
            ],
            "technologies": ["Python", "Kafka", "PostgreSQL", "dbt", "Airflow", "Terraform"],
        },
        {
            "id": "exp_2",
            "company": "Calumet Health Systems",
            "position": "Data Engineer",
            "location": "Chicago, IL",
            "url": "https://calumethealth.example.com",
            "startDate": month(today, 70),
            "endDate": month(today, 34),
            "current": False,
            "description": "Brought the records of four hospitals into one model that clinicians and finance both trust.",
            "achievements": [
                "Matched 2.1 million patient records across four systems with 99.7 % precision, checked by hand",
                "Cut the monthly quality report from five days of spreadsheets to one reviewed query",
                "Passed two external privacy audits without a finding",
            ],
            "technologies": ["Python", "SQL Server", "Spark", "Great Expectations"],
        },
        {
            "id": "exp_3",
            "company": "Brindle & Wace",
            "position": "Data Analyst",
            "location": "Milwaukee, WI",
            "url": "",
            "startDate": month(today, 103),
            "endDate": month(today, 71),
            "current": False,
            "description": "Analysed prices and stock for regional grocers.",
            "achievements": [
                "Built the forecast that lowered spoiled produce by 18 % in 62 shops",
                "Taught SQL to 25 buyers, who have answered their own questions since",
            ],
            "technologies": ["SQL", "R", "Tableau"],
        },
        {
            "id": "exp_4",
            "company": "Northgate Transit Authority",
            "position": "Data Intern",
            "location": "Milwaukee, WI",
            "url": "",
            "startDate": month(today, 112),
            "endDate": month(today, 109),
            "current": False,
            "description": "Counted passengers from door sensors and published the first open data set of the authority.",
            "achievements": [],
            "technologies": ["Python", "GeoPandas"],
        },
    ]


def education(today: date) -> list[Row]:
    return [
        {
            "id": "edu_1",
            "institution": "Lakeshore State University",
            "degree": "B.Sc.",
            "field": "Statistics",
            "location": "Milwaukee, WI",
            "url": "https://lakeshore.example.com",
            "startDate": month(today, 152),
            "endDate": month(today, 105),
            "current": False,
            "gpa": "3.8",
            "description": "Thesis: counting what sensors miss, a study of bus doors.",
            "courses": ["Time Series", "Survey Sampling", "Databases", "Bayesian Statistics"],
        },
        {
            "id": "edu_2",
            "institution": "Harbor Community College",
            "degree": "Certificate",
            "field": "Technical Writing",
            "location": "Chicago, IL",
            "url": "",
            "startDate": month(today, 48),
            "endDate": month(today, 42),
            "current": False,
            "gpa": "",
            "description": "",
            "courses": [],
        },
    ]


def skill(name: str, level: str, years: int, category: str) -> Row:
    return {"name": name, "level": level, "years": years, "category": category}


SKILLS = [
    skill("Python", "Expert", 9, "Languages"),
    skill("SQL", "Expert", 10, "Languages"),
    skill("R", "Advanced", 6, "Languages"),
    skill("Scala", "Intermediate", 2, "Languages"),
    skill("PostgreSQL", "Expert", 7, "Databases"),
    skill("SQL Server", "Advanced", 3, "Databases"),
    skill("Kafka", "Advanced", 3, "Pipelines"),
    skill("Airflow", "Advanced", 5, "Pipelines"),
    skill("dbt", "Advanced", 3, "Pipelines"),
    skill("Spark", "Advanced", 4, "Pipelines"),
    skill("Terraform", "Intermediate", 2, "Operations"),
    skill("Docker", "Advanced", 5, "Operations"),
    skill("Data contracts", "Expert", 3, "Practice"),
    skill("Incident reviews", "Advanced", 3, "Practice"),
    skill("Mentoring", "Advanced", 4, "Practice"),
]


def section(number: int, kind: str, title: str, *items: Row) -> Row:
    return {"id": f"section_{number}", "kind": kind, "title": title, "visible": True, "items": list(items)}


def sections(today: date) -> list[Row]:
    return [
        section(
            1,
            "projects",
            "Projects",
            {
                "name": "Doorcount",
                "description": "An open library that estimates passengers from noisy door sensors.",
                "url": "https://doorcount.example.com",
                "startDate": month(today, 90),
                "current": True,
                "entity": "Open source",
                "type": "Library",
                "roles": ["Author", "Maintainer"],
                "highlights": [
                    "Used by nine transit agencies",
                    "Reviewed and merged work of 31 contributors",
                ],
                "technologies": ["Python", "NumPy"],
            },
            {
                "name": "Lake Level Mail",
                "description": "Tells 1,400 sailors each morning how high Lake Michigan stands.",
                "url": "https://lakelevel.example.com",
                "startDate": month(today, 40),
                "endDate": month(today, 12),
                "technologies": ["Go", "SQLite"],
            },
        ),
        section(
            2,
            "languages",
            "Languages",
            {"name": "English", "level": "Native"},
            {"name": "Swedish", "level": "Fluent"},
            {"name": "Spanish", "level": "Conversational"},
        ),
        section(
            3,
            "certificates",
            "Certificates",
            {
                "name": "Certified Stream Processing Engineer",
                "issuer": "Example Institute of Data",
                "date": month(today, 20),
                "url": "https://certificates.example.com/4417",
            },
        ),
        section(
            4,
            "awards",
            "Awards",
            {
                "title": "Engineer of the Year",
                "awarder": "Prairie Freight Exchange",
                "date": month(today, 11),
                "summary": "For the move from nightly loads to streams.",
            },
        ),
        section(
            5,
            "publications",
            "Publications",
            {
                "name": "Contracts before dashboards",
                "publisher": "Midwest Data Review",
                "date": month(today, 15),
                "url": "https://review.example.com/contracts",
                "summary": "What eleven teams learned from testing their data like their code.",
            },
        ),
        section(
            6,
            "volunteering",
            "Volunteering",
            {
                "organization": "Southside Food Bank",
                "position": "Data volunteer",
                "location": "Chicago, IL",
                "startDate": month(today, 50),
                "current": True,
                "description": "Plans the delivery rounds of twelve vans every Friday.",
                "achievements": ["Shortened the rounds by 22 %, which paid for a thirteenth van"],
            },
        ),
        section(
            7,
            "references",
            "References",
            {
                "name": "Tomas Aguilar, Director of Data, Calumet Health Systems",
                "reference": "Nora is the engineer I ask when a number looks too good to be true.",
            },
        ),
        section(
            8,
            "interests",
            "Interests",
            {"name": "Sailing", "keywords": ["Dinghies", "Race committee"]},
            {"name": "Choir", "keywords": ["Alto"]},
        ),
        section(
            9,
            "custom",
            "Talks",
            {
                "title": "The pipeline that apologises",
                "subtitle": "Great Lakes Data Days",
                "date": f"Spring {month(today, 14)[:4]}",
                "url": "https://talks.example.com/nora-lindgren/apologises",
                "text": "How to tell readers that a number is late, and why they stay calm.",
                "bullets": ["Room of 300", "Recording watched 9,000 times"],
            },
        ),
    ]


def resumes(today: date) -> list[Row]:
    """Four résumés: the complete one, and three cut for a kind of employer. `days` is when each was begun."""
    jobs, schools, parts = work(today), education(today), sections(today)
    whole = (
        "Data engineer with nine years in logistics and health care. Turns slow nightly loads into streams that"
        " people trust, and writes down what each number means."
    )
    platform = (
        "Builds data platforms that other teams test against: contracts, streams and clear ownership."
        " Cut broken dashboards from 14 a month to one."
    )
    health = "Data engineer who has matched millions of patient records and passed two privacy audits without a finding."
    lead = "Senior engineer on the way to leading a team: three mentees, twenty incident reviews, one calm on-call rota."
    return [
        {
            "key": "complete",
            "title": "Everything, complete",
            "template": "modern-professional",
            "summary": whole,
            "personal_info": {**contact("Senior Data Engineer", whole), "sections": parts},
            "work_experience": jobs,
            "education": schools,
            "skills": SKILLS,
            "days": 358,
            "version": 14,
            "downloads": (340, 201, 96, 44),
        },
        {
            "key": "data-engineer",
            "title": "Data engineer, platforms",
            "template": "modern-professional",
            "summary": platform,
            "personal_info": {
                **contact("Senior Data Engineer", platform),
                "sections": [parts[0], parts[1], parts[4]],
                "layout": {"pageSize": "letter"},
            },
            "work_experience": jobs[:3],
            "education": schools[:1],
            "skills": [entry for entry in SKILLS if entry["name"] not in ("R", "SQL Server")],
            "days": 352,
            "version": 9,
            "downloads": (351, 310, 262, 214, 160, 118, 71, 33, 12, 3),
        },
        {
            "key": "health",
            "title": "Data engineer, health care",
            "template": "classic-elegant",
            "summary": health,
            "personal_info": {
                **contact("Data Engineer, Clinical Data", health),
                "sections": [parts[1], parts[2], parts[6]],
                "layout": {"pageSize": "letter"},
            },
            "work_experience": [jobs[1], jobs[0], jobs[2]],
            "education": schools,
            "skills": [
                entry for entry in SKILLS if entry["category"] in ("Languages", "Databases", "Practice")
            ],
            "days": 233,
            "version": 5,
            "downloads": (232, 151, 83, 26),
        },
        {
            "key": "lead",
            "title": "Lead data engineer (draft)",
            "template": "classic-elegant",
            "summary": lead,
            "personal_info": {**contact("Lead Data Engineer", lead), "sections": [parts[3], parts[8]]},
            "work_experience": jobs[:2],
            "education": schools[:1],
            "skills": [
                entry for entry in SKILLS if entry["level"] == "Expert" or entry["category"] == "Practice"
            ],
            "days": 16,
            "version": 3,
            "downloads": (9,),
        },
    ]


# -- Letters -------------------------------------------------------------------------


def letter(days: int, company: str, job: str, template: str, *paragraphs: str) -> Row:
    text = "\n\n".join((f"Dear {company} team,", *paragraphs, f"Kind regards,\n{FIRST_NAME} {LAST_NAME}"))
    return {
        "key": company,
        "title": f"Letter to {company}",
        "company_name": company,
        "job_title": job,
        "template": template,
        "content": text,
        "personal_info": {**contact("Senior Data Engineer", ""), "links": []},
        "days": days,
        "downloads": (days - 1,),
    }


def letters() -> list[Row]:
    return [
        letter(
            27,
            "Juniper Grid",
            "Senior Data Engineer",
            "modern-professional",
            "Your posting asks for somebody who makes late data visible instead of hiding it. I have done little else"
            " for three years: at Prairie Freight Exchange every table says how old it is, and readers stopped asking.",
            "I would bring the contracts eleven of our teams test against, and the patience it took to agree on them."
            " I would like to learn from you how a grid forecasts what the wind will do.",
        ),
        letter(
            41,
            "Halsted Robotics",
            "Data Platform Engineer",
            "modern-professional",
            "Robots that stop when a message is late need pipelines that never are. I moved a nightly load of nine"
            " hours to a stream that is 40 seconds behind, and kept both running until nobody missed the old one.",
            "What draws me to Halsted is the size of your team: small enough that the person who breaks a thing"
            " meets the person who needed it.",
        ),
        letter(
            84,
            "Meridian Clinic Group",
            "Clinical Data Engineer",
            "classic-elegant",
            "For three years I matched patient records across four hospitals. I know what a wrong match costs, and"
            " that the clinician who finds it should need one click to say so.",
            "Two privacy audits of that work ended without a finding. I would bring the checklists that made them short.",
        ),
        letter(
            150,
            "Tern Logistics",
            "Data Engineer",
            "modern-professional",
            "You move parcels by rail where others fly them. I would like to help you prove, wagon by wagon, what"
            " that saves.",
            "At Prairie Freight Exchange I own the data behind load matching; rail schedules are the part of it I"
            " have always wanted to do properly.",
        ),
        letter(
            232,
            "Wabash Community College",
            "Evening Instructor, SQL",
            "classic-elegant",
            "I taught SQL to 25 grocery buyers who had never written a query. A year later they answered their own"
            " questions. I would like to do the same for your evening students.",
            "My course would start from their own paycheques and bus timetables, not from a company that sells bicycles.",
        ),
    ]


# -- Applications --------------------------------------------------------------------

FROZEN = "Juniper Grid"  # the application whose documents are kept as they were sent
APPLIED, INTERVIEW, OFFER, REJECTED, HIRED = "Applied", "Interview", "Offer", "Rejected", "Hired"


def sent(days: int, status: str, company: str, position: str, place: str, source: str, **more: Any) -> Row:
    """An application; `place` is "City, State" of the United States, or "City; Country" elsewhere, or "" for remote."""
    city, _, country = place.partition("; ")
    city, _, state = city.partition(", ")
    return {
        "days": days,
        "status": status,
        "company": company,
        "position": position,
        "city": city or None,
        "state": state or None,
        "country": country or "United States",
        "source": source,
        **more,
    }


def tasks() -> list[tuple[str, int, int]]:
    """What is still to do: the task, in how many days, for which of applications()."""
    return [
        ("Send Ines a thank-you note", -1, 3),
        ("Read up on automatic passenger counting", 1, 5),
        ("Practise window functions", 3, 6),
        ("Ask about the start after the holidays", 2, 10),
        ("Ask how it stands", 4, 14),
    ]


def applications(today: date) -> list[Row]:
    """Forty applications of the past year, the newest first. `resume` and `letter` name documents by their key."""

    def talk(ahead: int, hour: int, minute: int = 0) -> datetime:
        return appointment(today, ahead, hour, minute)

    friday = today + timedelta(days=(4 - today.weekday()) % 7 or 7)
    return [
        sent(1, APPLIED, "Copperline Bank", "Data Engineer, Risk", "Chicago, IL", "LinkedIn"),
        sent(3, APPLIED, "Quill & Anchor", "Analytics Engineer", "", "Company site", notes="Remote within the US only."),
        sent(5, APPLIED, "Sable Mountain Outfitters", "Senior Data Engineer", "Denver, CO", "Indeed"),
        sent(8, APPLIED, "Fathom Weather", "Data Engineer, Forecasts", "Boulder, CO", "Referral",
             notes="Ines knows the hiring manager; she wrote on my behalf."),
        sent(10, APPLIED, "Bramble Foods", "Lead Data Engineer", "Minneapolis, MN", "LinkedIn", resume="lead"),
        sent(13, INTERVIEW, "Oakway Transit", "Principal Data Engineer", "Chicago, IL", "Referral", resume="lead",
             interview_date=talk(2, 15, 30), stage="Panel", tags=["transit", "hybrid"],
             contact=("Ines Marlow", "Head of data", "ines.marlow@oakway.example"),
             notes="Panel of three. Ask how they count transfers between lines; bring the door sensor story.",
             job_description="Lead the data model of 140 bus lines. Python, PostgreSQL, streaming. Hybrid, three days."),
        sent(16, INTERVIEW, "Lumen Harbor", "Senior Data Engineer", "Boston, MA", "LinkedIn",
             interview_date=talk(4, 18), stage="Technical", tags=["energy"], notes="Second round, live SQL. Practise window functions once more."),
        sent(19, APPLIED, "Pinecrest Insurance", "Data Engineer", "Milwaukee, WI", "Indeed"),
        sent(21, INTERVIEW, "Vireo Genomics", "Clinical Data Engineer", "Madison, WI", "Company site",
             resume="health", interview_date=talk(8, 16), stage="On site", tags=["health"], notes="On site, travel paid. Train at 9:05 from Union Station."),
        sent(24, REJECTED, "Silverlode Games", "Telemetry Engineer", "Austin, TX", "LinkedIn",
             notes="Form letter after two days."),
        sent(26, OFFER, "Juniper Grid", "Senior Data Engineer", "Chicago, IL", "Referral", letter="Juniper Grid",
             interview_date=talk(-9, 17), offer_salary="168000.00", offer_deadline=friday,
             tags=["energy", "hybrid"], contact=("Tomas Reid", "Recruiter", "tomas.reid@juniper-grid.example"),
             offer_terms={"period": "year", "vacationDays": 25, "weeklyHours": 40, "remote": "Three days",
                          "bonus": "Up to 8 %", "benefits": "On call one week in six, paid."},
             notes="Answer by Friday. 168 k, 25 days, on call one week in six. Asked for a start after the holidays.",
             job_description="Own the forecast pipelines of a regional grid operator. Kafka, PostgreSQL, Python."),
        sent(29, APPLIED, "Northbound Cargo", "Data Engineer", "Detroit, MI", "Company site"),
        sent(33, REJECTED, "Ember Payments", "Streaming Engineer", "New York, NY", "LinkedIn",
             interview_date=talk(-20, 19), notes="Friendly call; they want ten years of Scala."),
        sent(40, OFFER, "Halsted Robotics", "Data Platform Engineer", "Chicago, IL", "Company site",
             letter="Halsted Robotics", interview_date=talk(-15, 15), offer_salary="159500.00",
             tags=["robotics"], contact=("Wen Halsted", "Chief engineer", "wen@halsted.example"),
             offer_terms={"period": "year", "vacationDays": 28, "weeklyHours": 38, "remote": "Two days",
                          "equity": "0.05 % over four years", "benefits": "A conference a year."},
             notes="Less pay, better team. They would pay for the conference in May."),
        sent(45, INTERVIEW, "Greywater Utilities", "Data Engineer", "Toronto; Canada", "LinkedIn",
             interview_date=talk(-18, 16), offer_currency="CAD", notes="No word since the call. Write on Monday."),
        sent(52, REJECTED, "Kite & Lantern", "Analytics Engineer", "Portland, OR", "Indeed"),
        sent(58, APPLIED, "Blue Heron Media", "Data Engineer", "Seattle, WA", "LinkedIn",
             notes="Silent for eight weeks. Let it go."),
        sent(66, REJECTED, "Atlas Orchard", "Senior Data Engineer", "Fresno, CA", "Company site"),
        sent(74, REJECTED, "Pallas Aerospace", "Data Engineer, Test", "Huntsville, AL", "LinkedIn",
             notes="Needs a clearance I do not have."),
        sent(83, REJECTED, "Meridian Clinic Group", "Clinical Data Engineer", "Chicago, IL", "Referral",
             resume="health", letter="Meridian Clinic Group", interview_date=talk(-68, 15),
             notes="Position withdrawn after the second round; they will call in the new year."),
        sent(91, INTERVIEW, "Weser Maschinenbau", "Data Engineer", "Bremen; Germany", "LinkedIn",
             interview_date=talk(-75, 13), offer_currency="EUR", notes="They wait for the works council."),
        sent(102, REJECTED, "Thistle & Vale", "Senior Data Engineer", "London; United Kingdom", "Company site",
             offer_currency="GBP"),
        sent(110, REJECTED, "Foxglove Labs", "Machine Learning Engineer", "San Francisco, CA", "LinkedIn"),
        sent(121, REJECTED, "Cedar Point Credit Union", "Data Engineer", "Cedar Rapids, IA", "Indeed",
             interview_date=talk(-105, 16), offer_salary="121000.00", notes="Declined: five days on site, 121 k."),
        sent(130, REJECTED, "Ironwood Rail", "Data Engineer, Rolling Stock", "Omaha, NE", "Company site"),
        sent(141, APPLIED, "Marigold Learning", "Analytics Engineer", "", "LinkedIn"),
        sent(149, REJECTED, "Tern Logistics", "Data Engineer", "Hamburg; Germany", "Referral",
             letter="Tern Logistics", interview_date=talk(-130, 14), offer_currency="EUR",
             notes="Good talk about rail schedules. They hired from within."),
        sent(158, HIRED, "Fieldstone Co-op", "Data Audit, freelance", "Madison, WI", "Referral",
             interview_date=talk(-150, 16), offer_salary="9500.00", notes="Four weeks, done in three. Invoice paid."),
        sent(169, REJECTED, "Lattice Home", "Data Engineer", "Atlanta, GA", "Indeed"),
        sent(180, REJECTED, "Redwing Airways", "Senior Data Engineer", "Minneapolis, MN", "LinkedIn",
             interview_date=talk(-166, 20), notes="Lost it in the system design hour. Draw first, talk second."),
        sent(195, REJECTED, "Opal Street Theaters", "Ticketing Data Engineer", "New York, NY", "Company site"),
        sent(208, APPLIED, "Mossbank Research", "Research Data Engineer", "Ann Arbor, MI", "Company site"),
        sent(219, REJECTED, "Tidal Commerce", "Streaming Engineer", "", "LinkedIn"),
        sent(231, HIRED, "Wabash Community College", "Evening Instructor, SQL", "Chicago, IL", "Company site",
             resume="health", letter="Wabash Community College", interview_date=talk(-222, 23),
             offer_salary="6400.00", notes="Tuesdays, two hours. Started in spring, still going."),
        sent(247, REJECTED, "Granary Market", "Data Engineer, Pricing", "St. Louis, MO", "Indeed"),
        sent(263, REJECTED, "Sundial Energy", "Senior Data Engineer", "Houston, TX", "LinkedIn"),
        sent(290, REJECTED, "Paperbark Travel", "Data Engineer", "Vancouver; Canada", "LinkedIn",
             offer_currency="CAD"),
        sent(311, APPLIED, "Coldwater Paper", "Data Engineer", "Green Bay, WI", "Indeed"),
        sent(330, REJECTED, "Nimbus Dental", "Analytics Engineer", "Columbus, OH", "LinkedIn",
             notes="First one out. Rewrote the summary the same evening."),
        sent(350, APPLIED, "Harrow & Finch", "Data Engineer", "Chicago, IL", "Company site", resume="complete"),
    ]  # fmt: skip


# -- Saved jobs, practice ------------------------------------------------------------


def kept(days: int, company: str, position: str, location: str, low: int, high: int, **more: Any) -> Row:
    slug = company.lower().replace(" & ", "-").replace(" ", "-")
    return {
        "days": days,
        "company": company,
        "position": position,
        "location": location,
        "salary_min": f"{low}.00",
        "salary_max": f"{high}.00",
        "external_job_id": f"{slug}-{days:03d}",
        "url": f"https://jobs.example.com/{slug}",
        "salary_period": "year",
        **more,
    }


def saved_jobs() -> list[Row]:
    return [
        kept(2, "Kestrel Bicycles", "Senior Data Engineer", "Chicago, IL", 150000, 175000, source="LinkedIn",
             job_description="Own the data of 400 shops and one factory. You will ride what you measure.",
             requirements="Five years of Python and SQL; streaming a plus.",
             benefits="Four-day week in summer, a bicycle each year.", notes="Needs a letter.",
             closes_in=6, tags=["bicycles", "on site"]),
        kept(4, "Open Ledger Cooperative", "Data Platform Engineer", "Remote, US", 140000, 160000,
             source="Company site", requirements="PostgreSQL in depth.", closes_in=19, tags=["remote"],
             notes="Owned by its staff. Ask how."),
        kept(9, "Fathom Weather", "Data Engineer, Forecasts", "Boulder, CO", 145000, 170000, source="Referral",
             applied=True),
        kept(14, "Oakway Transit", "Principal Data Engineer", "Chicago, IL", 165000, 190000, source="Referral",
             applied=True),
        kept(22, "Verdant Parks", "Data Engineer", "Minneapolis, MN", 118000, 134000, source="Indeed"),
        kept(37, "Larkspur Hospital", "Clinical Data Engineer", "Evanston, IL", 132000, 151000,
             source="Company site", requirements="HL7, FHIR, patience.", notes="Ten minutes by bicycle."),
        kept(63, "Zuiderzee Dredging", "Data Engineer", "Rotterdam, Netherlands", 68000, 82000,
             salary_currency="EUR", source="LinkedIn"),
        kept(98, "Tamarack Studios", "Analytics Engineer", "Remote, Canada", 110000, 130000,
             salary_currency="CAD", source="LinkedIn"),
    ]  # fmt: skip


def practice(days: int, job: str, company: str, pairs: list[tuple[str, str, int]], **more: Any) -> Row:
    """A practice session; each pair is a question, what Nora answered ("" for not yet), and the seconds it took."""
    return {
        "days": days,
        "job_title": job,
        "company": company,
        "questions": [
            {
                "id": f"question_{number}",
                "text": question,
                "kind": "behavioral" if "time" in question else "technical",
            }
            for number, (question, _answer, _seconds) in enumerate(pairs, 1)
        ],
        "answers": [
            {"questionId": f"question_{number}", "text": answer, "seconds": seconds}
            for number, (_question, answer, seconds) in enumerate(pairs, 1)
            if answer
        ],
        **more,
    }


def interview_sessions() -> list[Row]:
    return [
        practice(
            1,
            "Principal Data Engineer",
            "Oakway Transit",
            [
                (
                    "How would you count passengers who change between two lines?",
                    "I would start from what the doors can see and say how wrong that is. Then I would match alightings"
                    " and boardings at the same stop within the time of a walk, and calibrate it with a week of counts"
                    " by hand.",
                    164,
                ),
                ("Tell me about a time a number you published was wrong.", "", 0),
                ("What would you do in your first 30 days?", "", 0),
            ],
        ),
        practice(
            11,
            "Senior Data Engineer",
            "Juniper Grid",
            [
                (
                    "Tell me about a time you had to make several teams agree.",
                    "Eleven teams read our load table, and each had its own idea of a late load. I wrote down all eleven,"
                    " found that nine were the same, and brought the last two together for an hour. What we agreed on"
                    " became a test that runs at every change.",
                    131,
                ),
                (
                    "How do you move a nightly load to a stream without a gap?",
                    "Both run side by side. A job compares them row by row every hour, and the old one stays the truth"
                    " until the difference has been zero for two weeks.",
                    118,
                ),
            ],
            feedback={
                "summary": "Concrete and calm. Say the result before the story.",
                "strengths": ["Numbers in every answer", "Says what was hard"],
                "improvements": ["Begin with the outcome", "Name your own part more clearly"],
                "answers": [
                    {
                        "questionId": "question_1",
                        "text": "Strong ending; the first half could be shorter.",
                        "score": 78,
                    },
                    {
                        "questionId": "question_2",
                        "text": "Complete. Mention how you would roll back.",
                        "score": 84,
                    },
                ],
            },
            score=81,
            duration=610,
        ),
        practice(
            70,
            "Clinical Data Engineer",
            "Meridian Clinic Group",
            [
                (
                    "How do you know that two records are of the same patient?",
                    "I never know; I have a probability and a cost. Above a threshold we match, below another we do not,"
                    " and what lies between goes to a person with both records side by side.",
                    142,
                ),
            ],
            feedback={
                "summary": "Very good answer; practise the privacy question next.",
                "strengths": ["Talks about the cost of an error"],
                "improvements": ["Mention audits"],
                "answers": [],
            },
            score=86,
            duration=420,
        ),
        practice(
            182,
            "Senior Data Engineer",
            "Redwing Airways",
            [
                (
                    "Design a pipeline for seat prices that change every second.",
                    "I would put the changes into a log and keep the newest price of each seat in a table.",
                    95,
                ),
            ],
            feedback={
                "summary": "Too short for a design question: ask about load and failure before drawing.",
                "strengths": ["Starts simple"],
                "improvements": [
                    "Ask for the numbers",
                    "Draw before talking",
                    "Say what happens when a part fails",
                ],
                "answers": [
                    {"questionId": "question_1", "text": "The log is right; where does it live?", "score": 52}
                ],
            },
            score=54,
            duration=300,
        ),
    ]
