"""Jobs of the database itself."""

import logging
from datetime import timedelta
from typing import Final
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from saaska import files
from saaska.db import files_of_people
from saaska.db.partitions import maintain_months
from saaska.db.scope import scope

PATIENTLY: Final = RetryStrategy(max_attempts=8, exponential_wait=5)  # a day in all
UNNAMED_FOR: Final = timedelta(days=1)  # a file is stored before the row that names it is committed

logger = logging.getLogger(__name__)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="partitions", pass_context=False)
def partitions(timestamp: int) -> None:
    """Daily: months are ready three ahead and dropped after two years. Runs as saaska_jobs, through one function."""
    for partition in maintain_months():
        level = logging.WARNING if partition.done == "blocked" else logging.INFO
        logger.log(level, "%s %s", partition.done, partition.name)


@app.task(retry=PATIENTLY, pass_context=False)
def drop_files_of(user_id: str) -> None:
    """What a trigger asks for when somebody is deleted. Nothing happens to whoever is there."""
    owner = UUID(user_id)
    with scope("staff"):
        if files_of_people.exists(owner):
            return
    logger.info("%s files of somebody who was deleted are gone", files.drop_all_of(owner))


@app.periodic(cron="53 3 * * *")
@app.task(queueing_lock="tidy_files", pass_context=False)
def tidy_files(timestamp: int) -> None:
    """Daily: files that no row names go: of documents deleted for good, of people whose job gave up, of crashes."""
    dropped = 0
    for owner in files.owners():
        with scope("staff"):
            named = files_of_people.named(owner)
        for key in files.keys_of(owner):
            if key not in named and files.age(key) > UNNAMED_FOR:
                files.drop(key)
                dropped += 1
    logger.info("%s files without a row are gone", dropped)
