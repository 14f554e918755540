"""What PostgreSQL means to read for a query."""

import re

from django.db import connection


def partitions_of(query):
    """How many partitions of the applications a query reads."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain {query}")
        return len(set(re.findall(r"job_applications_p\d+", "\n".join(line for (line,) in cursor))))
