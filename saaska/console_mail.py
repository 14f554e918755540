"""Mails of a developer's machine: shown in the terminal as a person reads them, so that their links can be followed."""

from django.core.mail import EmailMessage
from django.core.mail.backends import console

RULE = "-" * 79


class EmailBackend(console.EmailBackend):
    """Django's prints the mail as it travels: encoded, and the whole HTML part after the text."""

    def write_message(self, message: EmailMessage) -> None:
        heads = {"From": message.from_email, "To": ", ".join(message.to), "Subject": message.subject}
        lines = [f"{name}: {value}" for name, value in heads.items()]
        self.stream.write("\n".join([*lines, "", str(message.body).strip(), RULE, ""]))
