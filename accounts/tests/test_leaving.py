"""Taking everything along, and deleting one's own account."""

import io
import json
import zipfile

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import export
from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.test_deleting import stored, with_files
from accounts.tests.test_entrance import log_in
from applications.tests.factories import JobApplicationFactory
from letters.tests.factories import CoverLetterFactory
from resumes.tests.factories import ResumeFactory

pytestmark = pytest.mark.django_db
CANARY = "kanarienvogel"
DELETE, EXPORT = "/settings/delete/", "/settings/export/"


@pytest.fixture
def ada(client) -> User:
    user = UserFactory(email=f"{CANARY}@example.org", first_name=CANARY)
    ResumeFactory(user=user, title=f"{CANARY} résumé", summary=CANARY)
    CoverLetterFactory(user=user)
    JobApplicationFactory(user=user, company=CANARY, notes=CANARY)
    log_in(client, user.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return user


def tables_with(word: str) -> list[str]:
    """Every table of which some row holds the word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select oid::regclass::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        )
        names = [name for (name,) in cursor.fetchall()]
        found = []
        for name in names:
            cursor.execute(f"select exists (select from {name} t where t::text ilike %s)", [f"%{word}%"])
            found += [name] if cursor.fetchone()[0] else []
    return found


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


class TestDelete:
    def test_nothing_of_the_person_is_left_in_any_table_nor_in_the_trail(self, client, ada, run_jobs) -> None:
        with_files(ada)
        kept = UserFactory(first_name="ben")
        ResumeFactory(user=kept, title="Ben’s")
        before = tables_with(CANARY)

        answer = client.post(DELETE, {"email": f" {CANARY.upper()}@example.org"})
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")  # as at the commit
        run_jobs()

        assert answer["Location"] == "/"
        assert {"users", "resumes", "resume_states", "account_emailaddress"} <= set(before)
        assert tables_with(CANARY) == []
        assert stored() == set()
        assert mail.outbox[-1].subject == "Your account was deleted"
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from audit_log where user_id = %s and operation = 'D'", [ada.pk])
            assert cursor.fetchone()[0] > 3
            cursor.execute("select count(*) from audit_log where user_id = %s and changes = '{}'", [kept.pk])
            assert cursor.fetchone()[0] == 0
        assert client.get(reverse("dashboard")).status_code == 302
        assert "is deleted" in client.get("/").content.decode()

    def test_every_other_device_is_signed_out(self, client, ada) -> None:
        other = Client()
        log_in(other, ada.email)

        client.post(DELETE, {"email": ada.email})

        assert other.get(reverse("dashboard")).status_code == 302

    @pytest.mark.parametrize("typed", ["", "somebody@example.org", "\0"])
    def test_another_address_deletes_nothing(self, client, ada, typed) -> None:
        answer = client.post(DELETE, {"email": typed})

        assert answer.status_code == 422
        assert User.objects.filter(pk=ada.pk).exists()

    def test_staff_are_not_deleted_by_themselves(self, client, ada) -> None:
        User.objects.filter(pk=ada.pk).update(is_staff=True)

        assert client.post(DELETE, {"email": ada.email}).status_code == 422

    @pytest.mark.parametrize("place", [DELETE, EXPORT])
    def test_the_password_is_asked_for_first(self, place) -> None:
        user, stranger = UserFactory(), Client()
        stranger.force_login(user)

        for answer in (stranger.get(place), stranger.post(place, {"email": user.email})):
            assert answer["Location"].startswith(reverse("account_reauthenticate"))
        assert User.objects.filter(pk=user.pk).exists()

    def test_its_page_counts_what_goes_and_asks_little(self, client, ada, count_queries) -> None:
        client.get(DELETE)
        with count_queries() as few:
            page = client.get(DELETE)

        assert page.context["counts"]["resumes"] == 1
        assert len(few) <= 8


class TestTrail:
    def test_it_stays_append_only_for_whoever_is_there(self, ada) -> None:
        with pytest.raises(Exception, match="append-only"), connection.cursor() as cursor:
            cursor.execute("update audit_log set changes = '{}' where user_id = %s", [ada.pk])


class TestExport:
    def test_every_row_of_the_person_is_in_it_and_nobody_elses(self, client, ada, run_jobs) -> None:
        with_files(ada)
        ResumeFactory(user=UserFactory(), title="Ben’s")

        client.post(EXPORT)
        run_jobs()
        (one,) = client.get(EXPORT).context["found"]
        content = client.post(EXPORT, {"file": one.name}).content

        held = unzipped(content)
        resumes = json.loads(held["data/resumes.json"])
        assert [row["title"] for row in resumes] == [f"{CANARY} résumé"]
        applications = {row["company"]: row for row in json.loads(held["data/job_applications.json"])}
        assert applications[CANARY]["notes"] == CANARY
        assert held[f"resumes/001 {CANARY} résumé.pdf"].startswith(b"%PDF")
        assert sum(name.startswith("letters/") for name in held) == 1
        assert sum(name.startswith("files/") for name in held) == 3
        assert PASSWORD not in str(held)
        (person,) = json.loads(held["data/users.json"])
        assert person.keys().isdisjoint({"password", "reset_password_token", "email_verification_token"})
        assert mail.outbox[-1].subject == "Your data is ready"

    def test_taking_it_is_a_download(self, client, ada, run_jobs) -> None:
        client.post(EXPORT)
        run_jobs()
        (one,) = client.get(EXPORT).context["found"]

        client.post(EXPORT, {"file": one.name})

        taken = ada.activities.get(type="download")
        assert (taken.feature, taken.details) == ("account", {"format": "zip"})

    def test_each_table_of_people_is_in_it(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'"
                " where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace"
                " and not a.attisdropped"
            )
            there = {name for (name,) in cursor}

        rights = {"users_groups", "users_user_permissions"}  # of staff
        assert there - {model._meta.db_table for model, _owner in export.models()} == rights

    @pytest.mark.parametrize("name", ["../../x", "20260101T000000-" + "0" * 32 + ".zip"])
    def test_one_that_is_not_there_says_so(self, client, ada, name) -> None:
        assert client.post(EXPORT, {"file": name})["Location"] == EXPORT

    def test_for_somebody_who_was_deleted_nothing_is_made(self, ada) -> None:
        owner = str(ada.pk)
        ada.delete()

        export.export(owner)

        assert stored() == set()
