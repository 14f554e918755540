"""The program behind bin/run and its neighbours (bin/machine)."""

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
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from machine import (
    browser,
    commands,
    debian,
    environment,
    leases,
    pins,
    place,
    ports,
    postgres,
    processes,
    redis,
    roles,
    serve,
    servers,
    stamps,
    suite,
    typefaces,
    urls,
    variables,
)
from machine.place import Place
from machine.steps import Failure

CHECKOUT = Path(__file__).resolve().parents[2]
PORTS = (56000 + os.getpid() % 900, 56999)  # another copy's tests, at the same time, take others


def wait_for(condition: Callable[[], object]) -> bool:
    until = time.monotonic() + 10
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return bool(condition())


@pytest.fixture
def somewhere(tmp_path: Path) -> Place:
    """A checkout's place without any servers."""
    (tmp_path / "var" / "log").mkdir(parents=True)
    return Place(tmp_path, tmp_path / "var", tmp_path / "var", place.unprivileged_user(tmp_path / "var"))


class TestAddresses:
    def test_another_login_keeps_the_server_the_database_and_the_options(self) -> None:
        given = "postgresql://postgres:old@db.example:5433/saaska?sslmode=require"

        assert urls.with_login(given, "saaska_web", "p/w@1") == (
            "postgresql://saaska_web:p%2Fw%401@db.example:5433/saaska?sslmode=require"
        )

    def test_another_database_keeps_the_socket(self) -> None:
        assert urls.with_database("postgresql:///saaska?host=/run/pg", "postgres") == (
            "postgresql:///postgres?host=/run/pg"
        )

    def test_a_login_without_a_password_has_no_colon(self) -> None:
        assert urls.with_login("postgresql:///saaska?host=/run/pg", "saaska_web", "") == (
            "postgresql://saaska_web@/saaska?host=/run/pg"
        )

    def test_two_checkouts_with_one_administrator_come_to_the_same_password(self) -> None:
        first = urls.derived_password("postgresql://postgres:secret@one.example/a", "saaska_web")
        second = urls.derived_password("postgresql://postgres:secret@one.example/b", "saaska_web")

        assert first == second
        assert first != urls.derived_password("postgresql://postgres:secret@one.example/a", "saaska_owner")

    def test_a_trusted_connection_needs_no_password(self) -> None:
        assert urls.derived_password("postgresql://postgres@one.example/a", "saaska_web") == ""

    @pytest.mark.parametrize(
        "bad",
        ["mysql://a/b", "saaska", "postgresql://a:nan/b", "postgresql://localhost", "postgresql://[::1/a"],
    )
    def test_a_bad_address_is_refused_with_the_name_of_its_variable(self, bad: str) -> None:
        with pytest.raises(Failure, match="DATABASE_URL"):
            urls.check("DATABASE_URL", bad, "postgresql", "postgres")

    @pytest.mark.parametrize(
        "bad", ["redis:cache", "redis://cache.example/sessions", "unix:///run/redis.sock?db=x"]
    )
    def test_an_address_redis_cannot_be_met_at_is_refused(self, bad: str) -> None:
        with pytest.raises(Failure, match="REDIS_URL"):
            urls.check("REDIS_URL", bad, "redis", "unix")

    @pytest.mark.parametrize(
        ("address", "beside"),
        [
            ("redis://:x@127.0.0.1:6379/0", "redis://:x@127.0.0.1:6379/1"),
            ("redis://127.0.0.1:6379", "redis://127.0.0.1:6379/1"),
            ("rediss://cache.example?db=3&timeout=1", "rediss://cache.example?db=4&timeout=1"),
            ("unix:///run/redis.sock", "unix:///run/redis.sock?db=1"),
            ("unix:///run/redis.sock?db=2", "unix:///run/redis.sock?db=3"),
        ],
    )
    def test_tests_use_the_redis_database_beside_the_products(self, address: str, beside: str) -> None:
        urls.check("REDIS_URL", address, "redis", "rediss", "unix")

        assert urls.neighbour(address) == beside


class TestStamps:
    def test_a_changed_file_changes_the_digest(self, tmp_path: Path) -> None:
        file = tmp_path / "pins"
        file.write_text("django==5.2.1\n")
        before = stamps.digest([file], "venv")

        file.write_text("django==5.2.2\n")

        assert stamps.digest([file], "venv") != before

    def test_a_missing_file_differs_from_an_empty_one(self, tmp_path: Path) -> None:
        missing = stamps.digest([tmp_path / "pins"])

        (tmp_path / "pins").touch()

        assert stamps.digest([tmp_path / "pins"]) != missing

    def test_a_secret_is_readable_by_its_owner_alone(self, tmp_path: Path) -> None:
        stamps.write(tmp_path / "secret", "x", mode=0o600)

        assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
        assert [path.name for path in tmp_path.iterdir()] == ["secret"]


class TestPorts:
    def test_a_port_is_remembered(self, tmp_path: Path) -> None:
        first = ports.remembered(tmp_path / "port", *PORTS)

        assert ports.remembered(tmp_path / "port", *PORTS) == first

    def test_a_port_somebody_took_is_replaced(self, tmp_path: Path) -> None:
        first = ports.remembered(tmp_path / "port", *PORTS)

        with socket.socket() as other:
            other.bind((ports.LOOPBACK, first))
            other.listen()

            assert ports.remembered(tmp_path / "port", *PORTS) != first

    def test_a_held_port_is_taken_before_anybody_listens(self, tmp_path: Path) -> None:
        port = ports.remembered(tmp_path / "port", *PORTS)
        holder = ports.held(port)
        assert holder

        with holder:
            assert ports.held(port) is None
            assert not ports.is_free(port)

    def test_a_held_port_is_shared_with_its_own_server_alone(self, tmp_path: Path) -> None:
        port = ports.remembered(tmp_path / "port", *PORTS)
        holder = ports.held(port)
        assert holder

        with holder, socket.socket() as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            server.bind((ports.LOOPBACK, port))
            server.listen()

            assert ports.held(port) is None
            assert socket.create_connection((ports.LOOPBACK, port)).close() is None


class TestPlace:
    def test_a_copied_checkout_gets_a_home_of_its_own(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        original, copy = tmp_path / "original", tmp_path / "copy"
        for checkout in (original, copy):
            (checkout / "bin" / "machine").mkdir(parents=True)
        monkeypatch.setattr(place, "ELSEWHERE", tmp_path)
        home = place.find(original).home
        shutil.copytree(original / "var", copy / "var")

        assert place.find(copy).home != home
        assert place.find(original).home == home

    def test_a_moved_checkout_keeps_its_home_elsewhere(self, tmp_path: Path) -> None:
        (tmp_path / "moved" / "var").mkdir(parents=True)
        (tmp_path / "home").mkdir()
        user = place.unprivileged_user(tmp_path / "moved" / "var")
        record = {"checkout": str(tmp_path / "before"), "home": str(tmp_path / "home"), "user": user}
        stamps.write(tmp_path / "moved" / "var" / "place.json", json.dumps(record))

        assert place.find(tmp_path / "moved").home == tmp_path / "home"

    def test_the_servers_never_run_as_root(self, tmp_path: Path) -> None:
        assert place.unprivileged_user(tmp_path) != "root"

    def test_the_servers_user_can_enter_their_home_whoever_closed_the_checkout(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "closed").mkdir(mode=0o700)
        with tempfile.TemporaryDirectory(dir="/var/tmp") as elsewhere:
            Path(elsewhere).chmod(0o755)
            monkeypatch.setattr(place, "ELSEWHERE", Path(elsewhere))

            found = place.find(tmp_path / "closed" / "saaska")

            assert place.reaches(found.user, found.home)


class TestDebian:
    def test_without_apt_one_sentence_names_packages_and_addresses(
        self, somewhere: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        needs = tuple(debian.Need(name, lambda: False) for name in ("postgresql", "redis-server"))

        with pytest.raises(Failure) as failure:
            debian.provide(somewhere, "servers", needs)

        assert str(failure.value) == (
            "Install what these packages of Debian hold: postgresql redis-server"
            " (PostgreSQL 15, Redis 7 or newer), or set DATABASE_URL and REDIS_URL to servers you have."
        )

    def test_addresses_stand_in_for_the_servers_alone(self) -> None:
        assert debian.advice(["redis-server", "libpango-1.0-0"]) == (
            "Install what these packages of Debian hold: redis-server libpango-1.0-0 (PostgreSQL 15, Redis 7"
            " or newer), or set REDIS_URL to servers you have in place of redis-server."
        )

    def test_without_apt_the_tests_name_at_once_all_they_need(
        self, somewhere: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        for name in servers.SCHEMES:
            monkeypatch.delenv(name, raising=False)

        with pytest.raises(Failure, match=r"redis-server .*chromium-headless-shell .*poppler-utils"):
            suite.run(somewhere, [])

    def test_what_is_unpacked_is_not_fetched_again(
        self, somewhere: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        stamps.write(debian.folder(somewhere, "tests") / "packages", "chromium pgbouncer\n")

        debian.provide(somewhere, "tests", (debian.Need("pgbouncer", lambda: False),))

    def test_an_interrupted_unpacking_counts_for_nothing(
        self, somewhere: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        (debian.folder(somewhere, "tests.new") / "usr").mkdir(parents=True)

        with pytest.raises(Failure, match="pgbouncer"):
            debian.provide(somewhere, "tests", (debian.Need("pgbouncer", lambda: False),))

    def test_a_library_is_found_by_loading_it(self) -> None:
        assert debian.library("libc6", "libc.so.6").is_met()
        assert not debian.library("libnone0", "libnone-0.so.0").is_met()

    def test_a_version_is_read_from_what_a_program_says(self) -> None:
        assert (
            debian.first_number([sys.executable, "-c", "print('postgres (PostgreSQL) 15.18 (Debian)')"]) == 15
        )
        assert debian.first_number([sys.executable, "-c", "print('Redis server v=7.0.15 sha=0')"]) == 7
        assert debian.first_number(["/nowhere/postgres"]) == 0

    def test_the_browser_finds_its_typefaces_under_any_path(self, somewhere: Place) -> None:
        home = somewhere.var / "R&D"
        (debian.folder(replace(somewhere, home=home), "tests")).mkdir(parents=True)

        browser.path(replace(somewhere, home=home))

        written = (home / "debian" / "tests" / "fonts.conf").read_text()
        assert f"<dir>{somewhere.var}/R&amp;D/debian/tests/usr/share/fonts</dir>" in written

    def test_a_place_that_links_to_anothers_programs_leaves_their_commands_alone(
        self, somewhere: Place, tmp_path: Path
    ) -> None:
        stamps.write(debian.folder(somewhere, "tests") / "usr/bin/pdftotext", "#!/bin/sh\n")
        browser.path(somewhere)
        written = (debian.folder(somewhere, "tests") / "commands/pdftotext").read_text()
        guest = replace(somewhere, var=tmp_path / "guest", home=tmp_path / "guest")
        guest.home.mkdir()
        (guest.home / "debian").symlink_to(debian.folder(somewhere, "tests").parent)

        browser.path(guest)

        assert (debian.folder(somewhere, "tests") / "commands/pdftotext").read_text() == written


class TestTypefaces:
    def test_the_unpacked_ones_are_found_where_printing_looks(
        self, somewhere: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(typefaces, "NEEDS", (debian.Need("fonts-noto-cjk", lambda: False),))
        unpacked = debian.folder(somewhere, "typefaces")
        (unpacked / "usr/share/fonts/opentype").mkdir(parents=True)
        stamps.write(unpacked / "packages", "fonts-noto-cjk\n")

        typefaces.provide(somewhere)

        assert (somewhere.var / "fonts/opentype").is_dir()

    def test_the_way_follows_a_home_that_moved_and_ends_with_it(self, tmp_path: Path) -> None:
        name, old, new = (tmp_path / part for part in ("fonts", "old", "new"))
        old.mkdir()
        typefaces.link(name, old)
        old.rename(new)

        typefaces.link(name, new)
        assert name.resolve() == new

        new.rmdir()
        typefaces.link(name, new)
        assert not name.is_symlink()

    def test_set_up_goes_on_without_them(
        self, somewhere: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        monkeypatch.setattr(typefaces, "NEEDS", (debian.Need("fonts-noto-cjk", lambda: False),))

        typefaces.provide(somewhere)

        assert "Install what these packages of Debian hold: fonts-noto-cjk." in capsys.readouterr().err
        assert not (somewhere.var / "fonts").exists()


class TestPins:
    def test_pins_that_miss_a_package_are_named(self, tmp_path: Path) -> None:
        (tmp_path / "requirements.in").write_text("django>=5.2  # why\npsycopg[binary,pool]  # why\n")
        (tmp_path / "requirements.txt").write_text("django==5.2.1\n    # via nothing\n")

        assert pins.unpinned(tmp_path, "requirements").strip() == "requirements.txt pins no psycopg."

    def test_comments_are_no_difference(self) -> None:
        assert pins.pinned("# made by uv\nDjango==5.2.1\n    # via x\n") == ["Django==5.2.1"]


class TestVariables:
    def test_secrets_are_made_once(self, somewhere: Place) -> None:
        first = variables.development_secrets(somewhere)

        assert variables.development_secrets(somewhere) == first
        assert (somewhere.var / "secrets.json").stat().st_mode & 0o777 == 0o600

    def test_what_is_given_stays(self, somewhere: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SECRET_KEY", "given")

        assert variables.environment(somewhere, {})["SECRET_KEY"] == "given"

    def test_export_lines_survive_a_shell(self, tmp_path: Path) -> None:
        lines = variables.export_lines({"SECRET_KEY": 'it\'s $HOME; a "key"'})

        said = subprocess.run(
            ["sh", "-c", lines + 'printf %s "$SECRET_KEY"'], capture_output=True, text=True, check=True
        )
        assert said.stdout == 'it\'s $HOME; a "key"'


class TestLeases:
    def test_only_the_last_user_may_stop_the_servers(self, somewhere: Place) -> None:
        first, second = leases.share(somewhere), leases.share(somewhere)

        assert not leases.is_last(first)
        second.close()
        assert leases.is_last(first)
        first.close()

    def test_a_killed_user_counts_no_more(self, somewhere: Place) -> None:
        holder = f"import fcntl,sys,time; f=open({str(somewhere.var / 'locks' / 'users')!r}, 'a'); "
        holder += "fcntl.flock(f, fcntl.LOCK_SH); print('held', flush=True); time.sleep(60)"
        lease = leases.share(somewhere)
        with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout
            assert other.stdout.readline() == "held\n"
            assert not leases.is_last(lease)

            other.kill()

        assert leases.is_last(lease)
        lease.close()

    def test_a_second_holder_is_told_where_the_first_is(self, somewhere: Place) -> None:
        with leases.alone(somewhere, "run", "runs at {}"):
            leases.note(somewhere, "run", "http://127.0.0.1:8000")

            with (
                pytest.raises(Failure, match=r"runs at http://127\.0\.0\.1:8000"),
                leases.alone(somewhere, "run", "runs at {}"),
            ):
                pass


class TestGivenAddresses:
    @pytest.fixture(autouse=True)
    def without_any(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in servers.SCHEMES:
            monkeypatch.delenv(name, raising=False)

    def test_an_owners_address_alone_is_refused(
        self, somewhere: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://saaska_owner@db.example/saaska")

        with pytest.raises(Failure, match="DATABASE_OWNER_URL is set without DATABASE_URL"):
            servers.given(somewhere)

    def test_two_addresses_are_taken_as_they_are(
        self, somewhere: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        two = {
            "DATABASE_URL": "postgresql://saaska_web@db.example/saaska",
            "DATABASE_OWNER_URL": "postgresql://saaska_owner@db.example/saaska",
        }
        for name, address in two.items():
            monkeypatch.setenv(name, address)

        assert servers.outside_addresses(somewhere, servers.given(somewhere)) == two

    def test_our_own_addresses_in_a_shell_are_not_somebody_elses(
        self, somewhere: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ours = variables.development_secrets(somewhere)
        monkeypatch.setenv("DATABASE_URL", f"postgresql://saaska_web:{ours['web']}@127.0.0.1:54300/saaska")
        monkeypatch.setenv("REDIS_URL", "redis://cache.example/0")

        assert servers.given(somewhere) == {"REDIS_URL": "redis://cache.example/0"}


@pytest.fixture(scope="module")
def own_servers() -> Iterator[Place]:
    """A place whose servers' user can enter it, with the programs of this checkout."""
    with tempfile.TemporaryDirectory(prefix="saaska servers ", dir="/var/tmp") as folder:
        home = Path(folder)
        home.chmod(0o755)
        (home / "log").mkdir()
        programs = place.find(CHECKOUT).home / "debian"
        if programs.exists():
            (home / "debian").symlink_to(programs)
        own = Place(CHECKOUT, home, home, place.unprivileged_user(home))
        try:
            yield own
        finally:
            postgres.stop(own)
            redis.stop(own)


def administrator(own: Place, database: str) -> str:
    return f"postgresql://postgres:secret@127.0.0.1:{postgres.start(own, 'secret')}/{database}"


@pytest.mark.services
class TestServers:
    def test_starting_twice_changes_nothing(self, own_servers: Place) -> None:
        port, process = postgres.start(own_servers, "secret"), postgres.pid(own_servers)
        cache, cache_process = redis.start(own_servers, "secret"), redis.pid(own_servers)

        assert (postgres.start(own_servers, "secret"), postgres.pid(own_servers)) == (port, process)
        assert (redis.start(own_servers, "secret"), redis.pid(own_servers)) == (cache, cache_process)

    def test_they_do_not_run_as_root(self, own_servers: Place) -> None:
        postgres.start(own_servers, "secret")
        redis.start(own_servers, "secret")

        assert Path(f"/proc/{postgres.pid(own_servers)}").stat().st_uid != 0
        assert Path(f"/proc/{redis.pid(own_servers)}").stat().st_uid != 0

    def test_what_was_committed_survives_a_restart(self, own_servers: Place) -> None:
        with psycopg.connect(administrator(own_servers, "postgres")) as connection:
            connection.execute("create table if not exists kept as select 1 as one")

        postgres.stop(own_servers)

        assert postgres.pid(own_servers) == 0
        with psycopg.connect(administrator(own_servers, "postgres")) as connection:
            assert connection.execute("select one from kept").fetchall() == [(1,)]

    def test_a_killed_server_starts_again_while_its_number_is_still_taken(self, own_servers: Place) -> None:
        postgres.start(own_servers, "secret")
        killed = postgres.pid(own_servers)

        os.kill(killed, signal.SIGKILL)  # we are its parent and do not ask: its number stays taken
        assert wait_for(lambda: not postgres.pid(own_servers))

        with psycopg.connect(administrator(own_servers, "postgres")) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        assert postgres.pid(own_servers) != killed

    def test_the_lock_of_a_killed_server_stays_while_a_process_works_on_its_data(
        self, somewhere: Place
    ) -> None:
        lock = postgres.data(somewhere) / "postmaster.pid"
        stamps.write(lock, "1\n")
        with subprocess.Popen(["sleep", "60"], cwd=postgres.data(somewhere)) as backend:
            with pytest.raises(Failure, match=f"still work on .* \\({backend.pid}\\): end them"):
                postgres.forget_crash(somewhere, patience=0)
            assert lock.exists()

            backend.kill()
        postgres.forget_crash(somewhere)

        assert not lock.exists()

    def test_a_wrong_password_is_refused(self, own_servers: Place) -> None:
        port = postgres.start(own_servers, "secret")

        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(f"postgresql://postgres:guess@127.0.0.1:{port}/postgres")
        assert not redis.answers(redis.start(own_servers, "secret"), "guess")

    def test_roles_are_created_through_an_administrator_and_again_without_harm(
        self, own_servers: Place
    ) -> None:
        address = administrator(own_servers, "saaska")
        passwords = {login: urls.derived_password(address, login) for login in (urls.OWNER, urls.WEB)}

        for _ in range(2):
            roles.apply(address, passwords, servers.roles_file(own_servers))

        with psycopg.connect(urls.with_login(address, urls.OWNER, passwords[urls.OWNER])) as owner:
            assert owner.execute(
                "select pg_get_userbyid(datdba) from pg_database where datname = 'saaska'"
            ).fetchone() == (urls.OWNER,)
        with psycopg.connect(urls.with_login(address, urls.WEB, passwords[urls.WEB])) as web:
            assert web.execute("select current_user").fetchone() == (urls.WEB,)

    def test_a_login_without_rights_is_told_what_to_give(self, own_servers: Place) -> None:
        address = administrator(own_servers, "postgres")
        with psycopg.connect(address) as connection:
            connection.execute("drop role if exists nobody_much")
            connection.execute("create role nobody_much login password 'x'")

        with pytest.raises(Failure, match="may not create roles: give an administrator's address"):
            roles.apply(urls.with_login(address, "nobody_much", "x"), {}, servers.roles_file(own_servers))


class TestProcesses:
    def test_a_failed_step_says_its_advice_the_reason_and_where_the_rest_is(self, somewhere: Place) -> None:
        with pytest.raises(Failure) as failure:
            processes.run(
                somewhere, "step", ["sh", "-c", "echo first; echo 'no room.'; exit 3"], advice="Make room"
            )

        assert str(failure.value) == f"Make room (no room; all of it is in {somewhere.logs / 'step.log'})."

    def test_a_killed_set_up_leaves_no_program_behind(self, somewhere: Place) -> None:
        step = f"""if True:
            from pathlib import Path
            from machine import place, processes
            at = place.Place(Path({str(somewhere.checkout)!r}), *[Path({str(somewhere.var)!r})] * 2, "nobody")
            processes.run(at, "step", ["sh", "-c", "echo $$; exec sleep 60"], advice="")
        """
        log = somewhere.logs / "step.log"
        with subprocess.Popen([sys.executable, "-c", step], cwd=CHECKOUT / "bin") as set_up:
            assert wait_for(lambda: log.exists() and log.read_text().strip())
            set_up.kill()

        assert processes.await_end(int(log.read_text()), patience=5)

    def test_a_step_is_done_also_when_nobody_reads_of_it_any_more(self, tmp_path: Path) -> None:
        step = f"""if True:
            from pathlib import Path
            from machine.steps import step
            with step("Stopping"):
                Path({str(tmp_path / "done")!r}).touch()
        """
        reader, writer = os.pipe()
        os.close(reader)

        subprocess.run([sys.executable, "-c", step], cwd=CHECKOUT / "bin", stderr=writer, check=False)

        os.close(writer)
        assert (tmp_path / "done").exists()

    def test_a_web_server_that_is_told_to_end_while_it_loads_the_product_ends(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        patience = re.sub(r"(?<=--workers-kill-timeout )\d+", "1", serve.WORKERS)
        monkeypatch.setattr(serve, "WORKERS", patience)
        loading = tmp_path / "loading"
        stamps.write(
            tmp_path / "saaska" / "wsgi.py",
            f"import pathlib, time\npathlib.Path({str(loading)!r}).touch()\ntime.sleep(600)\n",
        )
        slow = replace(place.find(CHECKOUT), checkout=tmp_path)
        web = serve.start_web_server(slow, dict(os.environ), ports.remembered(tmp_path / "port", *PORTS))
        assert wait_for(loading.exists)

        web.terminate()

        try:
            assert processes.await_end(web.pid, patience=30)
        finally:
            processes.stop([web], patience=0)

    def test_what_a_child_that_died_left_behind_ends_with_the_others(self, tmp_path: Path) -> None:
        left = tmp_path / "left"
        command = ["sh", "-c", f"sleep 600 & echo $! > '{left}'"]
        child = processes.start_child(command, env=dict(os.environ), cwd=tmp_path)
        child.wait()

        processes.stop([child], patience=0)

        assert processes.await_end(int(left.read_text()), patience=5)

    def test_a_number_that_belongs_to_another_program_is_not_ours(self) -> None:
        assert processes.is_running(os.getpid(), Path("/proc/self/cmdline").read_text().split("\0")[0])
        assert not processes.is_running(os.getpid(), "/somebody/elses/data")


class TestEnvironment:
    def test_a_moved_environment_does_not_count(self, tmp_path: Path) -> None:
        made = Path(sys.prefix)
        moved = tmp_path / "venv"
        (moved / "bin").mkdir(parents=True)
        shutil.copy(made / "pyvenv.cfg", moved)
        for part in ("bin/python", "lib"):
            (moved / part).symlink_to(made / part)

        assert environment.runs(made / "bin" / "python")
        assert not environment.runs(moved / "bin" / "python")

    def test_an_interrupted_installation_starts_from_nothing_and_an_addition_leaves_the_product_whole(
        self, somewhere: Place
    ) -> None:
        """Of one environment: to make one takes seconds."""
        for pinned in ("requirements.txt", "requirements-dev.txt"):
            (somewhere.checkout / pinned).write_text("")
        half = somewhere.var / "venv" / "half"
        stamps.write(half, "installed")
        (somewhere.var / "venv" / "unfinished").touch()

        python = environment.provide(somewhere, "requirements.txt")

        assert not half.exists()
        assert environment.runs(python)
        assert stamps.read(somewhere.var / "venv" / "pins").startswith("requirements.txt ")

        packages = next((somewhere.var / "venv" / "lib").glob("python*/site-packages"))
        stamps.write(packages / "whole-1.dist-info" / "RECORD", "")
        stamps.write(packages / "half-1.dist-info" / "METADATA", "Name: half\n")
        (somewhere.checkout / "requirements-dev.txt").write_text("/nowhere/to/be/found.whl\n")

        with pytest.raises(Failure, match="could not be installed"):
            environment.provide(somewhere, "requirements-dev.txt")

        assert environment.provide(somewhere, "requirements.txt") == python
        (somewhere.checkout / "requirements-dev.txt").write_text("")
        environment.provide(somewhere, "requirements-dev.txt")
        assert {path.name[:5] for path in packages.glob("*-1.dist-info")} == {"whole"}
        assert not (somewhere.var / "venv" / "unfinished").exists()


class TestCommands:
    def test_a_python_that_is_named_is_the_one(self, tmp_path: Path) -> None:
        named = tmp_path / "python of mine"
        named.write_text('#!/bin/sh\nshift\necho "asked to $*"\n')
        named.chmod(0o700)

        said = subprocess.run(
            [CHECKOUT / "bin" / "run", "fast"],
            env={**os.environ, "PYTHON": str(named)},
            capture_output=True,
            check=True,
        )

        assert said.stdout == b"asked to run fast\n"

    def test_a_named_python_that_is_none_is_told_in_one_sentence(self) -> None:
        said = subprocess.run(
            [CHECKOUT / "bin" / "run"],
            env={**os.environ, "PYTHON": "/nowhere/python"},
            capture_output=True,
            text=True,
            check=False,
        )

        assert said.returncode == 1
        assert said.stderr == (
            "PYTHON is “/nowhere/python”, which does not run: name a Python 3.11 or newer, or leave it out.\n"
        )

    @pytest.mark.parametrize("name", ["run", "test", "check", "services"])
    def test_each_says_what_it_does(self, name: str) -> None:
        said = subprocess.run([CHECKOUT / "bin" / name, "--help"], capture_output=True, text=True, check=True)

        assert said.stdout.startswith(f"bin/{name}")
        assert said.stderr == ""

    def test_a_failure_is_one_sentence_and_a_code(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("REDIS_URL", "http://127.0.0.1")

        assert commands.main(["services", "start"]) == 1
        assert capsys.readouterr().err == (
            "\nREDIS_URL is not an address this program knows: give one that starts with redis://.\n"
        )

    def test_two_runs_of_the_tests_do_not_meet(self, somewhere: Place) -> None:
        with leases.alone(somewhere, "test", "busy"), pytest.raises(Failure, match="already run"):
            suite.run(somewhere, [])
