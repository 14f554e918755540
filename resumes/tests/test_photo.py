"""The photo of a résumé: sent, shown, printed, taken back."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.tests.factories import UserFactory
from resumes import printing
from resumes.editor import Editor
from resumes.tests.factories import ResumeFactory, full_personal_info
from saaska.documents import photos, prints
from saaska.documents.models import Photo
from saaska.documents.photos import PhotoAwayError
from saaska.documents.tests.factories import PhotoFactory
from saaska.documents.tests.picture_files import jpeg, portrait, svg
from saaska.uploads import MOST_BYTES

pytestmark = pytest.mark.django_db
DESIGNS = [("executive", "Executive")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def photo(ada):
    return PhotoFactory(user=ada)


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, template="executive", personal_info=full_personal_info())


@pytest.fixture
def with_photo(resume, photo):
    resume.put_photo(photo.digest)
    resume.refresh_from_db()
    return resume


def picture(content=None):
    return {"file": SimpleUploadedFile("me.jpg", jpeg() if content is None else content, "image/jpeg")}


def url(resume):
    return reverse("resumes:photo", args=[resume.pk])


def digest_of(resume):
    resume.refresh_from_db()
    return resume.personal_info["photo"]


class TestPage:
    def test_it_shows_the_photo_there_is(self, client, with_photo, photo):
        page = client.get(url(with_photo))

        assert f"/photos/{photo.digest}/" in page.text
        assert "Remove the photo" in page.text

    def test_a_picture_becomes_the_photo_and_the_editor_follows(self, client, resume, ada):
        answer = client.post(url(resume), picture(), follow=True)

        assert answer.redirect_chain == [(resume.get_absolute_url(), 302)]
        assert "The photo is in your résumé." in answer.text
        assert digest_of(resume) == ada.photos.get().digest

    def test_everything_else_of_the_resume_stays(self, client, resume):
        before = resume.personal_info

        client.post(url(resume), picture())

        assert {**before, "photo": digest_of(resume)} == resume.personal_info

    def test_one_that_was_replaced_comes_back_by_undo(self, client, with_photo, photo):
        client.post(url(with_photo), picture())
        replaced = digest_of(with_photo)

        page = client.get(with_photo.get_absolute_url())
        undo = reverse("resumes:put_photo", args=[with_photo.pk, photo.digest])
        client.post(undo)

        assert replaced != photo.digest
        assert undo in page.text
        assert digest_of(with_photo) == photo.digest

    def test_one_that_was_removed_comes_back_by_undo(self, client, with_photo, photo):
        page = client.post(reverse("resumes:remove_photo", args=[with_photo.pk]), follow=True)

        assert digest_of(with_photo) == ""
        assert reverse("resumes:put_photo", args=[with_photo.pk, photo.digest]) in page.text
        assert Photo.objects.filter(pk=photo.pk).exists()

    @pytest.mark.parametrize("content", [svg(), b"", jpeg()[:900]], ids=["SVG", "empty", "half"])
    def test_a_bad_picture_is_explained_and_changes_nothing(self, client, with_photo, photo, content):
        answer = client.post(url(with_photo), picture(content))

        assert answer.status_code == 422
        assert 'class="errorlist"' in answer.text
        assert digest_of(with_photo) == photo.digest

    def test_one_that_is_too_large_is_explained(self, client, resume):
        answer = client.post(url(resume), picture(jpeg() + bytes(MOST_BYTES)))

        assert answer.status_code == 422
        assert "larger than 5 MB" in answer.text

    def test_no_picture_is_explained(self, client, resume):
        assert "Choose a picture." in client.post(url(resume)).text

    def test_a_strangers_resume_is_not_there(self, client, ada):
        stranger = ResumeFactory()

        assert client.get(url(stranger)).status_code == 404
        assert client.post(url(stranger), picture()).status_code == 404
        assert client.post(reverse("resumes:remove_photo", args=[stranger.pk])).status_code == 404

    def test_a_strangers_photo_cannot_be_put(self, client, resume):
        other = PhotoFactory()

        assert client.post(reverse("resumes:put_photo", args=[resume.pk, other.digest])).status_code == 404
        assert digest_of(resume) == ""

    @pytest.mark.parametrize("digest", ["%00", "x", "0" * 31, "0" * 500, "%F0%9F%98%80"])
    def test_a_name_that_is_none_is_not_there(self, client, resume, digest):
        assert client.post(f"{url(resume)}{digest}/").status_code == 404
        assert client.get(f"/photos/{digest}/x.jpg").status_code == 404

    def test_another_method_is_refused(self, client, resume, photo):
        assert client.put(url(resume)).status_code == 405
        assert client.get(reverse("resumes:remove_photo", args=[resume.pk])).status_code == 405
        assert client.get(reverse("resumes:put_photo", args=[resume.pk, photo.digest])).status_code == 405


class TestSentByTheEditor:
    def test_it_answers_with_the_photo_and_leaves_the_text_alone(self, client, resume, ada):
        answer = client.post(url(resume), picture(), headers=HTMX)

        assert f'data-digest="{ada.photos.get().digest}"' in answer.text
        assert digest_of(resume) == ""

    def test_a_bad_one_is_answered_with_a_sentence(self, client, resume):
        answer = client.post(url(resume), picture(svg()), headers=HTMX)

        assert answer.status_code == 422
        assert answer.text.strip() == "Drawings (SVG) cannot be used. Choose a JPEG, PNG or WebP file."


class TestEditor:
    def sent(self, resume, **fields):
        data = Editor(resume, designs=DESIGNS).posted_form()
        for name, value in fields.items():
            data[name] = value
        editor = Editor(resume, designs=DESIGNS, data=data)
        assert editor.is_valid(), editor.problems
        return editor.content["personal_info"]["photo"]

    def test_it_takes_one_of_ones_own(self, resume, photo):
        assert self.sent(resume, photo=photo.digest) == photo.digest

    def test_it_takes_none(self, with_photo):
        assert self.sent(with_photo, photo="") == ""

    def test_it_keeps_the_photo_when_the_page_says_nothing_of_it(self, with_photo, photo):
        assert self.sent(with_photo) == photo.digest

    @pytest.mark.parametrize(
        "posted", ["photos/x.jpg", "../../secret", "https://example.org/me.jpg", "0" * 32, "\0"]
    )
    def test_it_keeps_the_photo_when_the_posted_one_is_none(self, with_photo, photo, posted):
        assert self.sent(with_photo, photo=posted) == photo.digest

    def test_it_keeps_the_photo_when_the_posted_one_is_a_strangers(self, with_photo, photo):
        other = PhotoFactory(jpeg=jpeg())

        assert self.sent(with_photo, photo=other.digest) == photo.digest

    def test_without_script_its_button_saves_the_text_and_leads_to_the_page(self, client, resume):
        data = Editor(resume, designs=DESIGNS).posted_form()
        fields = dict(data.lists())

        answer = client.post(
            resume.get_absolute_url(),
            {**fields, "version": resume.version, "title": "New title", "action": "photo"},
        )

        assert answer.url == url(resume)
        resume.refresh_from_db()
        assert resume.title == "New title"


class TestPrinted:
    def test_it_stands_in_the_pdf(self, with_photo):
        assert portrait() in printing.printed(with_photo).pdf

    def test_another_photo_is_another_print(self, with_photo, ada):
        before = printing.order(with_photo).key
        with_photo.personal_info["photo"] = PhotoFactory(user=ada, jpeg=jpeg()).digest

        assert printing.order(with_photo).key != before

    @pytest.mark.parametrize("change", [{"layout": {"showPhoto": False}}, {"photo": ""}])
    def test_one_that_is_not_shown_is_not_in_the_file(self, with_photo, change):
        with_photo.personal_info = {**with_photo.personal_info, **change}

        assert portrait() not in printing.printed(with_photo).pdf

    def test_one_that_its_design_has_no_place_for_asks_for_nothing(self, with_photo, count_queries):
        with_photo.template, with_photo.template_version = "minimal", 0

        with count_queries() as queries:
            key = printing.order(with_photo).key

        assert not any("photos" in query for query in queries)
        with_photo.personal_info["photo"] = ""
        assert printing.order(with_photo).key == key

    def test_a_strangers_is_never_printed(self, resume):
        other = PhotoFactory()
        resume.personal_info["photo"] = other.digest

        assert portrait() not in printing.printed(resume).pdf

    def test_an_older_state_prints_with_the_photo_it_had(self, client, with_photo, photo):
        number = with_photo.states.latest("number").number
        client.post(reverse("resumes:remove_photo", args=[with_photo.pk]))

        page = client.get(reverse("resumes:state", args=[with_photo.pk, number]), {"against": "now"})
        client.post(reverse("resumes:restore_state", args=[with_photo.pk, number]))

        assert f"a photo ({photo.digest[:6]})" in page.text
        assert digest_of(with_photo) == photo.digest
        assert portrait() in printing.printed(with_photo).pdf

    def test_a_copy_has_it_too(self, client, with_photo, photo, ada):
        client.post(reverse("resumes:duplicate", args=[with_photo.pk]))

        assert ada.resumes.exclude(pk=with_photo.pk).get().personal_info["photo"] == photo.digest

    def test_a_file_that_is_away_is_said_and_nothing_wrong_is_kept(self, client, with_photo, photo):
        default_storage.delete(photo.key)
        with pytest.raises(PhotoAwayError, match="print without the photo"):
            printing.printed(with_photo)

        download = client.post(reverse("resumes:download", args=[with_photo.pk]))

        assert download.status_code == 503
        assert "cannot be read right now" in download.text
        assert prints.kept_print(printing.order(with_photo)) is None


class TestLook:
    def page(self, client, resume):
        return client.get(reverse("resumes:design", args=[resume.pk])).text

    def test_it_asks_whether_to_print_it(self, client, with_photo):
        page = self.page(client, with_photo)

        assert "Print the photo" in page
        assert "These designs have a place for it: " in page

    def test_without_a_photo_it_does_not_ask(self, client, resume):
        assert "Print the photo" not in self.page(client, resume)

    def test_it_can_be_hidden_and_the_editor_says_so(self, client, with_photo, photo):
        with_photo.refresh_from_db()
        look = {"template": "executive", "version": with_photo.version, "action": "save", "attach_data": "on"}

        client.post(reverse("resumes:design", args=[with_photo.pk]), look)

        with_photo.refresh_from_db()
        assert with_photo.personal_info["layout"]["showPhoto"] is False
        assert with_photo.personal_info["photo"] == photo.digest
        assert "It is not printed now" in client.get(with_photo.get_absolute_url()).text


def test_the_storage_gives_a_photo_to_its_owner_alone(with_photo, photo):
    assert photos.known(with_photo.user_id, photo.digest) == photo
    assert photos.known(UserFactory().pk, photo.digest) is None
    assert photos.known(None, photo.digest) is None
