"""Fixtures of the whole suite."""

import gc
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.conf import LazySettings, settings
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, BrowserContext, BrowserType, ConsoleMessage, Page
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from saaska.documents import drawing, renderer
from saaska.documents.tests.golden import Golden
from saaska.tests import signing_in
from saaska.tests.kept_connections import keep_connections

BOOKKEEPING = (
    "select set_config",
    "select current_setting",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "BEGIN",
    "COMMIT",
)

UNMANAGED = ("tries", "procrastinate_periodic_defers", "procrastinate_jobs")
BY_MIGRATIONS = {"django_content_type", "auth_permission"}

# The longest begin first: one that begins last leaves the other core waiting.
LONG_FILES = (
    "saaska/tests/sweeps/test_any_input.py",
    "saaska/tests/test_faults.py",
    "saaska/tests/test_browser.py",
    "resumes/tests/test_printing.py",
    "saaska/tests/sweeps/test_isolation.py",
    "resumes/tests/browser/test_editing.py",
    "letters/tests/browser/test_writing.py",
    "saaska/documents/tests/test_safety.py",
    "saaska/tests/test_admin_browser.py",
    "saaska/tests/sweeps/test_redirects.py",
    "applications/tests/test_browser.py",
    "saaska/tests/sweeps/test_answers.py",
    "resumes/tests/browser/test_autosaving.py",
    "accounts/tests/test_enumeration.py",
    "saaska/tests/test_setup.py",
    "saaska/tests/sweeps/test_escaping.py",
    "saaska/tests/test_s3.py",
    "saaska/documents/tests/test_quicker.py",
    "resumes/tests/test_machine_reading.py",
    "resumes/tests/test_editing.py",
    "saaska/tests/test_admin.py",
    "resumes/tests/browser/test_text_lists.py",
    "accounts/tests/test_browser.py",
    "saaska/documents/tests/test_renderer.py",
    "letters/tests/test_printing.py",
    "saaska/tests/sweeps/test_mass_assignment.py",
    "resumes/tests/browser/test_tailoring.py",
    "saaska/tests/test_seed_demo.py",
    "saaska/db/tests/test_work_jobs.py",
    "resumes/tests/browser/test_designing.py",
    "saaska/documents/tests/test_fuzz.py",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-pages", action="store_true", help="make pages as they look now the golden ones")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _place_of(item.nodeid.partition("::")[0]))


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looking through it for rubbish finds none."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
    gc.enable()


def _place_of(file: str) -> int:
    return LONG_FILES.index(file) if file in LONG_FILES else len(LONG_FILES)


@pytest.fixture(autouse=True, scope="session")
def requests_as_web() -> None:
    """Requests with the rights of the web's login. The browser tests' server reads the list once, when it starts."""
    at = settings.MIDDLEWARE.index("saaska.db.scope.SessionMiddleware")
    settings.MIDDLEWARE.insert(at, "saaska.tests.web_login.WebLoginMiddleware")


@pytest.fixture(autouse=True, scope="session")
def quick_log_in() -> None:
    Client.force_login = signing_in.force_login


@pytest.fixture(autouse=True, scope="session")
def connections_as_in_production() -> None:
    """Opened once: those of live_server's threads, and the test's own, which Django would open anew after a test that
    commits. A new one begins a process of PostgreSQL that knows no table yet."""
    keep_connections()
    TransactionTestCase._should_reload_connections = lambda self: False


@pytest.fixture(scope="session")
def media_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders that nobody has used."""
    base = tmp_path_factory.mktemp("media")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def as_in_production(settings: LazySettings, media_folders: Iterator[Path]) -> Iterator[None]:
    """Quick password hashes, files in a folder of the test's own, which is made when one comes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    settings.MEDIA_ROOT = next(media_folders)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    yield
    cache.delete_pattern("*", itersize=10_000)  # of this run's prefix alone; past other runs' keys at once
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The images of pages in the folder "pages" beside the test."""
    return Golden(request.path.parent / "pages", renew=request.config.getoption("--renew-pages"))


@pytest.fixture(autouse=True, scope="session")
def patient_printers() -> None:
    """A machine that is busy with two test runs is no reason to stop a document."""
    renderer.pool.seconds = 120


@pytest.fixture(autouse=True, scope="session")
def quick_images() -> Iterator[None]:
    """The images of designs are as they are in the product, but packed quickly: smaller ones take ten times as long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "EFFORT", 0)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """No commit waits for the disk: what a crash would lose is a test's. Those that crash servers have their own.
    What is long is compressed the quick way, where PostgreSQL was built with it.

    Playwright's event loop makes Django open a second connection in the same thread. The first stays open behind it,
    and a database with an open connection cannot be dropped at the end."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:  # for every connection that is opened from now on
            database = f"alter database {connection.settings_dict['NAME']}"
            cursor.execute(f"{database} set synchronous_commit = off")
            cursor.execute("select enumvals from pg_settings where name = 'default_toast_compression'")
            if "lz4" in cursor.fetchone()[0]:
                cursor.execute(f"{database} set default_toast_compression = lz4")
        connection.close()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid() and usename = current_user"
        )


@pytest.fixture(autouse=True, scope="session")
def quick_emptying() -> Iterator[None]:
    """After a test that commits, Django truncates every table of a model. With a hundred partitions that takes a
    second; deleting from the few tables that hold anything takes a twentieth of one. What migrations wrote stays, and
    nobody looks for what of it may be missing; the tables that no model of ours manages are emptied too, and months
    that were made go, as they are after migrating."""

    def delete(self: Any, style: Any, tables: Iterable[str], **options: bool) -> list[str]:
        filled = _filled(sorted({*tables, *UNMANAGED} - BY_MIGRATIONS))
        without_trail = [f"delete from {table}" for table in filled if table != "audit_log"]  # noqa: S608
        return [
            *(f"drop table {month}" for month in _months()),
            *without_trail,
            "alter table audit_log disable trigger user",
            "delete from procrastinate_jobs",  # deleting people has put some there
            "delete from audit_log",  # deleting from the others has written to it
            "alter table audit_log enable trigger user",
        ]

    with pytest.MonkeyPatch.context() as patch:
        # The class: Playwright's event loop makes Django open a second connection.
        patch.setattr(type(connection.ops), "sql_flush", delete)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *told: None)
        yield


def _months() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            r"select oid::regclass::text from pg_class where relispartition and relname ~ '_\d{4}_\d\d$'"
        )
        return [month for (month,) in cursor]


def _filled(tables: list[str]) -> list[str]:
    """Planning this over every table takes fifty times as long as looking: it is planned once a connection."""
    asked = " union all ".join(f"select '{table}' where exists (select from {table})" for table in tables)  # noqa: S608
    name = f"filled_{crc32(asked.encode())}"
    with connection.cursor() as cursor:
        cursor.execute("select from pg_prepared_statements where name = %s", [name])
        if not cursor.rowcount:
            cursor.execute(f"prepare {name} as {asked}")
        cursor.execute(f"execute {name}")
        return [table for (table,) in cursor]


@pytest.fixture
def count_queries() -> Callable[[], AbstractContextManager[list[str]]]:
    """`with count_queries() as queries:` collects what reads or writes tables, without scope and savepoints."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        queries: list[str] = []
        with CaptureQueriesContext(connection) as captured:
            yield queries
        queries += [query["sql"] for query in captured if not query["sql"].startswith(BOOKKEEPING)]

    return counting


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """`run_jobs()` does the jobs that wait, and those that they add, like the worker, and says how many they were."""

    def run() -> int:
        done = 0
        while job := ProcrastinateJob.objects.filter(status="todo").order_by("id").first():
            app.tasks[job.task_name](**job.args)
            with connection.cursor() as cursor:
                cursor.execute("delete from procrastinate_jobs where id = %s", [job.pk])
            done += 1
        return done

    return run


@pytest.fixture(scope="session")
def base_url() -> None:
    """Tests ask live_server. pytest-playwright's own fixture is a method, of which pytest 9 warns."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = shutil.which("chromium-headless-shell")
    assert path, "The browser tests need Debian’s chromium-headless-shell: bin/test installs it."
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync", "--no-sandbox"]
    # Scripts of pages that live for a second: making them quick takes longer than they run.
    quiet += ["--js-flags=--no-opt --no-maglev --single-threaded-gc"]
    return {"executable_path": path, "args": quiet}


@pytest.fixture(scope="session")
def still_browser(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser that lays pages out and never draws them, half of the work of a page that nobody looks at.

    No frame ever comes: what waits for one waits for ever, a click for one, and now and then the page's load event.
    Scripts, styles and measures are there: wait until "domcontentloaded".
    """
    still = [*browser_type_launch_args["args"], "--disable-threaded-compositing"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": still})
    yield browser
    browser.close()


@pytest.fixture
def still_page(
    still_browser: Browser, browser_context_args: dict[str, Any], csp_violations: list[str]
) -> Iterator[Page]:
    """A page to open addresses in and to ask what they hold: see still_browser."""
    context = still_browser.new_context(**browser_context_args)
    listen(context, csp_violations)
    yield context.new_page()
    context.close()


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, Any], request: pytest.FixtureRequest
) -> dict[str, Any]:
    """Less motion; `theme` ("light", "dark") and `screen` (width, height), when a test asks for them by name."""
    context = {**browser_context_args, "reduced_motion": "reduce"}
    if "theme" in request.fixturenames:
        context["color_scheme"] = request.getfixturevalue("theme")
    if "screen" in request.fixturenames:
        width, height = request.getfixturevalue("screen")
        context["viewport"] = {"width": width, "height": height}
    return context


@pytest.fixture
def csp_violations() -> Iterator[list[str]]:
    """What the content security policy refused in this test's browser, and errors in its console. At the end there
    must be none. A page that answers 404 or 422 on purpose is no error; a file of ours that is missing is."""
    seen: list[str] = []
    yield seen
    assert seen == []


@pytest.fixture
def new_context(new_context: Callable[..., Any], csp_violations: list[str]) -> Callable[..., Any]:
    """pytest-playwright's, and every page of every context is listened to."""

    def make(**options: Any) -> Any:
        context = new_context(**options)
        listen(context, csp_violations)
        return context

    return make


def listen(context: BrowserContext, violations: list[str]) -> None:
    """Puts down what the pages of a context complain about."""

    def hear(message: ConsoleMessage) -> None:
        answered = (
            message.text.startswith("Failed to load resource") and "/static/" not in message.location["url"]
        )
        if message.type == "error" and not answered:
            violations.append(f"{message.page.url if message.page else '?'}: {message.text}")

    context.on("console", hear)
    context.on("weberror", lambda error: violations.append(f"{error.page.url}: {error.error}"))


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["desktop", "phone"])
def screen(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param
