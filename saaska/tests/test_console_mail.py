"""What a developer sees of a mail."""

import io

from django.core.mail import EmailMultiAlternatives

from saaska import env
from saaska.console_mail import EmailBackend

LINK = "http://127.0.0.1:8000/accounts/confirm-email/" + "k" * 120 + "/?a=1&b=2"
SHOWN = f"""\
From: SaaSka <hello@example.org>
To: ada@example.org
Subject: Confirm your résumé’s address

Follow this link:

{LINK}
-------------------------------------------------------------------------------
"""


def shown() -> str:
    mail = EmailMultiAlternatives(
        "Confirm your résumé’s address",
        f"Follow this link:\n\n{LINK}\n",
        "SaaSka <hello@example.org>",
        ["ada@example.org"],
    )
    mail.attach_alternative("<p>Follow <a href='#'>this</a></p>", "text/html")
    terminal = io.StringIO()
    EmailBackend(stream=terminal).send_messages([mail])
    return terminal.getvalue()


def test_it_is_headers_and_text_with_links_in_one_piece() -> None:
    assert shown() == SHOWN


def test_development_shows_mails_this_way(monkeypatch) -> None:
    monkeypatch.delenv("EMAIL_URL", raising=False)

    assert env.mail("EMAIL_URL", "console:") == {"EMAIL_BACKEND": f"{EmailBackend.__module__}.EmailBackend"}
