"""The jobs of designs and documents: procrastinate looks for them here."""

import logging
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from saaska.db.document_bins import empty_bin
from saaska.documents import drawing
from saaska.documents.models import DAYS_IN_BIN, Template

logger = logging.getLogger(__name__)

PATIENTLY = RetryStrategy(max_attempts=5, exponential_wait=5)


def draw_later(design: Template) -> None:
    """Its images are made anew, once the transaction it was changed in is committed; one design's one by one."""
    draw.configure(lock=f"design {design.pk}").defer(pk=str(design.pk))


@app.task(retry=PATIENTLY, pass_context=False)
def draw(pk: str) -> None:
    drawing.draw(UUID(pk))


@app.periodic(cron="29 3 * * *")
@app.task(queueing_lock="empty_bins", pass_context=False)
def empty_bins(timestamp: int) -> None:
    """Daily: documents that have lain in the bin for a month are deleted for good, with their states."""
    for table in ("resumes", "cover_letters"):
        logger.info("%s of %s left the bin for good", empty_bin(table, days=DAYS_IN_BIN), table)
