"""Offers and private notes of an application, and all offers side by side."""

from decimal import Decimal

import pytest
from django.urls import reverse

from applications.tests.factories import JobApplicationFactory

pytestmark = pytest.mark.django_db
OFFERS = "/applications/offers/"


def url(act, application, *more):
    return reverse(f"applications:{act}", args=[application.pk, *more])


def an_offer(application, **more):
    typed = {
        "offer_salary": "52000",
        "offer_currency": "eur",
        "period": "year",
        "offer_deadline": "2027-01-05",
    }
    return typed | {"vacationDays": "30", "benefits": "Train\npass", "version": application.version, **more}


@pytest.fixture
def application(ada):
    return JobApplicationFactory(user=ada)


class TestOffer:
    def test_it_is_kept_and_moves_the_application(self, client, application):
        page = client.post(url("offer", application), an_offer(application, reached="on"), follow=True)

        application.refresh_from_db()
        assert (application.offer_salary, application.offer_currency) == (Decimal(52000), "EUR")
        assert application.offer_terms["vacationDays"] == 30
        assert application.status == "Offer"
        assert "Compare your offers" in page.content.decode()

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"offer_salary": "-1"}, "Write an amount such as 52000"),
            ({"vacationDays": "many"}, "Write a number."),
            ({"startDate": "soon"}, "start date"),
            ({"offer_salary": "", "offer_deadline": "", "vacationDays": "", "period": "", "benefits": ""},
             "Say the salary"),
        ],
    )  # fmt: skip
    def test_bad_input_gets_a_sentence_and_writes_nothing(self, client, application, wrong, sentence):
        response = client.post(url("offer", application), an_offer(application, **wrong))

        application.refresh_from_db()
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert not application.has_offer

    def test_a_state_that_is_not_the_newest_is_refused(self, client, application):
        client.post(url("notes", application), {"notes": "Ask Ines.", "version": application.version})

        response = client.post(
            url("notes", application), {"notes": "Ask Bo.", "version": application.version}
        )

        application.refresh_from_db()
        assert (response.status_code, application.notes) == (409, "Ask Ines.")
        assert "Ask Bo." in response.content.decode()
        assert "Ask Ines." in response.content.decode()

    def test_a_removed_one_comes_back(self, client, application):
        client.post(url("offer", application), an_offer(application))
        application.refresh_from_db()
        before = (application.offer_salary, application.offer_deadline, application.offer_terms)

        client.post(url("delete_offer", application))
        application.refresh_from_db()
        was_there = application.has_offer
        client.post(url("bring_back", application, application.removed.get().pk))

        application.refresh_from_db()
        assert not was_there
        assert (application.offer_salary, application.offer_deadline, application.offer_terms) == before

    @pytest.mark.parametrize("act", ["offer", "delete_offer", "notes"])
    def test_a_strangers_is_not_found(self, client, ada, act):
        assert client.post(url(act, JobApplicationFactory())).status_code == 404


class TestCompare:
    def test_only_equal_currencies_and_periods_are_compared(self, client, ada):
        year, month = {"period": "year"}, {"period": "month"}
        for amount, currency, terms in (
            (50_000, "EUR", year), (60_000, "EUR", year), (90_000, "USD", year), (7_000, "EUR", month),
        ):  # fmt: skip
            JobApplicationFactory(user=ada, offer_salary=amount, offer_currency=currency, offer_terms=terms)
        JobApplicationFactory(offer_salary=1)

        offers = client.get(OFFERS).context["offers"]

        told = {
            (int(one.application.offer_salary), one.application.offer_currency): one.behind for one in offers
        }
        assert told == {
            (50_000, "EUR"): 10_000, (60_000, "EUR"): 0, (90_000, "USD"): None, (7_000, "EUR"): None,
        }  # fmt: skip

    def test_it_asks_the_same_however_many_there_are(self, client, ada, count_queries):
        JobApplicationFactory(user=ada, offer=True)
        client.get(OFFERS)
        with count_queries() as one:
            client.get(OFFERS)
        JobApplicationFactory.create_batch(9, user=ada, offer=True)

        with count_queries() as ten:
            client.get(OFFERS)

        assert len(ten) == len(one) <= 8

    def test_none_says_so(self, client, ada):
        assert "No offer yet" in client.get(OFFERS).content.decode()
