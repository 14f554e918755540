"""A whole product of a test's own: PostgreSQL, Redis, PgBouncer and granian that may be stopped, killed and restarted.

The servers are set up by the same code as bin/run's (bin/machine), in a folder of their own and on free ports.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
from django.conf import settings

sys.path.append(str(settings.BASE_DIR / "bin"))

from machine import debian, place, postgres, processes, redis, servers, variables

PEOPLE = """
import json
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from accounts.tests.factories import UserFactory
from resumes.tests.factories import ResumeFactory
people = []
for number in range({count}):
    user = UserFactory(email=f"load{{number}}@example.org")
    ResumeFactory(user=user, title=f"canary-{{number:04d}}-end")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.update({{"theme": "system", "timezone": "UTC", "language": "en"}})  # as a login remembers them
    session.save()
    people.append([str(user.pk), session.session_key, f"canary-{{number:04d}}-end"])
print("PEOPLE" + json.dumps(people))
"""

CANARY = re.compile(r"canary-\d{4}-end")  # the title of a person's résumé

# The pages need the names of the files and ask for none: compressing them, typefaces above all, takes half a minute.
PREPARE = """
from django.conf import settings
from django.core.management import call_command
hashed = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": hashed}}
call_command("collectstatic", interactive=False, verbosity=0)
call_command("migrate", interactive=False, verbosity=0)
"""

# Loaded before the workers are forked: each would need a second and a half of the processor for it.
GRANIAN = "import saaska.wsgi; from granian.cli import entrypoint; entrypoint()"


@dataclass(frozen=True)
class Person:
    id: str
    session: str
    canary: str


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    person: Person


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Stack:
    home: place.Place
    env: dict[str, str] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    leaver: Person | None = None

    def start_servers(self) -> None:
        secret = variables.development_secrets(self.home)
        addresses = servers.own_database_addresses(self.home, secret)
        port = redis.start(self.home, secret["redis"])
        addresses["REDIS_URL"] = f"redis://:{secret['redis']}@127.0.0.1:{port}/0"
        self.env = {
            **variables.environment(self.home, addresses),
            "DEBUG": "0",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "STATIC_ROOT": str(self.home.var / "static"),
            "PYTHONPATH": str(settings.BASE_DIR),
        }
        self.env.pop("DATABASE_LOGIN", None)

    def manage(self, *arguments: str) -> str:
        ended = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def create_people(self, count: int) -> None:
        out = self.manage("shell", "--no-imports", "-c", PEOPLE.format(count=count))
        line = next(line for line in out.splitlines() if line.startswith("PEOPLE"))
        self.people = [Person(*row) for row in json.loads(line.removeprefix("PEOPLE"))]

    @contextmanager
    def web(self, application: str = "saaska.wsgi:application", **env: str) -> Iterator["Web"]:
        """granian, as bin/run starts it, but for Django being loaded once: two workers of two threads."""
        port = free_port()
        command = [sys.executable, "-c", GRANIAN, "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(port), "--workers", "2", "--blocking-threads", "2", "--no-ws"]
        command += ["--log-level", "warning", application]
        log = self.home.logs / f"web-{port}.log"
        with log.open("wb") as words:
            child = subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env={**self.env, "DATABASE_LOGIN": "web", **env},
                stdout=words,
                stderr=words,
                start_new_session=True,
            )
        web = Web(port, log)
        try:
            web.await_answer(child)
            yield web
        finally:
            child.terminate()
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()

    @contextmanager
    def pgbouncer(self) -> Iterator[str]:
        """PgBouncer in transaction mode before the private PostgreSQL; the address of the web's login through it."""
        port = free_port()
        direct = self.env["DATABASE_URL"].removeprefix("postgresql://")
        login, _, rest = direct.partition("@")
        user, _, password = login.partition(":")
        server, _, name = rest.partition("/")
        folder = self.home.home / "pgbouncer"
        folder.mkdir(exist_ok=True)
        (folder / "users.txt").write_text(f'"{user}" "{password}"\n')
        (folder / "pgbouncer.ini").write_text(
            f"[databases]\n{name} = host=127.0.0.1 port={server.partition(':')[2]}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
            f"auth_type = scram-sha-256\nauth_file = {folder}/users.txt\npool_mode = transaction\n"
            f"default_pool_size = 2\nmax_client_conn = 100\nlogfile = {folder}/log\npidfile = {folder}/pid\n"
            "server_reset_query =\nserver_reset_query_always = 0\n"
        )
        for path in (folder, folder / "users.txt", folder / "pgbouncer.ini"):
            self.home.own(path)
        child = subprocess.Popen(
            [shutil.which("pgbouncer") or "/usr/sbin/pgbouncer", "-q", str(folder / "pgbouncer.ini")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **processes.identity(self.home),
        )
        try:
            await_port(port)
            yield f"postgresql://{login}@127.0.0.1:{port}/{name}"
        finally:
            child.terminate()
            child.wait(15)

    def jobs_of(self, person: Person) -> set[str]:
        """The positions of the jobs that the person has saved."""
        with psycopg.connect(self.env["DATABASE_OWNER_URL"]) as connection:
            rows = connection.execute("select position from saved_jobs where user_id = %s", [person.id])
            return {position for (position,) in rows}

    def stop_redis(self) -> None:
        redis.stop(self.home)

    def start_redis(self) -> None:
        redis.start(self.home, variables.development_secrets(self.home)["redis"])

    @contextmanager
    def silent_redis(self) -> Iterator[None]:
        """Redis takes connections and answers nothing, as a machine does that hangs."""
        pid = redis.pid(self.home)
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def stop_postgres(self) -> None:
        postgres.stop(self.home)

    def start_postgres(self) -> None:
        postgres.start(self.home, variables.development_secrets(self.home)["postgres"])

    def kill_postgres(self) -> None:
        """kill -9 of the postmaster: what a power cut leaves behind."""
        pid = postgres.pid(self.home)
        os.kill(pid, signal.SIGKILL)
        processes.await_end(pid, 30)
        for server in processes.STAYING:
            server.poll()  # it was our child: only when we have read its end is its number free

    def stop(self) -> None:
        postgres.stop(self.home)
        redis.stop(self.home)


@dataclass(frozen=True)
class Web:
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def await_answer(self, child: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            assert child.poll() is None, self.log.read_text()
            try:
                urllib.request.urlopen(f"{self.url}/health/", timeout=5).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.log.read_text())

    def get(self, path: str, person: Person) -> Answer:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            return ask(connection, path, person)

    def post(self, path: str, person: Person, **fields: str) -> int:
        """A form that holds its token and those fields; the status of the answer."""
        token = "t" * 32
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            headers = {
                "Cookie": f"sessionid={person.session}; csrftoken={token}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            connection.request("POST", path, urlencode({"csrfmiddlewaretoken": token, **fields}), headers)
            return connection.getresponse().status

    def await_log(self, said: str, times: int) -> None:
        """Until the log says it so many times."""
        until = time.monotonic() + 60
        while self.log.read_text().count(said) < times:
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)

    def ask_in_parallel(self, requests: list[tuple[str, Person]], *, threads: int = 6) -> list[Answer]:
        """Every request, spread over threads with a connection each that stays open; the answers."""
        parts = [requests[start::threads] for start in range(threads)]

        def work(part: list[tuple[str, Person]]) -> list[Answer]:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
                return [ask(connection, path, person) for path, person in part]

        with ThreadPoolExecutor(threads) as pool:
            return [answer for answers in pool.map(work, parts) for answer in answers]

    @contextmanager
    def under_load(self, path: str, people: list[Person], *, threads: int = 3) -> Iterator[list[Answer]]:
        """Asks without a pause while the block runs; the answers so far. Waits for some before and after the block."""
        answers: list[Answer] = []
        ended = Event()

        def work(first: int) -> None:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
                for number in count(first, threads):
                    if ended.is_set():
                        return
                    answers.append(ask(connection, path, people[number % len(people)]))

        with ThreadPoolExecutor(threads) as pool:
            working = [pool.submit(work, first) for first in range(threads)]
            try:
                await_more(answers, 20)
                yield answers
                await_more(answers, 20)
            finally:
                ended.set()
            for done in working:
                done.result()

    @contextmanager
    def saving_jobs(self, person: Person) -> Iterator[list[str]]:
        """Saves jobs without a pause while the block runs; the positions of those that were answered as saved. Waits
        for some before and after the block."""
        saved: list[str] = []
        ended = Event()

        def work() -> None:
            while not ended.is_set():
                position = uuid4().hex
                if self.post("/jobs/new/", person, position=position, company="Harbour Data") == 302:
                    saved.append(position)

        with ThreadPoolExecutor(1) as pool:
            working = pool.submit(work)
            try:
                await_more(saved, 20)
                yield saved
                await_more(saved, 5)
            finally:
                ended.set()
            working.result()


def await_more(answers: list[Any], more: int) -> None:
    wanted, until = len(answers) + more, time.monotonic() + 120
    while len(answers) < wanted:
        assert time.monotonic() < until, "no more answers came"
        time.sleep(0.05)


def ask(connection: HTTPConnection, path: str, person: Person) -> Answer:
    connection.request("GET", path, headers={"Cookie": f"sessionid={person.session}"})
    response = connection.getresponse()
    return Answer(response.status, response.read().decode(), person)


def await_port(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nothing listens on {port}")


def provide() -> Iterator[Stack]:
    """Servers, migrated tables, static files; removed at the end."""
    real = place.find(settings.BASE_DIR)
    folder = Path(tempfile.mkdtemp(prefix="saaska-stack-", dir="/tmp"))
    folder.chmod(0o755)
    home = place.Place(settings.BASE_DIR, folder / "var", folder / "servers", real.user)
    (home.logs).mkdir(parents=True)
    home.home.mkdir()
    home.own(home.home)
    if (unpacked := debian.folder(real, "servers").parent).exists():
        (home.home / unpacked.name).symlink_to(unpacked)
    (home.var / "venv").symlink_to(Path(sys.prefix))
    stack = Stack(home)
    stack.start_servers()
    try:
        stack.manage("shell", "--no-imports", "-c", PREPARE)
        yield stack
    finally:
        stack.stop()
        shutil.rmtree(folder)
