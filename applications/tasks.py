"""The jobs of the applications: procrastinate looks for them here."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.mail import PATIENTLY
from applications import reminders
from applications.importing import stepwise
from saaska.db.reminders import take
from saaska.db.scope import scope


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="find_reminders", pass_context=False)
def find_reminders(timestamp: int) -> None:
    """Every quarter of an hour, as no time zone lies between: takes what is due and has it mailed, person by person."""
    with transaction.atomic():
        for user_id in take(timezone.now()):
            remind.defer(user_id=str(user_id))


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
