"""The person's own audit trail, in sentences."""

import pytest

from accounts.tests.factories import UserFactory
from accounts.tests.test_entrance import log_in
from saaska.db.models import AuditEntry
from saaska.db.scope import scope

pytestmark = pytest.mark.django_db

HISTORY = "/settings/history/"


@pytest.fixture
def user(client):
    user = UserFactory()
    client.force_login(user)
    return user


def page(client, **query):
    return client.get(HISTORY, query).content.decode()


def rename(user, times):
    for n in range(times):
        user.first_name = f"Ada{n}"
        user.save(update_fields=["first_name"])


class TestHistory:
    def test_it_tells_changes_of_the_name(self, client, user):
        client.post("/settings/", {"form": "profile", "first_name": "Grace", "last_name": "Hopper"})

        shown = page(client)

        assert "Last name and first name" in shown
        assert "You" in shown

    def test_it_tells_a_login(self, client):
        user = UserFactory()
        log_in(client, user.email)

        assert "You logged in" in page(client)

    def test_it_tells_a_change_of_password_without_the_hash(self, client, user):
        user.set_password("another good password")
        user.save()
        client.force_login(user)

        shown = page(client)

        assert "Your password was changed" in shown
        assert "***" not in shown

    def test_it_tells_what_staff_did(self, client, user):
        with scope("staff", UserFactory(staff=True).pk):
            user.subscription_tier = "premium"
            user.save(update_fields=["subscription_tier"])

        assert "Our staff" in page(client)

    def test_it_shows_nobody_elses(self, client, user):
        UserFactory(first_name="Stranger", email="stranger@example.org")

        assert "stranger@example.org" not in page(client)

    def test_it_shows_no_json(self, client, user):
        rename(user, 1)

        assert "{&quot;" not in page(client)
        assert "[&quot;" not in page(client)

    def test_it_pages_without_gap_or_double(self, client, user):
        rename(user, 70)
        total = AuditEntry.objects.filter(user=user).count()

        first = client.get(HISTORY).context["page"]
        second = client.get(HISTORY, {"before": first.older}).context["page"]
        third = client.get(HISTORY, {"before": second.older}).context["page"]

        assert [len(part.lines) for part in (first, second, third)] == [30, 30, total - 60]
        assert third.older == ""

    @pytest.mark.parametrize(
        "key",
        [
            *("nonsense", "2026-01-01_x", "_", "2026-13-45T00:00:00+00:00_1", "9" * 400),
            "2026-01-01T00:00:00+00:00_" + "9" * 30,
        ],
    )
    def test_a_key_that_is_none_shows_the_first_page(self, client, user, key):
        response = client.get(HISTORY, {"before": key})

        assert response.status_code == 200
        assert len(response.context["page"].lines) > 0

    def test_it_asks_as_often_for_30_as_for_one(self, client, user, count_queries):
        page(client)  # makes the row of preferences
        with count_queries() as for_few:
            page(client)
        rename(user, 30)

        with count_queries() as for_many:
            page(client)

        assert len(for_many) == len(for_few)

    def test_another_method_is_refused(self, client, user):
        assert client.post(HISTORY).status_code == 405
