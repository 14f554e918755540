"""sqlmap over every parameter of the site: queries, forms, ids in paths, cookies and headers.

    eval "$(bin/services env)"; nice var/venv/bin/python bench/sqlmap_scan.py
    … bench/sqlmap_scan.py --only '^/accounts/'      the targets whose address this fits
    … bench/sqlmap_scan.py --kinds --seconds 300     of each form one field of each kind, fewer techniques

Installs sqlmap into var/bench, starts a product of its own (PostgreSQL, Redis, granian) on free ports, gives each
target a person of its own with one of everything, and runs sqlmap at level 3 and risk 1 on each. Limits of tries are
forgotten five times a second, so that sqlmap speaks with the pages, not with their refusals. The first target is a
search planted for this, which joins its SQL: when sqlmap does not find it, nothing else it says counts. Exits with 1
when a parameter can be injected or a page fails.

A document's version stays what it was, so that each changed form is saved, not shown beside the one saved before it.
With --kinds it is level 1 and blind by truth, by error and by time: all fields of a kind go through one class, which
takes a value apart before a query is built. Hidden fields are read by name, so each of them counts.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saaska.settings")
SQLMAP = ROOT / "var" / "bench" / "sqlmap"
TOKEN = "t" * 32  # Django takes a token that equals its cookie
CONTROL = "/planted/joined-sql/"

# Runs within the product of the scan. A target: address, names of the query and of the form with their values, the
# session to use, and which parameters to try.
TARGETS = """
import json, re, time
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.ALLOWED_HOSTS = ["*"]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from itertools import count
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from saaska.tests.sweeps.forms_of_site import filled, forms_of_site
from saaska.tests.sweeps.people import a_person, things_of_nobody
from saaska.tests.sweeps.places import OF_A_PERSON, SECRET_LINKS, places
from saaska.tests.sweeps.visitor import EVERY, Visitor

KINDS, ONLY = False, ""
AT_ONCE = 12  # parameters of a target: those of a large form in several
things_of_nobody()
numbers = count(1)

def person(**columns):
    return a_person(f"scan{next(numbers)}", **columns)

def session_of(person):
    session = SessionStore()
    session[SESSION_KEY] = str(person.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() + 86400}]
    session.save()
    return session.session_key

def one_of_each_kind(names):
    kinds = {}
    for name in names:
        kinds.setdefault(re.sub("[0-9]+", "#", name), name)
    return sorted(kinds.values())

def one_of_each_field(form):
    kinds = {}
    for control in form.controls:
        hidden = control.kind == "hidden" and re.sub("[0-9]+", "#", control.name)
        kinds.setdefault((control.kind, control.look, hidden), control.name)
    return sorted(set(kinds.values()) - {"csrfmiddlewaretoken"})

targets = []

def add(who, url, *, query=(), form=None, names=()):
    targets.append({"url": url, "query": dict.fromkeys(query, "1"), "form": form, "names": list(names),
                    "session": who and session_of(who)})

def queries(where, who):
    visitor = Visitor(who.user)
    for place in where:
        url = place.url_for(who)
        names = sorted(visitor.names_read("GET", url) - {"csrfmiddlewaretoken", EVERY})
        if names:
            yield url, names, place

known = person()
chief = person(is_staff=True, is_superuser=True)
asked = [place for place in places() if re.search(ONLY, place.url_for(known))]
of_people = [place for place in asked if not place.in_admin]
of_admin = [place for place in asked if place.in_admin]
for url, names, place in queries(of_people, known):
    who = person()
    add(who, place.url_for(who), query=names, names=names)
for place in of_admin:
    if place.name.endswith("_changelist"):
        add(chief, place.template, query=["q", "p", "o", "e", "id__exact"], names=["q", "p", "o", "e", "id__exact"])
for place in of_people:
    if place.name in OF_A_PERSON or place.name in SECRET_LINKS:
        who = person()
        marked = {name: f"{value}*" for name, value in place._arguments(who).items()}
        takes_forms_alone = Visitor(who.user).get(place.url_for(who)).status_code == 405
        add(who, place.url(marked), form={} if takes_forms_alone else None)
for asker, where in ((None, of_people), (known, of_people), (chief, of_admin)):
    for shape in forms_of_site(asker, asker or known, where):
        who, form = asker, shape
        if asker is not chief:
            own = asker and person()
            page = {place.url_for(known): place for place in where}[shape.page]
            for same in forms_of_site(own, own or known, [page]):
                if same.shape == shape.shape:  # a page may hold forms that only the first person's does
                    who, form = own, same
        values = {name: given[0] for name, given in filled(form).items() if given}
        if "oldpassword" in values:
            values["oldpassword"] = "wrong"  # the right one would end the session with the first request
        files = {control.name for control in form.controls if control.kind == "file"}
        names = one_of_each_kind(set(one_of_each_field(form) if KINDS else form.names) - files)
        for first in range(0, len(names), AT_ONCE):
            add(who, form.action, form=values, names=names[first : first + AT_ONCE])
# The form for another row is empty: with what a row of its table holds it is saved.
changes = {target["url"].rsplit("/", 3)[0]: target["form"] for target in targets if target["url"].endswith("/change/")}
for target in targets:
    if target["url"].endswith("/add/"):
        held = changes.get(target["url"].rsplit("/", 2)[0], {}) | {"user": str(chief.user.pk)}
        target["form"] |= {name: value for name, value in held.items() if value and name in target["form"]}
targets.sort(key=lambda target: len(target["names"]))
print("TARGETS" + json.dumps(targets))
"""


def install() -> None:
    if not (SQLMAP / "sqlmap").exists():
        uv = Path(sys.prefix) / "bin" / "uv"
        subprocess.run([uv, "pip", "install", "--quiet", "--target", SQLMAP, "sqlmap"], check=True)


# What is saved keeps its version.
HELD = """
create function held() returns trigger language plpgsql as $$ begin new.version := old.version; return new; end $$;
do $$
declare held text;
begin
  for held in select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'version'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_attribute where attrelid = c.oid and attname = 'user_id')
  loop execute format('create trigger zz_held before update on %I for each row execute function held()', held);
  end loop;
end $$
"""


def hold_versions(address: str) -> None:
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        connection.execute(HELD)


@contextmanager
def without_limits(address: str) -> Iterator[None]:
    """Tries are forgotten while the block runs."""
    ended = threading.Event()

    def forget() -> None:
        with closing(psycopg.connect(address, autocommit=True)) as connection:
            while not ended.wait(0.2):
                connection.execute("delete from tries")

    forgetting = threading.Thread(target=forget)
    forgetting.start()
    try:
        yield
    finally:
        ended.set()
        forgetting.join()


def scan(base: str, target: dict, folder: Path, seconds: int, depth: list[str]) -> str:
    """Everything that sqlmap says about a target."""
    url = base + target["url"] + (f"?{urlencode(target['query'])}" if target["query"] else "")
    cookies = {"csrftoken": TOKEN} | ({"sessionid": target["session"]} if target["session"] else {})
    command = [sys.executable, str(SQLMAP / "sqlmap" / "sqlmap.py"), "-u", url, "--batch", *depth]
    command += ["--cookie", "; ".join(f"{name}={value}" for name, value in cookies.items())]
    command += ["--dbms", "PostgreSQL", "--ignore-redirects", "--drop-set-cookie", "--flush-session"]
    command += ["--output-dir", str(folder), "--disable-coloring", "--timeout", "30", "--skip-waf"]
    if target["form"] is not None:
        command += ["--method", "POST", "--data", urlencode(target["form"] | {"csrfmiddlewaretoken": TOKEN})]
    if target["names"]:
        command += ["-p", ",".join(target["names"])]
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as late:
        return f"{(late.stdout or b'').decode()}\nNOT FINISHED after {seconds} s"
    return ended.stdout


def findings(said: str) -> list[str]:
    """What sqlmap found: parameters that can be injected, pages that failed; or that it did not get through."""
    found = [f"injectable: {name}" for name in re.findall(r"^Parameter: (.+)$", said, re.MULTILINE)]
    found += [f"{times} × 5xx" for times in re.findall(r"^5\d\d \(.*?\) - (\d+) times", said, re.MULTILINE)]
    if "all tested parameters do not appear to be injectable" not in said and not found:
        words = re.findall(r"\[(?:CRITICAL|ERROR|WARNING)\] (.+)", said)
        found.append(f"no end: {words[-1] if words else said[-200:].strip()}")
    return found


def is_signed_in(port: int, session: str) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", "/dashboard/", headers={"Cookie": f"sessionid={session}"})
        return connection.getresponse().status == 200


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--only", default="", help="a regular expression: pages and targets whose address it fits"
    )
    arguments.add_argument("--seconds", type=int, default=1800, help="for one target at most")
    arguments.add_argument("--kinds", action="store_true", help="one field of each kind, fewer techniques")
    given = arguments.parse_args()
    from saaska.tests import stack as stacks

    targets_of = TARGETS.replace('KINDS, ONLY = False, ""', f"KINDS, ONLY = {given.kinds}, {given.only!r}")
    depth = ["--level", "1", "--technique", "BET"] if given.kinds else ["--level", "3"]
    install()
    total = 0
    for stack in stacks.provide():
        out = stack.manage("shell", "--no-imports", "-c", targets_of)
        line = next(line for line in out.splitlines() if line.startswith("TARGETS"))
        everything = json.loads(line.removeprefix("TARGETS"))
        headers = {"names": ["User-Agent", "Referer", "sessionid", "csrftoken"], "query": {}, "form": None}
        signed_in = next(target["session"] for target in everything if target["session"])
        control = {"url": CONTROL, "query": {"q": "1"}, "form": None, "names": ["q"], "session": signed_in}
        everything.insert(0, headers | {"url": "/settings/history/", "session": signed_in})
        targets = [control, *(target for target in everything if re.search(given.only, target["url"]))]
        hold_versions(stack.env["DATABASE_OWNER_URL"])
        folder = Path(tempfile.mkdtemp(prefix="sqlmap-", dir=stack.home.var))
        (folder / "scanned.py").write_text(
            "from saaska.settings import *\n\n"
            'ROOT_URLCONF = "saaska.tests.sweeps.planted"\n'
            'PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # thousands of wrong ones\n'
        )
        web = stack.web(DJANGO_SETTINGS_MODULE="scanned", PYTHONPATH=f"{ROOT}:{folder}")
        with web as serving, without_limits(stack.env["DATABASE_OWNER_URL"]):
            print(f"{len(targets)} targets", file=sys.stderr)
            print("| target | parameters | found | seconds |\n|---|---:|---|---:|", flush=True)
            for target in targets:
                began = time.monotonic()
                said = scan(serving.url, target, folder / "said", given.seconds, [*depth, "--risk", "1"])
                found = findings(said)
                if target["session"] and not is_signed_in(serving.port, target["session"]):
                    found.append("signed out meanwhile")
                if target is control and not any("injectable" in one for one in found):
                    raise SystemExit(f"sqlmap did not find the planted fault:\n{said}")
                total += bool(found) and target is not control
                method = "GET" if target["form"] is None else "POST"
                print(
                    f"| {method} {target['url']} | {len(target['names']) or 1} | {'; '.join(found) or 'nothing'} |"
                    f" {time.monotonic() - began:.0f} |",
                    flush=True,
                )
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
