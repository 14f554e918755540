"""Rows by the million, for measurements: the same ones for the same sizes, seed and day.

One transaction writes them by COPY. Meanwhile the audit trail and the history's triggers rest (the history's rows are
written here as the triggers would), and indexes and foreign keys of the large tables are gone; they come back, checked,
before the transaction ends. Nobody else can use these tables until then.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any, Final

from django.db import connection, transaction

from saaska.db.partitions import maintain_months

MONTHS: Final = 24  # of activities
DAYS: Final = 700  # over which people joined and applied
BLOCK: Final = 5_000  # lines sent at once
COLUMNS: Final = {
    "users": "id, email, password_hash, first_name, last_name, email_verified, created_at, updated_at",
    "user_preferences": "user_id, timezone",
    "resumes": "id, user_id, title, template, personal_info, work_experience, created_at, updated_at",
    "job_applications": "id, user_id, company, position, status, date_applied, interview_date, city, country,"
    " resume_id, source, stage, last_contact_on, created_at, updated_at",
    "application_events": "user_id, application_id, kind, status, stage, happened_at, created_at, updated_at",
    "interview_rounds": "user_id, application_id, kind, starts_at, created_at, updated_at",
    "user_activities": "id, user_id, type, feature, details, ip_address, user_agent, timestamp",
}
REBUILT: Final = ("job_applications", "application_events", "interview_rounds", "user_activities")

FIRST_NAMES: Final = ("Ada", "Grace", "Edsger", "Barbara", "Alan", "Radia", "Donald", "Frances")
LAST_NAMES: Final = ("Stone", "Hill", "Brook", "Marsh", "Vale", "Ford", "Heath", "Lake")
FIRST_WORDS: Final = (
    "Oak",
    "Harbour",
    "Lumen",
    "Prairie",
    "Cedar",
    "Quartz",
    "Delta",
    "Copper",
    "Fathom",
    "Juniper",
)
SECOND_WORDS: Final = (
    "Transit",
    "Health",
    "Foods",
    "Grid",
    "Robotics",
    "Bank",
    "Weather",
    "Ledger",
    "Works",
    "Labs",
)
LEVELS: Final = ("", "Senior ", "Lead ", "Junior ", "Principal ")
POSITIONS: Final = (
    "Data Engineer",
    "Product Designer",
    "Nurse",
    "Accountant",
    "Site Manager",
    "Teacher",
    "Analyst",
)
CITIES: Final = ("Chicago", "Utrecht", "Leeds", "Austin", "Nairobi", "Porto")
SOURCES: Final = ("LinkedIn", "Company site", "Indeed", "Referral", "Recruiter", r"\N")
STAGES: Final = ("Phone screen", "Technical", "On site")
ZONES: Final = ("UTC", "America/Chicago", "Europe/Amsterdam", "Asia/Tokyo")
ACTS: Final = (
    "login\taccount",
    "logout\taccount",
    "create\tapplication",
    "move\tapplication",
    "download\tresumes",
)
# How far an application came, of a hundred; and the way there.
WAYS: Final = (
    (("Applied",), 50),
    (("Applied", "Rejected"), 22),
    (("Applied", "Interview"), 12),
    (("Applied", "Interview", "Rejected"), 9),
    (("Applied", "Interview", "Offer"), 4),
    (("Applied", "Interview", "Offer", "Hired"), 3),
)


@dataclass(frozen=True)
class Sizes:
    """How many of each. `largest` and `second` are the applications of two people who are measured."""

    people: int = 100_000
    applications: int = 1_000_000
    activities: int = 10_000_000
    largest: int = 5_000
    second: int = 100

    @property
    def is_possible(self) -> bool:
        given = self.largest + self.second
        return (
            self.people >= 2
            and self.applications >= given
            and (self.people > 2 or self.applications == given)
        )


def email_of(applications: int) -> str:
    """The address of the person with so many applications."""
    return f"load-{applications}@example.org"


@dataclass
class People:
    """Who is to be written. `ids` are in order, so that each table is written along its indexes; `applications` says
    how many each has."""

    ids: list[str]
    emails: list[str]
    resumes: list[str]
    applications: list[int]
    joined: list[date] = field(default_factory=list)


def load(sizes: Sizes, *, seed: int, today: date) -> bool:
    """Writes everything; False when it was written before. Partitions that miss are made."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select exists (select from users where email = %s)", [email_of(sizes.largest)])
        if cursor.fetchone()[0]:
            return False
        first_month = month_before(today, MONTHS - 1)
        maintain_months(since=first_month)
        dice = Random(seed)  # nosec B311  # nothing secret comes of it
        people = people_of(sizes, dice, today)
        with bare(cursor):
            copy(cursor, "users", users(people))
            copy(cursor, "user_preferences", (f"{id}\t{dice.choice(ZONES)}\n" for id in people.ids))
            copy(cursor, "resumes", resumes(people))
            write_applications(cursor, people, dice, today)
            for n in range(MONTHS):
                number = sizes.activities * (n + 1) // MONTHS - sizes.activities * n // MONTHS
                month = month_before(today, MONTHS - 1 - n)
                copy(cursor, "user_activities", activities(people, number, month, today, dice))
        for table in COLUMNS:
            cursor.execute(f"analyze {table}")
    return True


def month_before(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def people_of(sizes: Sizes, dice: Random, today: date) -> People:
    ids = sorted(f"{dice.getrandbits(128):032x}" for _ in range(sizes.people))
    largest, second = dice.sample(range(sizes.people), 2)
    others = [n for n in range(sizes.people) if n not in (largest, second)]
    left = sizes.applications - sizes.largest - sizes.second
    counts = Counter(dice.choices(others, k=left)) if left else Counter[int]()
    counts[largest], counts[second] = sizes.largest, sizes.second
    emails = [f"load-{id[:12]}@example.org" for id in ids]
    emails[largest], emails[second] = email_of(sizes.largest), email_of(sizes.second)
    return People(
        ids=ids,
        emails=emails,
        resumes=[f"{dice.getrandbits(128):032x}" for _ in ids],
        applications=[counts[n] for n in range(sizes.people)],
        joined=[today - timedelta(days=dice.randrange(DAYS)) for _ in ids],
    )


def users(people: People) -> Iterator[str]:
    for n, (id, email, joined) in enumerate(zip(people.ids, people.emails, people.joined, strict=True)):
        name = f"{FIRST_NAMES[n % 8]}\t{LAST_NAMES[n // 8 % 8]}"
        yield f"{id}\t{email}\t!\t{name}\tt\t{joined} 09:00Z\t{joined} 09:00Z\n"


def resumes(people: People) -> Iterator[str]:
    work = '[{"id": "exp_1", "company": "Oak Works", "position": "Analyst", "startDate": "2020-01"}]'
    for id, user, joined in zip(people.resumes, people.ids, people.joined, strict=True):
        info = '{"firstName": "Ada", "lastName": "Stone"}'
        yield (
            f"{id}\t{user}\tMy résumé\tmodern-professional\t{info}\t{work}\t{joined} 09:00Z\t{joined} 09:00Z\n"
        )


def write_applications(cursor: Any, people: People, dice: Random, today: date) -> None:
    """With their history and their interviews: three files at once, of which two wait for the first."""
    events: list[str] = []
    rounds: list[str] = []
    copy(cursor, "job_applications", applications(people, dice, today, events, rounds))
    copy(cursor, "application_events", events)
    copy(cursor, "interview_rounds", rounds)


def applications(
    people: People, dice: Random, today: date, events: list[str], rounds: list[str]
) -> Iterator[str]:
    """Fills `events` and `rounds` meanwhile."""
    ways, weights = zip(*WAYS, strict=True)
    for user, resume, number in zip(people.ids, people.resumes, people.applications, strict=True):
        for way in dice.choices(ways, weights, k=number):
            id, sent = f"{dice.getrandbits(128):032x}", today - timedelta(days=dice.randrange(DAYS))
            moved, stage = sent, ""
            for n, status in enumerate(way):
                moved = min(today, moved + timedelta(days=dice.randrange(2, 20))) if n else sent
                stage = dice.choice(STAGES) if status == "Interview" else ""
                at = f"{moved} {8 + n}:00Z"
                events.append(f"{user}\t{id}\tstatus\t{status}\t{stage}\t{at}\t{at}\t{at}\n")
            interview = r"\N"
            if "Interview" in way:
                held = moved + timedelta(days=dice.randrange(1, 14))
                interview = f"{held} 14:00Z"
                rounds.append(f"{user}\t{id}\tvideo\t{interview}\t{moved} 09:00Z\t{moved} 09:00Z\n")
            company = f"{dice.choice(FIRST_WORDS)} {dice.choice(SECOND_WORDS)} {dice.randrange(900)}"
            position = f"{dice.choice(LEVELS)}{dice.choice(POSITIONS)}"
            place = f"{dice.choice(CITIES)}\tUnited States"
            yield (
                f"{id}\t{user}\t{company}\t{position}\t{way[-1]}\t{sent}\t{interview}\t{place}\t{resume}"
                f"\t{dice.choice(SOURCES)}\t{stage}\t{moved}\t{sent} 08:00Z\t{moved} 08:00Z\n"
            )


def activities(people: People, number: int, month: date, today: date, dice: Random) -> Iterator[str]:
    days = min((month_before(month, -1) - month).days, max(1, (today - month).days + 1))
    lines = [f"{act}\t{{}}\t203.0.113.7\tFirefox\t" for act in ACTS]
    seconds = days * 86_400
    starts = [f"{month + timedelta(days=n)} " for n in range(days)]
    for n in range(number):
        day, second = divmod(n * seconds // number, 86_400)
        at = f"{starts[day]}{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"
        yield f"{dice.getrandbits(128):032x}\t{dice.choice(people.ids)}\t{lines[n % 5]}{at}\n"


def copy(cursor: Any, table: str, lines: Iterable[str]) -> None:
    rows = iter(lines)
    with cursor.copy(f"copy {table} ({COLUMNS[table]}) from stdin") as file:
        while block := "".join(islice(rows, BLOCK)):
            file.write(block)


@contextmanager
def bare(cursor: Any) -> Iterator[None]:
    """The tables without their keys and triggers, and without their indexes of all rows; afterwards with the same."""
    cursor.execute("set local maintenance_work_mem = '512MB'")
    cursor.execute(
        "select 'alter table ' || conrelid::regclass || ' drop constraint ' || quote_ident(conname),"
        " 'alter table ' || conrelid::regclass || ' add constraint ' || quote_ident(conname) || ' '"
        " || pg_get_constraintdef(oid) from pg_constraint"
        " where contype = 'f' and conparentid = 0 and conrelid = any (%s::regclass[])",
        [list(REBUILT)],
    )
    keys = cursor.fetchall()
    cursor.execute(
        "select 'drop index ' || indexrelid::regclass, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')"
        " from pg_index left join pg_constraint on conindid = indexrelid"
        " where conindid is null and indpred is null and indrelid = any (%s::regclass[])",
        [list(REBUILT)],
    )
    indexes = cursor.fetchall()
    for drop, _create in [*keys, *indexes]:
        cursor.execute(drop)
    for table in COLUMNS:
        cursor.execute(f"alter table {table} disable trigger {'audit' if table == 'resumes' else 'user'}")
    yield
    cursor.execute("set constraints all immediate")
    for _drop, create in [*indexes, *keys]:
        cursor.execute(create)
    for table in COLUMNS:
        cursor.execute(f"alter table {table} enable trigger {'audit' if table == 'resumes' else 'user'}")
