"""The jobs of the applications: procrastinate looks for them here."""

import logging
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.mail import PATIENTLY
from applications import reminders
from applications.importing import stepwise
from applications.models import SentDocument
from saaska import files
from saaska.db.application_bins import empty_bin_of_applications, forget_old_imports
from saaska.db.interviews import move_on
from saaska.db.reminders import take
from saaska.db.scope import scope
from saaska.documents.models import DAYS_IN_BIN

AT_ONCE: Final = 1_000  # applications that leave the bin in one transaction

logger = logging.getLogger(__name__)


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="find_reminders", pass_context=False)
def find_reminders(timestamp: int) -> None:
    """Every quarter of an hour, as no time zone lies between: takes what is due and has it mailed, person by person."""
    with transaction.atomic():
        for user_id in take(timezone.now()):
            remind.defer(user_id=str(user_id))


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="move_interviews_on", pass_context=False)
def move_interviews_on(timestamp: int) -> None:
    """Every quarter of an hour: where an interview is over, the application's date is the next one's."""
    move_on(timezone.now())


@app.task(retry=PATIENTLY, pass_context=False)
def remind(user_id: str) -> None:
    with scope("user", user_id):
        reminders.send_to(UUID(user_id))


@app.task(retry=PATIENTLY, pass_context=False)
def import_table(user_id: str, pk: str) -> None:
    """Makes what a large table becomes; goes on where it was when it runs again."""
    stepwise.make(UUID(user_id), UUID(pk))


@app.task(retry=PATIENTLY, pass_context=False)
def take_import_back(user_id: str, pk: str) -> None:
    stepwise.undo(UUID(user_id), UUID(pk))


@app.periodic(cron="33 3 * * *")
@app.task(queueing_lock="empty_bin_of_applications", pass_context=False)
def empty_bin(timestamp: int) -> None:
    """Daily: what has lain in the bin for a month is deleted for good, with what belongs to it and the files that
    nothing else has; and uploads that nobody imported."""
    rows = AT_ONCE
    while rows == AT_ONCE:
        with transaction.atomic():
            rows, keys = empty_bin_of_applications(days=DAYS_IN_BIN, most=AT_ONCE)
            for key in keys:
                drop_file.defer(key=key)
        logger.info("%s of job_applications left the bin for good", rows)
    logger.info("%s uploads were forgotten", forget_old_imports(days=DAYS_IN_BIN))


@app.task(retry=PATIENTLY, pass_context=False)
def drop_file(key: str) -> None:
    """A frozen document that no application has any more; what was frozen again since stays."""
    _kind, user_id, _digest = key.split("/")
    with scope("user", user_id):
        is_sent = SentDocument.objects.filter(user_id=UUID(user_id), file=key).exists()
    if not is_sent:
        files.drop(key)
