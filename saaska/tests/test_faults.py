"""What happens to people when a part fails: a whole product of the test's own, under load."""

from collections.abc import Iterator

import pytest

from saaska.tests import stack as stacks
from saaska.tests.stack import CANARY, Answer, Person, Stack, Web

pytestmark = pytest.mark.services
PEOPLE = 50
WORKERS = 2  # of granian
WITHOUT_REDIS = "the work goes on without it"


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    for made in stacks.provide():
        made.create_people(PEOPLE + 1)
        made.leaver = made.people.pop()  # signs out: nobody that other tests ask as
        yield made


@pytest.fixture(scope="module")
def web(stack: Stack) -> Iterator[Web]:
    with stack.web() as serving:
        yield serving


@pytest.fixture(scope="module")
def web_of_every_row(stack: Stack) -> Iterator[Web]:
    with stack.web("saaska.tests.every_row:application") as serving:
        yield serving


def mixed(
    people: list[Person], count: int, pages: tuple[str, ...] = ("/resumes/",)
) -> list[tuple[str, Person]]:
    """Requests of everybody for the pages by turns, in an order in which neighbours are different people."""
    return [(pages[number % len(pages)], people[(number * 7) % len(people)]) for number in range(count)]


def foreign(answers: list[Answer]) -> list[str]:
    """Answers that show another person's canary, or not one's own."""
    wrong = []
    for answer in answers:
        seen = set(CANARY.findall(answer.body))
        if seen != {answer.person.canary}:
            wrong.append(f"{answer.status}: {answer.person.canary} saw {sorted(seen)}")
    return wrong


class TestIdentity:
    def test_ten_thousand_mixed_requests_of_fifty_people_show_no_foreign_row(self, stack, web_of_every_row):
        pages = ("/resumes/", *["/every-row/"] * 9)

        answers = web_of_every_row.ask_in_parallel(mixed(stack.people, 10_000, pages))

        assert len(answers) == 10_000
        assert foreign(answers) == []

    def test_two_people_through_pgbouncer_show_no_foreign_row(self, stack):
        with stack.pgbouncer() as address, stack.web(DATABASE_URL=address, DATABASE_POOL_SIZE="8") as web:
            answers = web.ask_in_parallel(mixed(stack.people[:2], 400))

        assert len(answers) == 400
        assert foreign(answers) == []

    def test_the_check_notices_a_foreign_row(self, stack, web):
        ada, berta = stack.people[:2]
        answer = web.get("/resumes/", ada)

        mixed_up = Answer(answer.status, answer.body, berta)

        assert foreign([mixed_up]) == [f"200: {berta.canary} saw ['{ada.canary}']"]


class TestConnectionLost:
    """Where nobody noticed, or Django takes it for something else."""

    def test_a_view_that_did_not_notice_has_not_done_it(self, stack, web_of_every_row):
        assert web_of_every_row.post("/cut-off/swallowed/", stack.people[0]) == 503

    def test_a_session_is_saved_again(self, stack, web_of_every_row):
        assert web_of_every_row.post("/cut-off/session/", stack.people[0]) == 200


class TestRedisGone:
    def test_the_site_works_and_everybody_stays_logged_in(self, stack, web):
        stack.stop_redis()
        try:
            answers = web.ask_in_parallel(mixed(stack.people, 300))
        finally:
            stack.start_redis()

        assert {answer.status for answer in answers} == {200}
        assert foreign(answers) == []

    def test_one_that_hangs_holds_up_one_request_of_each_worker(self, stack):
        with stack.web() as web:
            web.ask_in_parallel(mixed(stack.people, 100))
            before = web.log.read_text().count(
                WITHOUT_REDIS
            )  # a busy machine's Redis may have been late once
            with stack.silent_redis():
                answers = web.ask_in_parallel(mixed(stack.people, 300))
                noticed = web.log.read_text().count(WITHOUT_REDIS)

        assert {answer.status for answer in answers} == {200}
        assert foreign(answers) == []
        assert 1 <= noticed <= before + WORKERS

    def test_who_signed_out_meanwhile_stays_out_when_it_is_back(self, stack):
        leaver = stack.leaver
        with stack.web() as web:
            assert web.get("/resumes/", leaver).status == 200  # their session is in Redis now
            stack.stop_redis()
            left = web.post("/accounts/logout/", leaver)
            stack.start_redis()
            web.await_log("Redis is back", web.log.read_text().count(WITHOUT_REDIS))
            after = web.get("/resumes/", leaver).status

        assert (left, after) == (302, 302)


class TestPostgresRestarts:
    def test_the_next_requests_write(self, stack, web):
        """What writes is not tried twice: a connection that was lost must be known before it is used."""
        web.ask_in_parallel(mixed(stack.people, 60))  # both workers have connections now
        stack.stop_postgres()
        stack.start_postgres()

        answers = [web.post("/settings/sessions/", stack.people[0]) for _ in range(8)]

        assert answers == [302] * 8

    def test_reading_under_load_sees_no_error(self, stack):
        with (
            stack.web(DATABASE_PATIENCE="60") as web,  # this machine may be slow to restart it
            web.under_load("/resumes/", stack.people) as answers,
        ):
            stack.stop_postgres()
            web.await_log(
                "PostgreSQL did not answer", 1
            )  # longer than whoever wants a connection waits for one
            stack.start_postgres()

        assert {answer.status for answer in answers} == {200}
        assert foreign(answers) == []

    def test_gone_it_says_503_and_works_as_soon_as_it_is_back(self, stack, web):
        stack.stop_postgres()
        try:
            gone = web.ask_in_parallel(mixed(stack.people, 4))  # one for each thread
        finally:
            stack.start_postgres()

        back = [web.post("/settings/sessions/", stack.people[0]) for _ in range(8)]

        assert {answer.status for answer in gone} == {503}
        assert back == [302] * 8

    @pytest.mark.parametrize("end", ["stop_postgres", "kill_postgres"])
    def test_what_was_answered_as_saved_is_there(self, end, stack, web):
        """Promise 13: also what was answered in the moment before."""
        writer = stack.people[4]

        with web.saving_jobs(writer) as saved:
            getattr(stack, end)()
            stack.start_postgres()

        assert set(saved) <= stack.jobs_of(writer)

    def test_what_was_committed_survives_kill_9(self, stack, web):
        before = web.get("/resumes/", stack.people[3])
        stack.kill_postgres()
        stack.start_postgres()

        after = web.get("/resumes/", stack.people[3])

        assert foreign([before, after]) == []
