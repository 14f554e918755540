"""The migrated database is the specification's: columns, types, defaults, checks, keys, indexes."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

SPECIFICATION = (Path(__file__).parent / "specification.sql").read_text()

# Where we are wiser than the specification: (table, what, which, why). Each must still occur.
ACCEPTED = [
    ("*", "type", "*_at", "timestamptz: an instant, not a wall clock"),
    ("*", "type", "interview_date", "likewise"),
    ("*", "type", "timestamp", "likewise"),
    ("*", "type", "current_period_*", "likewise"),
    ("*", "null", "*", "a column with a default is NOT NULL"),
    ("job_applications", "primary key", "id", "partitioned by user_id: the key holds the partition key"),
    ("saved_jobs", "primary key", "id", "likewise"),
    ("user_activities", "primary key", "id", "partitioned by month"),
    ("job_applications", "foreign key", "resume_id -> resumes(id) a", "only one's own: (user_id, resume_id)"),
    ("job_applications", "foreign key", "cover_letter_id -> cover_letters(id) a", "likewise"),
]

COLUMNS = """
select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
from pg_attribute a join pg_class c on c.oid = a.attrelid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where c.relnamespace = %s::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  and a.attnum > 0 and not a.attisdropped
"""
CONSTRAINTS = """
select c.relname, k.contype::text, pg_get_constraintdef(k.oid), r.relname, k.confdeltype::text,
  array(select a.attname::text from unnest(k.conkey) with ordinality u(num, pos)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.pos),
  array(select a.attname::text from unnest(k.confkey) with ordinality u(num, pos)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by u.pos)
from pg_constraint k join pg_class c on c.oid = k.conrelid left join pg_class r on r.oid = k.confrelid
where c.relnamespace = %s::regnamespace and not c.relispartition and k.conparentid = 0
"""
INDEXES = """
select c.relname, x.indisunique, array(select pg_get_indexdef(x.indexrelid, pos, true)
                                       from generate_series(1, x.indnkeyatts) pos order by pos)
from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
join pg_am m on m.oid = i.relam
where c.relnamespace = %s::regnamespace and not c.relispartition and not x.indisprimary
  and x.indpred is null and m.amname = 'btree'
"""


def facts(schema: str) -> set[tuple[str, str, str]]:
    """What a schema says of its tables, one (table, what, which) a fact."""
    found: set[tuple[str, str, str]] = set()
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [schema])
        for table, column, kind, required, default in cursor.fetchall():
            found.add((table, "type", f"{column} {kind}"))
            found.add((table, "null", f"{column} {'not null' if required else 'null'}"))
            found.add((table, "default", f"{column} {plain(default)}"))
        cursor.execute(CONSTRAINTS, [schema])
        for table, kind, definition, target, rule, columns, target_columns in cursor.fetchall():
            if kind == "c":
                found.add((table, "check", plain_check(definition)))
            elif kind == "p":
                found.add((table, "primary key", ",".join(columns)))
            elif kind == "u":
                found.add((table, "unique", ",".join(columns)))
            elif kind == "f":
                key = f"{','.join(columns)} -> {target}({','.join(target_columns)}) {rule}"
                found.add((table, "foreign key", key))
        cursor.execute(INDEXES, [schema])
        for table, unique, columns in cursor.fetchall():
            found.add((table, "unique" if unique else "index", ",".join(columns)))
    return found


def plain(default: str | None) -> str:
    """A default without PostgreSQL's casts."""
    return (
        re.sub(r"::[a-z ]+(\(\d+(,\d+)?\))?", "", default or "none")
        .upper()
        .replace("NOW()", "CURRENT_TIMESTAMP")
    )


def plain_check(definition: str) -> str:
    """A CHECK that reads the same whether written as IN (…) or = ANY (ARRAY[…])."""
    text = re.sub(r"::[a-z ]+(\(\d+\))?(\[\])?|[()]", "", definition)
    return re.sub(r"\s+", " ", re.sub(r"= ANY ARRAY\[(.*?)\]", r"IN \1", text)).strip()


def accepted(fact: tuple[str, str, str]) -> tuple[str, str, str, str] | None:
    table, what, which = fact
    if what == "null" and which.endswith(" not null"):
        return None  # stricter than the specification is wiser, looser never
    for rule in ACCEPTED:
        first = which if " -> " in rule[2] else which.split(" ")[0]
        if fnmatchcase(table, rule[0]) and what == rule[1] and fnmatchcase(first, rule[2]):
            return rule
    return None


@pytest.fixture
def missing() -> set[tuple[str, str, str]]:
    """What the specification says and the database does not."""
    with connection.cursor() as cursor:
        cursor.execute("create schema specification")
        cursor.execute("set local search_path = specification, public")
        cursor.execute(SPECIFICATION)
        cursor.execute("set local search_path = public, specification")
        specified = facts("specification")
        cursor.execute("set local search_path = public")
    return specified - facts("public")


class TestSpecification:
    def test_the_database_has_all_of_it(self, missing):
        differences = {fact for fact in missing if accepted(fact) is None}

        assert differences == set()

    def test_every_accepted_difference_still_occurs(self, missing):
        used = {accepted(fact) for fact in missing}

        assert [rule for rule in ACCEPTED if rule not in used] == []

    def test_it_names_ten_tables(self):
        assert SPECIFICATION.count("CREATE TABLE") == 10

    def test_it_notices_a_missing_index(self, db):
        with connection.cursor() as cursor:
            cursor.execute("drop index idx_resumes_template")
            cursor.execute("create schema specification")
            cursor.execute("set local search_path = specification, public")
            cursor.execute(SPECIFICATION)

        assert ("resumes", "index", "template") in facts("specification") - facts("public")

    def test_the_extensions_are_there(self):
        with connection.cursor() as cursor:
            cursor.execute("select extname from pg_extension")
            names = {row[0] for row in cursor.fetchall()}

        assert {"uuid-ossp", "pg_trgm"} <= names
