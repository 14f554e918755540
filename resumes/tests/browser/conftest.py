"""A person at a browser."""

import pytest
from django.conf import settings

from accounts.tests.factories import UserFactory
from resumes.tests.factories import ResumeFactory
from saaska.documents.tests.seeded import seed_designs


@pytest.fixture
def zoe(db, client):
    seed_designs()
    user = UserFactory(first_name="Zoë", last_name="Müller")
    client.force_login(user)
    return user


@pytest.fixture
def resume(zoe):
    return ResumeFactory(user=zoe, full=True, title="Data engineer")


@pytest.fixture
def signed_in(live_server, client, zoe):
    """Lets a browser's context be Zoë's."""

    def sign_in(context):
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return context.new_page()

    return sign_in


@pytest.fixture
def tab(context, signed_in):
    """A tab of hers, which fails the test when the browser complains."""
    page = signed_in(context)
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield page
    refused = ("the server responded with a status of 4", "Failed to load resource: net::")
    assert [words for words in heard if not any(part in words for part in refused)] == []


@pytest.fixture
def plain_tab(browser, signed_in):
    """The same without script."""
    context = browser.new_context(java_script_enabled=False)
    yield signed_in(context)
    context.close()


@pytest.fixture
def editor(live_server, resume):
    return f"{live_server.url}{resume.get_absolute_url()}"
