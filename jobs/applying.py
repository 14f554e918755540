"""From a saved job to an application, with all that is known of it."""

from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from applications.forms import POSTING
from applications.models import JobApplication
from jobs.models import SavedJob
from jobs.places import place_in

FIELDS: Final = ("company", "position", "url", "source", "tags", "notes")


@transaction.atomic
def apply(job: SavedJob, *, on: date) -> tuple[JobApplication, bool]:
    """The application that the job became, and whether it was made now. One that lies in the bin comes back.

    Whoever asks at the same time waits for the job's row, and is given the same application.
    """
    held = job.rows().select_for_update().get()
    if held.application_id:
        application = JobApplication.objects.get(pk=held.application_id, user_id=held.user_id)
        if application.deleted_at:
            application.restore()
        return application, False
    place = place_in(held.location or "")
    application = JobApplication.objects.create(
        user_id=held.user_id,
        date_applied=on,
        city=place.city or None,
        state=place.state or None,
        country=place.country,
        offer_currency=held.salary_currency,
        job_description=posting(held)[:POSTING] or None,
        **{name: getattr(held, name) for name in FIELDS},
    )
    held.put_to(application)
    return application, True


def posting(job: SavedJob) -> str:
    """The posting as one text: what an application has no field for stands below the description."""
    parts = [
        job.job_description,
        headed(_("Requirements"), job.requirements),
        headed(_("Benefits"), job.benefits),
        "\n".join(facts(job)),
    ]
    return "\n\n".join(part for part in parts if part)


def headed(heading: str, text: str | None) -> str:
    return f"{heading}\n{text}" if text else ""


def facts(job: SavedJob) -> list[str]:
    told = {
        _("Salary"): job.pay,
        _("Location"): job.location,
        _("Id at its source"): job.external_job_id,
        _("Posted on"): job.posted_on and job.posted_on.isoformat(),
        _("Closes on"): job.closes_on and job.closes_on.isoformat(),
    }
    return [f"{name}: {value}" for name, value in told.items() if value]
