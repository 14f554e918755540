"""Ways through the pages of accounts, in a browser."""

import re

from django.core import mail
from playwright.sync_api import Page, expect

from accounts.tests.factories import PASSWORD


def sign_up(page: Page, address: str, first_name: str, last_name: str, email: str) -> None:
    """`address` is that of the sign-up, on the server that the test asks."""
    page.goto(address)
    page.get_by_label("First name").fill(first_name)
    page.get_by_label("Last name").fill(last_name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")


def confirm(page: Page, first_name: str) -> None:
    """Opens the link of the first mail, which the job has sent."""
    page.goto(re.search(r"http://\S+/confirm-email/\S+", mail.outbox[0].body)[0])
    page.get_by_role("button", name="Yes, confirm it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hello, {first_name}")
