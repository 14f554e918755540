"""Public résumés: who knows the address, and only as much as the owner wishes."""

import io
import re
from datetime import timedelta
from uuid import uuid4

import pypdf
import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.limits import HOUR, Limit
from accounts.models import UserPreferences
from accounts.tests.factories import UserFactory
from resumes.models import ResumeShare, ResumeShareDay
from resumes.tests.factories import ResumeFactory, ResumeShareFactory
from resumes.views import shared
from saaska import files
from saaska.db import shares
from saaska.db.scope import scope
from saaska.documents import photos
from saaska.documents.models import Photo
from saaska.documents.tests.factories import PhotoFactory

pytestmark = pytest.mark.django_db

PERSON = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, full=True, title="Data engineer")


@pytest.fixture
def share(resume):
    type(resume).objects.filter(pk=resume.pk).update(is_public=True)
    return ResumeShareFactory(user=resume.user, resume=resume)


@pytest.fixture
def visitor():
    return Client(**PERSON)


def open_to(person, level):
    UserPreferences.objects.update_or_create(user=person, defaults={"privacy_level": level})


def chosen(**changes):
    form = {"address": "zoe-mueller", "privacy": "contacts", "password": "", "expires_on": ""}
    return {name: value for name, value in {**form, **changes}.items() if value is not None}


class TestShare:
    def url(self, resume):
        return reverse("resumes:share", args=[resume.pk])

    def test_it_offers_an_address_that_nobody_guesses(self, client, resume):
        pages = [client.get(self.url(resume)).context["form"]["address"].value() for _time in range(2)]

        assert pages[0] != pages[1]
        assert len(pages[0]) == 20

    def test_it_makes_the_resume_public_at_that_address(self, client, resume, visitor):
        client.post(self.url(resume), chosen())

        resume.refresh_from_db()
        assert resume.is_public
        assert visitor.get("/r/zoe-mueller/").status_code == 200

    def test_it_keeps_the_choices(self, client, resume, ada):
        client.post(self.url(resume), chosen(password="tide gauge", expires_on="2099-05-01", is_listed="on"))

        share = resume.shares.get()
        assert (share.is_listed, timezone.localtime(share.expires_at).day) == (True, 2)
        assert share.password_hash not in ("", "tide gauge")
        assert ada.preferences.privacy_level == "contacts"

    def test_changing_something_keeps_the_password_until_it_is_taken_away(self, client, resume):
        client.post(self.url(resume), chosen(password="tide gauge"))
        before = resume.shares.get().password_hash

        client.post(self.url(resume), chosen(is_listed="on"))
        kept = resume.shares.get().password_hash
        client.post(self.url(resume), chosen(no_password="on"))

        assert (kept, resume.shares.get().password_hash) == (before, "")

    @pytest.mark.parametrize("address", ["zoe", "zoe müller", "-zoe-mueller", "../admin/", "z" * 61])
    def test_a_bad_address_is_said_and_nothing_becomes_public(self, client, resume, address):
        answer = client.post(self.url(resume), chosen(address=address))

        resume.refresh_from_db()
        assert answer.status_code == 422
        assert answer.context["form"].errors["address"]
        assert (resume.is_public, ResumeShare.objects.count()) == (False, 0)

    def test_an_address_of_somebody_else_is_taken(self, client, resume):
        ResumeShareFactory(address="zoe-mueller")

        answer = client.post(self.url(resume), chosen())

        assert answer.status_code == 422
        assert "This address is taken." in answer.content.decode()

    def test_a_day_that_is_over_is_refused(self, client, resume):
        answer = client.post(self.url(resume), chosen(expires_on="2020-01-01"))

        assert "That day is over." in answer.content.decode()

    def test_a_strangers_is_not_there(self, client, ada):
        stranger = ResumeFactory(public=True)

        assert client.get(self.url(stranger)).status_code == 404
        assert client.post(self.url(stranger), chosen()).status_code == 404

    def test_another_method_is_refused(self, client, resume):
        assert client.delete(self.url(resume)).status_code == 405


class TestUnshare:
    def test_the_address_leads_nowhere(self, client, resume, share, visitor):
        client.post(reverse("resumes:unshare", args=[resume.pk]))

        resume.refresh_from_db()
        assert not resume.is_public
        assert visitor.get(share.get_absolute_url()).status_code == 404

    def test_a_strangers_stays(self, client, share):
        stranger = ResumeShareFactory()

        assert client.post(reverse("resumes:unshare", args=[stranger.resume_id])).status_code == 404
        assert ResumeShare.objects.filter(pk=stranger.pk).exists()

    def test_another_method_is_refused(self, client, resume):
        assert client.get(reverse("resumes:unshare", args=[resume.pk])).status_code == 405


class TestCode:
    def test_it_is_a_picture_of_the_address(self, client, resume, share):
        answer = client.post(reverse("resumes:share_code", args=[resume.pk]))

        noted = resume.user.activities.get(type="download", feature="resume")
        assert noted.details == {"resume": str(resume.pk), "format": "qr-code"}
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer.content.startswith(b"<svg")

    def test_without_an_address_there_is_none(self, client, resume):
        assert client.post(reverse("resumes:share_code", args=[resume.pk])).status_code == 404

    def test_another_method_is_refused(self, client, resume, share):
        assert client.get(reverse("resumes:share_code", args=[resume.pk])).status_code == 405


class TestPage:
    def test_it_is_the_documents_own_page(self, visitor, share):
        answer = visitor.get(share.get_absolute_url())

        page = answer.content.decode()
        assert '<h1 class="name"' in page or "<h1" in page
        assert "Cut nightly loads from 6 h to 40 min" in page
        assert f'href="{share.get_absolute_url()}style.css?' in page
        assert f'href="{share.get_absolute_url()}resume.pdf"' in page

    def test_its_style_sheet_is_the_designs(self, visitor, share):
        answer = visitor.get(f"{share.get_absolute_url()}style.css")

        assert answer["Content-Type"].startswith("text/css")
        assert "--page-margin:15mm 18mm 16mm" in answer.content.decode()
        assert "@page edge{margin:15mm 0 16mm;@bottom-left{padding-left:18mm}" in answer.content.decode()
        assert '@font-face{font-family:"SaaSka Sans"' in answer.content.decode()
        assert re.search(r'--text-font: "[^"]+"(?:, "[^"]+")+, (?:sans-)?serif', answer.content.decode())

    def test_search_engines_are_kept_away_unless_they_may(self, visitor, share):
        kept = visitor.get(share.get_absolute_url())
        ResumeShare.objects.update(is_listed=True)
        listed = visitor.get(share.get_absolute_url())

        assert kept["X-Robots-Tag"] == "noindex, nofollow"
        assert 'name="robots"' in kept.content.decode()
        assert "X-Robots-Tag" not in listed
        assert 'name="robots"' not in listed.content.decode()

    def test_it_ends_with_its_last_day(self, visitor, share):
        ResumeShare.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

        assert visitor.get(share.get_absolute_url()).status_code == 404

    def test_one_in_the_bin_is_not_there(self, visitor, share, resume):
        resume.delete_for_now()

        assert visitor.get(share.get_absolute_url()).status_code == 404

    def test_an_address_of_nothing_is_not_there(self, visitor):
        assert visitor.get("/r/nothing-here/").status_code == 404

    def test_a_design_that_is_gone_is_said(self, visitor, share, resume):
        type(resume).objects.update(template="gone")

        assert visitor.get(share.get_absolute_url()).status_code == 422


class TestPrivacy:
    @pytest.mark.parametrize(
        ("level", "shown", "kept"),
        [
            (
                "private",
                ["Zoë Müller", "Data engineer"],
                ["zoe@example.org", "+1 312 555", "Ada Stone"],
            ),
            ("contacts", ["zoe@example.org", "zoe.example.com"], ["+1 312 555", "Ada Stone"]),
            ("public", ["zoe@example.org", "+1 312 555 0142", "Ada Stone"], []),
        ],
    )
    def test_visitors_see_as_much_as_it_says(self, visitor, share, ada, level, shown, kept):
        open_to(ada, level)

        page = visitor.get(share.get_absolute_url()).content.decode()

        assert [text for text in shown if text not in page] == []
        assert [text for text in kept if text in page] == []

    def test_the_pdf_and_the_data_in_it_say_no_more(self, visitor, share, ada):
        open_to(ada, "private")

        answer = visitor.get(f"{share.get_absolute_url()}resume.pdf")

        assert answer["Content-Type"] == "application/pdf"
        assert texts_of(answer.content).isdisjoint({"zoe@example.org", "+1 312 555 0142"})

    def test_the_owners_own_resume_keeps_everything(self, visitor, share, resume, ada):
        open_to(ada, "private")

        visitor.get(share.get_absolute_url())

        resume.refresh_from_db()
        assert resume.personal_info["email"] == "zoe@example.org"


class TestPhoto:
    @pytest.fixture
    def photo(self, ada):
        return PhotoFactory(user=ada)

    @pytest.fixture
    def with_photo(self, share, resume, photo, ada):
        open_to(ada, "public")
        type(resume).objects.update(
            template="executive", personal_info={**resume.personal_info, "photo": photo.digest}
        )
        return share

    def url(self, share):
        return f"{share.get_absolute_url()}photo.jpg"

    def test_the_page_and_the_pdf_show_it(self, visitor, with_photo, photo):
        page = visitor.get(with_photo.get_absolute_url()).text
        picture = visitor.get(self.url(with_photo))
        pdf = visitor.get(f"{with_photo.get_absolute_url()}resume.pdf").content

        assert f'src="{self.url(with_photo)}"' in page
        assert (picture["Content-Type"], picture.content) == ("image/jpeg", photos.content(photo))
        assert picture["Cache-Control"] == "private, no-store"
        assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images) == 1

    @pytest.mark.parametrize("level", ["private", "contacts"])
    def test_privacy_keeps_it(self, visitor, with_photo, ada, level):
        open_to(ada, level)

        assert "<img" not in visitor.get(with_photo.get_absolute_url()).text
        assert visitor.get(self.url(with_photo)).status_code == 404

    def test_a_design_without_a_place_for_it_keeps_it(self, visitor, with_photo, resume):
        type(resume).objects.update(template="minimal")

        assert visitor.get(self.url(with_photo)).status_code == 404

    def test_a_password_keeps_it_until_it_is_known(self, visitor, with_photo):
        ResumeShare.objects.update(password_hash=make_password("tide gauge"))
        before = visitor.get(self.url(with_photo)).status_code
        visitor.post(with_photo.get_absolute_url(), {"password": "tide gauge"})

        assert (before, visitor.get(self.url(with_photo)).status_code) == (404, 200)

    def test_somebody_elses_is_not_shown_by_naming_it(self, visitor, with_photo, resume):
        foreign = PhotoFactory(jpeg=b"another")
        type(resume).objects.update(personal_info={**resume.personal_info, "photo": foreign.digest})

        assert visitor.get(self.url(with_photo)).status_code == 404

    def test_the_database_shows_that_one_and_no_other(self, with_photo, photo, ada):
        PhotoFactory(user=ada, jpeg=b"another")
        with scope("anon"):
            before = list(Photo.objects.all())
            shares.ask_for(with_photo.address)
            after = list(Photo.objects.all())

        assert (before, after) == ([], [photo])

    def test_while_the_storage_is_away_the_page_says_so(self, visitor, with_photo, photo):
        files.drop(photo.key)

        answer = visitor.get(with_photo.get_absolute_url())

        assert answer.status_code == 503
        assert "The photo cannot be read right now." in answer.text


def texts_of(pdf):
    """The contact data that is anywhere in the file: on its pages, or in the data attached."""
    document = pypdf.PdfReader(io.BytesIO(pdf))
    everything = "".join(page.extract_text() for page in document.pages)
    everything += "".join(b"".join(contents).decode() for contents in document.attachments.values())
    return {text for text in ("zoe@example.org", "+1 312 555 0142", "Zoë") if text in everything}


class TestPassword:
    @pytest.fixture
    def locked(self, share):
        ResumeShare.objects.update(password_hash=make_password("tide gauge"))
        return share

    def test_without_it_nothing_is_shown(self, visitor, locked):
        address = locked.get_absolute_url()

        answer = visitor.get(address)

        assert answer.status_code == 401
        assert "Zoë" not in answer.content.decode()
        assert visitor.get(f"{address}resume.pdf").status_code == 404
        assert visitor.get(f"{address}style.css").status_code == 404

    def test_the_right_one_opens_it(self, visitor, locked):
        visitor.post(locked.get_absolute_url(), {"password": "tide gauge"})

        assert "Zoë" in visitor.get(locked.get_absolute_url()).content.decode()

    def test_a_wrong_one_does_not(self, visitor, locked):
        answer = visitor.post(locked.get_absolute_url(), {"password": "tide"})

        assert answer.status_code == 422
        assert "That is not the password" in answer.content.decode()
        assert visitor.get(locked.get_absolute_url()).status_code == 401

    def test_another_password_closes_it_again(self, visitor, locked):
        visitor.post(locked.get_absolute_url(), {"password": "tide gauge"})

        ResumeShare.objects.update(password_hash=make_password("another one"))

        assert visitor.get(locked.get_absolute_url()).status_code == 401

    def test_what_opened_one_opens_no_other(self, visitor, locked):
        other = ResumeShareFactory(password_hash=make_password("tide gauge"))
        visitor.post(locked.get_absolute_url(), {"password": "tide gauge"})

        visitor.cookies["unlocked"]["path"] = "/"

        assert visitor.get(other.get_absolute_url()).status_code == 401

    def test_nobody_tries_more_than_thirty_an_hour(self, visitor, locked):
        statuses = [
            visitor.post(locked.get_absolute_url(), {"password": str(number)}).status_code
            for number in range(31)
        ]

        assert statuses == [422] * 30 + [429]

    def test_the_owner_needs_none(self, client, locked):
        assert client.get(locked.get_absolute_url()).status_code == 200


class TestLooks:
    @pytest.fixture(autouse=True)
    def a_few(self, monkeypatch):
        monkeypatch.setattr(shared, "LOOKS", Limit(f"looks {uuid4()}", 3, HOUR))

    def test_a_place_that_asks_too_often_is_told_so(self, visitor, share):
        address = share.get_absolute_url()
        statuses = [
            visitor.get(path).status_code for path in (address, f"{address}style.css", "/r/nothing-here/")
        ]

        answer = visitor.get(address)

        assert statuses == [200, 200, 404]
        assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
        assert "Very many public résumés were opened" in answer.text

    def test_another_place_goes_on(self, share):
        for _look in range(4):
            Client(**PERSON, REMOTE_ADDR="192.0.2.1").get(share.get_absolute_url())

        there = Client(**PERSON, REMOTE_ADDR="192.0.2.2").get(share.get_absolute_url())

        assert there.status_code == 200


class TestVisits:
    def counted(self, share):
        return list(ResumeShareDay.objects.filter(share=share).values_list("views", "downloads"))

    def test_looks_and_downloads_are_counted_by_day(self, visitor, share):
        visitor.get(share.get_absolute_url())
        visitor.get(share.get_absolute_url())
        visitor.get(f"{share.get_absolute_url()}resume.pdf")

        assert self.counted(share) == [(2, 1)]

    @pytest.mark.parametrize(
        "program", ["Googlebot/2.1", "curl/8.1", "WhatsApp/2.23", "Slackbot-LinkExpanding 1.0", ""]
    )
    def test_programs_are_left_out(self, share, program):
        Client(HTTP_USER_AGENT=program).get(share.get_absolute_url())

        assert self.counted(share) == []

    def test_the_owner_is_left_out(self, share, ada):
        owner = Client(**PERSON)
        owner.force_login(ada)

        owner.get(share.get_absolute_url())

        assert self.counted(share) == []

    def test_a_visit_sets_no_cookie(self, visitor, share):
        assert visitor.get(share.get_absolute_url()).cookies == {}

    def test_the_owner_sees_them(self, client, visitor, share, resume):
        visitor.get(share.get_absolute_url())

        page = client.get(reverse("resumes:share", args=[resume.pk])).content.decode()

        assert "1 view" in page
        assert "<rect" in page


class TestInTheDatabase:
    """Without the address nothing is seen, whatever SQL is run."""

    def asked(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    @pytest.mark.parametrize("role", ["anon", "user"])
    def test_no_share_and_no_public_resume_is_seen_without_its_address(self, share, role):
        with scope(role, UserFactory().pk if role == "user" else None):
            seen = self.asked("select id from resume_shares"), self.asked("select id from resumes")

        assert seen == ([], [])

    def test_the_address_shows_one_of_each(self, share, resume):
        ResumeShareFactory()

        with scope("anon"):
            shares.ask_for(share.address)
            seen = self.asked("select id from resume_shares"), self.asked("select id from resumes")

        assert seen == ([(share.pk,)], [(resume.pk,)])

    def test_an_address_that_ended_shows_nothing(self, share):
        ResumeShare.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

        with scope("anon"):
            shares.ask_for(share.address)
            seen = self.asked("select id from resume_shares"), self.asked("select id from resumes")

        assert seen == ([], [])

    def test_visitors_read_nothing_but_how_open_the_owner_is(self, share, ada):
        open_to(ada, "private")

        with scope("anon"):
            shares.ask_for(share.address)
            seen = self.asked("select privacy_level from user_preferences")

        assert seen == [("private",)]

    def test_without_the_policy_the_first_test_fails(self, share):
        """The planted fault."""
        with connection.cursor() as cursor:
            cursor.execute("create policy hole on resume_shares for select to saaska_anon using (true)")

        with scope("anon"):
            assert self.asked("select id from resume_shares") != []
