"""Mails: written while the request runs, sent by a job of the same transaction."""

import json
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from saaska.db.fields import decrypt, encrypt

# After 5, 25, 125 … seconds, over some five hours: a mail server may be away for a while.
PATIENTLY = RetryStrategy(max_attempts=7, exponential_wait=5)


def address_of(name: str, *args: Any) -> str:
    """The full address of a page, for mails. Never from the request: its Host header is the visitor's word."""
    return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"


def post(template: str, to: str, context: dict[str, Any]) -> None:
    """Writes <template>_subject.txt, _message.txt and _message.html; the worker sends them after the commit."""
    context = {"public_url": settings.PUBLIC_URL, "email": to, **context}
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    message = {
        "to": to,
        "subject": subject,
        "text": render_to_string(f"{template}_message.txt", context).strip() + "\n",
        "html": render_to_string(f"{template}_message.html", {**context, "subject": subject}),
        # Made now, so that a job that runs twice sends one mail twice, and mail programs show it once.
        "id": make_msgid(domain=urlsplit(settings.PUBLIC_URL).hostname),
    }
    send.defer(sealed=encrypt(json.dumps(message)))


@app.task(retry=PATIENTLY, pass_context=False)
def send(sealed: str) -> None:
    """Sends what post() wrote. It was sealed because links in mails are keys, and rows of jobs stay in backups."""
    message = json.loads(decrypt(sealed))
    mail = EmailMultiAlternatives(
        message["subject"], message["text"], to=[message["to"]], headers={"Message-ID": message["id"]}
    )
    mail.attach_alternative(message["html"], "text/html")
    mail.send()
