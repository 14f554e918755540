"""What a reader needs to know who this is, and to answer."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from resumes.advice.finding import Finding, Json, Place

SUMMARY: Final = 600  # characters a summary may have before it is read by nobody
FEW_SKILLS: Final = 3


def contact(content: Json) -> Iterator[Finding]:
    person = content["personal_info"]
    if not (person["firstName"] or person["lastName"]):
        yield Finding(
            "name",
            _("Your name is missing"),
            _("It is the first thing that is read."),
            Place("person", "firstName"),
            "wrong",
        )
    if not person["email"]:
        yield Finding(
            "email",
            _("Your e-mail address is missing"),
            _("Employers answer by e-mail, and their software asks for one."),
            Place("person", "email"),
            "wrong",
        )
    if not person["phone"]:
        yield Finding(
            "phone",
            _("There is no phone number"),
            _("Invitations to a first talk often come by phone."),
            Place("person", "phone"),
        )
    if not person["location"]:
        yield Finding(
            "place",
            _("There is no place"),
            _("City and country are enough: software filters by them, and readers look for them."),
            Place("person", "location"),
        )


def parts(content: Json) -> Iterator[Finding]:
    """What is expected of every résumé and is not there."""
    summary = content["summary"] or content["personal_info"]["summary"]
    if not summary:
        yield Finding(
            "summary",
            _("There is no summary"),
            _("Two or three sentences on top decide whether the rest is read."),
            Place("details", "summary"),
        )
    elif len(summary) > SUMMARY:
        yield Finding(
            "long-summary",
            _("The summary is long"),
            _("Two or three sentences are read, a page of them is skipped."),
            Place("details", "summary"),
        )
    if not content["work_experience"] and not content["education"]:
        yield Finding(
            "no-history",
            _("There is neither experience nor education"),
            _("Readers and their software look for at least one of them."),
            Place("work", ""),
            "wrong",
        )
    if len(content["skills"]) < FEW_SKILLS:
        yield Finding(
            "few-skills",
            _("Fewer than three skills are named"),
            _("Software compares this list with the posting word by word."),
            Place("skill", ""),
        )
