"""Statements that wait do what they do at once."""

import contextlib

import pytest
from django.db import DataError, InternalError, ProgrammingError, connection, transaction
from django.db.transaction import TransactionManagementError
from psycopg.pq import TransactionStatus

from accounts.models import User
from accounts.tests.factories import UserFactory
from saaska.db.frames import UNREAD, framed
from saaska.db.scope import scope
from saaska.tests.sweeps.visitor import forgotten

pytestmark = pytest.mark.django_db


def sees() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('app.user_id', true)")
        return str(cursor.fetchone()[0])


def test_what_is_undone_is_undone_and_who_works_is_who_worked() -> None:
    user = UserFactory()
    with framed():
        with scope("user", user.pk):
            assert sees() == str(user.pk)
            with forgotten():
                User.objects.filter(pk=user.pk).update(first_name="Undone")
            with transaction.atomic():
                User.objects.filter(pk=user.pk).update(last_name="Done")
        assert sees() == ""
        user.refresh_from_db()

    assert (user.first_name, user.last_name) == ("Ada", "Done")


def test_it_goes_on_after_a_value_that_is_refused() -> None:
    with framed():
        for _again in range(2):
            with pytest.raises((ValueError, DataError)), transaction.atomic():
                User.objects.filter(first_name="\x00").exists()

        assert not User.objects.filter(first_name="x").exists()


def test_what_was_undone_is_so_though_a_value_is_refused_next() -> None:
    with framed(), scope("user", UserFactory().pk):
        with contextlib.suppress(DataError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select 1 / 0")
        with contextlib.suppress(ValueError, DataError):
            User.objects.filter(first_name="\x00").exists()

        assert User.objects.exists()


def test_what_was_not_sent_waits_on() -> None:
    with framed() as frames, transaction.atomic():
        transaction.savepoint()
        frames.wait(("select set_config('app.share', %s, true)", ("\x00",)))
        waited = list(frames.waiting)
        with pytest.raises((ValueError, DataError)):
            frames.send()

        assert frames.waiting == waited
        frames.waiting.pop()


def test_what_reads_piece_by_piece_reads() -> None:
    UserFactory.create_batch(3)
    with framed(), transaction.atomic():
        read = [user.pk for user in User.objects.iterator(chunk_size=1)]

    assert len(read) == 3


class TestEnd:
    """Of a transaction that is really committed."""

    @pytest.mark.django_db(transaction=True)
    def test_what_was_undone_last_is_undone_when_nothing_follows(self) -> None:
        user = UserFactory()

        with scope("user", user.pk), contextlib.suppress(LookupError), transaction.atomic():
            User.objects.filter(pk=user.pk).update(first_name="Undone")
            raise LookupError

        user.refresh_from_db()
        assert user.first_name == "Ada"

    @pytest.mark.django_db(transaction=True)
    def test_an_error_that_was_swallowed_is_no_silent_loss(self) -> None:
        user = UserFactory()

        def lose() -> None:
            with scope("user", user.pk), transaction.atomic():
                User.objects.filter(pk=user.pk).update(first_name="Lost")
                fail()

        with pytest.raises(InternalError):
            lose()

    @pytest.mark.django_db(transaction=True)
    def test_nor_is_one_without_a_savepoint(self) -> None:
        user = UserFactory()

        with pytest.raises(TransactionManagementError), scope("user", user.pk):
            fail()

    @pytest.mark.django_db(transaction=True)
    def test_work_that_nobody_reads_is_done_with_the_commit(self) -> None:
        user = UserFactory()

        with scope("user", user.pk):
            rename_unread("Later")
            sent = connection.connection.info.transaction_status

        user.refresh_from_db()
        assert (sent, user.first_name) == (TransactionStatus.IDLE, "Later")

    @pytest.mark.django_db(transaction=True)
    def test_who_reads_piece_by_piece_reads_no_further_than_that(self) -> None:
        UserFactory.create_batch(3)

        with scope("user", User.objects.first().pk):
            reading = User.objects.iterator(chunk_size=1)
            next(reading)
            with connection.cursor() as cursor:
                cursor.execute("select is_holdable from pg_cursors where name like %s", ["_django%"])
                holdable = cursor.fetchall()

        assert holdable == [(False,)]

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize(("before", "awaits"), [("", "off"), ("Bee", "on")])
    def test_the_disk_is_awaited_when_anything_else_was_written(self, before: str, awaits: str) -> None:
        user = UserFactory()
        with connection.cursor() as cursor:
            cursor.execute("set synchronous_commit = on")

        with scope("user", user.pk):
            if before:
                User.objects.filter(pk=user.pk).update(last_name=before)
            unread("update users set first_name = current_setting('synchronous_commit')")

        user.refresh_from_db()
        assert user.first_name == awaits
        connection.close()

    @pytest.mark.django_db(transaction=True)
    def test_an_error_of_it_undoes_what_came_before(self) -> None:
        user = UserFactory()

        def work() -> None:
            with scope("user", user.pk):
                rename_unread("Undone")
                unread("select 1 / 0")

        with pytest.raises(DataError):
            work()

        user.refresh_from_db()
        assert user.first_name == "Ada"

    @pytest.mark.django_db(transaction=True)
    def test_it_is_not_done_when_its_part_is_undone(self) -> None:
        user = UserFactory()

        with scope("user", user.pk), contextlib.suppress(LookupError), transaction.atomic():
            rename_unread("Undone")
            raise LookupError

        user.refresh_from_db()
        assert user.first_name == "Ada"

    @pytest.mark.django_db(transaction=True)
    def test_nor_when_nothing_is_to_be_committed(self) -> None:
        user = UserFactory()

        with scope("user", user.pk):
            rename_unread("Undone")
            transaction.set_rollback(True)

        user.refresh_from_db()
        assert user.first_name == "Ada"

    @pytest.mark.django_db(transaction=True)
    def test_after_words_that_nobody_can_parse_the_transaction_begins_again(self) -> None:
        user = UserFactory()

        with scope("user", user.pk):
            with contextlib.suppress(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("select from where")
            rename_unread("Later")

        user.refresh_from_db()
        assert user.first_name == "Later"

    @pytest.mark.django_db(transaction=True)
    def test_who_asks_nothing_sends_nothing(self) -> None:
        user = UserFactory()

        with scope("user", user.pk), transaction.atomic():
            sent = connection.connection.info.transaction_status

        assert sent == TransactionStatus.IDLE


@pytest.mark.parametrize("params", [None, [], ["%a"]])
def test_signs_of_per_cent_stay_what_they_are(params: list[str] | None) -> None:
    sign = "%" if params is None else "%%"
    with scope("user", UserFactory().pk), connection.cursor() as cursor:
        cursor.execute(f"select 'a{sign}' || {'%s' if params else repr('b')}", params)
        assert cursor.fetchone()[0] == "a%" + (params[0] if params else "b")


def test_many_and_named_values_and_rows_that_changed() -> None:
    user = UserFactory()
    with framed(), transaction.atomic():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "update users set first_name = %(name)s where id = %(id)s", {"name": "A", "id": user.pk}
            )
            assert cursor.rowcount == 1
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "update users set last_name = %s where id = %s", [["B", user.pk], ["C", user.pk]]
            )
            assert cursor.rowcount == 2
        with transaction.atomic():
            assert User.objects.filter(pk=user.pk).update(profile_picture_url="D") == 1
    user.refresh_from_db()

    assert (user.first_name, user.last_name, user.profile_picture_url) == ("A", "C", "D")


class TestAfterAnError:
    """All goes alone, as without this: Django knows the way out of each."""

    def test_the_end_of_its_part_says_so_and_what_is_around_can_be_undone(self) -> None:
        user = UserFactory()
        with framed(), transaction.atomic():
            around = transaction.savepoint()
            User.objects.filter(pk=user.pk).update(first_name="Undone")
            with pytest.raises(InternalError), transaction.atomic():
                fail()
            transaction.savepoint_rollback(around)

            assert User.objects.get(pk=user.pk).first_name == "Ada"

    def test_no_part_begins_and_what_is_around_can_be_undone(self) -> None:
        with framed(), transaction.atomic():
            around = transaction.savepoint()
            fail()
            with pytest.raises(InternalError):
                transaction.atomic().__enter__()
            connection.needs_rollback = False
            transaction.savepoint_rollback(around)

            assert User.objects.count() == 0


def test_what_undoes_takes_what_waits_with_it() -> None:
    with framed() as frames, transaction.atomic():
        around = transaction.savepoint()
        frames.send()
        with contextlib.suppress(LookupError), transaction.atomic():
            raise LookupError
        assert [sql.split(" ")[0] for sql, _values in frames.waiting] == ["SAVEPOINT", "RELEASE"]
        transaction.savepoint_rollback(around)

        assert [sql.split(" ")[0] for sql, _values in frames.waiting] == ["ROLLBACK"]


def test_somebody_who_reads_piece_by_piece_reads_as_themselves() -> None:
    ada, berta = UserFactory.create_batch(2)
    with scope("user", ada.pk):
        seen = []
        for user in User.objects.iterator(chunk_size=1):
            with scope("user", berta.pk):
                pass
            seen.append((user.pk, sees()))

    assert seen == [(ada.pk, str(ada.pk))]


def unread(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"{UNREAD}{sql}", values)


def rename_unread(name: str) -> None:
    unread("update users set first_name = %s", name)


def fail() -> None:
    """An error that nobody hears of."""
    with contextlib.suppress(DataError), connection.cursor() as cursor:
        cursor.execute("select 1 / 0")
