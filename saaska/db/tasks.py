"""Jobs of the database itself."""

import logging

from procrastinate.contrib.django import app

from saaska.db.partitions import maintain_months

logger = logging.getLogger(__name__)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="partitions", pass_context=False)
def partitions(timestamp: int) -> None:
    """Daily: months are ready three ahead and dropped after two years. Runs as saaska_jobs, through one function."""
    for partition in maintain_months():
        level = logging.WARNING if partition.done == "blocked" else logging.INFO
        logger.log(level, "%s %s", partition.done, partition.name)
