"""The job worker: one process that waits for jobs (LISTEN/NOTIFY) and does them, until SIGTERM or SIGINT.

It logs in as the web does, on direct connections of its own in the role saaska_jobs, which may work the queue and
nothing else: a task opens the scope() it needs. When PostgreSQL goes away the worker waits for it to come back. Jobs
that a killed worker had begun, or whose end could not be written down, are begun again.
"""

import asyncio
import contextlib
import logging
import signal
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.core.management.base import BaseCommand
from django.db import connections
from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Status

ROLE = "-c role=saaska_jobs"
CONCURRENT = 2  # jobs at a time; each has a thread and a connection
RECONNECT_AFTER = 1.0  # seconds
FINISH_WITHIN = 8.0  # seconds for the jobs at hand when told to stop
CONNECT_WITHIN = 5  # seconds
SILENT_AFTER = 30  # seconds; a worker says every ten that it lives
LOOK_AFTER_JOBS_EVERY = 20  # seconds

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do the jobs that wait, and those that come, until stopped."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        options_of_connection = connections.databases["default"]["OPTIONS"]
        options_of_connection.pop("pool", None)
        options_of_connection["options"] = ROLE
        asyncio.run(work(once=once))


async def work(*, once: bool) -> None:
    working = asyncio.create_task(keep_working(once=once))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, working.cancel)
    logger.info("The worker waits for jobs.")
    with contextlib.suppress(asyncio.CancelledError):
        await working
    logger.info("The worker has ended.")


async def keep_working(*, once: bool) -> None:
    """The worker stops by itself when a connection breaks: then start another, as often as it takes."""
    while True:
        try:
            await work_until_stopped(wait=not once)
        except (psycopg.Error, ConnectorException) as problem:
            logger.warning("The queue cannot be reached: %s", problem)
            await asyncio.sleep(RECONNECT_AFTER)
            continue
        if once:
            return
        logger.warning("The worker lost PostgreSQL and starts again.")
        await asyncio.sleep(RECONNECT_AFTER)


async def work_until_stopped(*, wait: bool) -> None:
    await sync_to_async(connections.close_all)()
    connector = PsycopgConnector(
        kwargs={**connector_params(), "connect_timeout": CONNECT_WITHIN},
        min_size=1,
        max_size=4,
        timeout=CONNECT_WITHIN,
    )
    # Not replace_connector(): what a task defers goes through Django's connection, in the task's own transaction.
    worker = app.with_connector(connector)
    async with worker.open_async():
        await begin_again(worker)
        looking = asyncio.create_task(keep_beginning_again(worker))
        try:
            await worker.run_worker_async(
                wait=wait,
                concurrency=CONCURRENT,
                delete_jobs="successful",
                install_signal_handlers=False,
                shutdown_graceful_timeout=FINISH_WITHIN,
                stalled_worker_timeout=SILENT_AFTER,
            )
        finally:
            looking.cancel()


async def begin_again(worker: App) -> None:
    """Puts the jobs of workers that are gone, or silent for too long, back into the queue."""
    for job in await worker.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_AFTER):
        logger.warning("Job %s was begun by a worker that is gone, and is begun again.", job.call_string)
        try:
            await worker.job_manager.retry_job(job)
        except UniqueViolation:  # the next of its kind waits already: it does what this one was to do
            await worker.job_manager.finish_job(job, Status.FAILED, delete_job=True)


async def keep_beginning_again(worker: App) -> None:
    while True:
        await asyncio.sleep(LOOK_AFTER_JOBS_EVERY)
        try:
            await begin_again(worker)
        except (psycopg.Error, ConnectorException) as problem:  # the worker itself notices and starts anew
            logger.warning("The queue cannot be looked after: %s", problem)
