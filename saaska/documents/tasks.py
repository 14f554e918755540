"""The jobs of the designs: procrastinate looks for them here."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from saaska.documents import drawing
from saaska.documents.models import Template

PATIENTLY = RetryStrategy(max_attempts=5, exponential_wait=5)


def draw_later(design: Template) -> None:
    """Its images are made anew, once the transaction it was changed in is committed; one design's one by one."""
    draw.configure(lock=f"design {design.pk}").defer(pk=str(design.pk))


@app.task(retry=PATIENTLY, pass_context=False)
def draw(pk: str) -> None:
    drawing.draw(UUID(pk))
