"""The jobs of saved jobs: procrastinate looks for them here."""

import logging

from procrastinate.contrib.django import app

from saaska.db.document_bins import empty_bin
from saaska.documents.models import DAYS_IN_BIN

logger = logging.getLogger(__name__)


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="empty_bin_of_saved_jobs", pass_context=False)
def empty_bin_of_saved_jobs(timestamp: int) -> None:
    """Daily: what has lain in the bin for a month is deleted for good, with the texts of its postings."""
    logger.info("%s of saved_jobs left the bin for good", empty_bin("saved_jobs", days=DAYS_IN_BIN))
