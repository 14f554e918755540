"""Photos of people: taken in through a printer process, kept as row and file, and whose they are."""

import io
import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from freezegun import freeze_time
from PIL import Image

from accounts.tests.factories import UserFactory
from resumes.tests.factories import ResumeFactory
from saaska.documents import photos
from saaska.documents.models import Photo
from saaska.documents.photos import PhotoError
from saaska.documents.tests.picture_files import BAD, jpeg, taken_by_telephone

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


def upload(content=None, name="me.jpg"):
    return SimpleUploadedFile(name, jpeg() if content is None else content, "image/jpeg")


def stored():
    """Every file there is, half ones too."""
    root = Path(default_storage.location)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@contextmanager
def disk_of(most):
    """The kernel writes no file longer than that, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class TestTake:
    def test_it_keeps_a_row_and_a_file_under_a_name_of_our_own(self, user):
        photo = photos.take(user, upload(name="../../etc/Secret name.php"))

        assert stored() == [photo.key]
        assert photo.key == f"photos/{user.pk}/{photo.digest}.jpg"
        assert (photo.width, photo.height, photo.size) == (400, 500, default_storage.size(photo.key))
        assert oct(Path(default_storage.path(photo.key)).stat().st_mode & 0o777) == "0o600"

    def test_what_is_kept_says_nothing_of_the_file_that_was_sent(self, user):
        photo = photos.take(user, upload(taken_by_telephone()))

        assert b"ecret" not in photos.content(photo)

    def test_the_same_picture_twice_is_one_photo(self, user):
        assert photos.take(user, upload()) == photos.take(user, upload(name="again.jpg"))
        assert len(stored()) == 1

    def test_the_same_picture_of_two_people_is_two(self, user):
        one, other = photos.take(user, upload()), photos.take(UserFactory(), upload())

        assert one.digest == other.digest
        assert len(stored()) == 2

    @pytest.mark.parametrize(
        "name", ["a bomb of pixels", "an SVG", "a HEIC", "half a JPEG", "one pixel", "text"]
    )
    def test_a_picture_that_is_refused_leaves_nothing(self, user, name):
        make, reason = BAD[name]

        with pytest.raises(PhotoError, match=r"picture|Drawings|Pictures") as refused:
            photos.take(user, upload(make()))

        assert str(refused.value) == photos.refused(reason)
        assert (Photo.objects.count(), stored()) == (0, [])

    def test_a_file_over_the_limit_is_not_read(self, user):
        with pytest.raises(PhotoError, match="larger than 5 MB"):
            photos.take(user, upload(jpeg() + bytes(5_000_000)))

    def test_a_full_disk_leaves_neither_a_row_nor_half_a_file(self, user):
        with disk_of(1_000), pytest.raises(PhotoError, match="storage of pictures is full"):
            photos.take(user, upload())

        assert (Photo.objects.count(), stored()) == (0, [])

    def test_it_goes_on_once_there_is_room(self, user):
        with disk_of(1_000), pytest.raises(PhotoError):
            photos.take(user, upload())

        photo = photos.take(user, upload())

        assert stored() == [photo.key]

    def test_a_file_that_was_lost_comes_back_with_the_same_picture(self, user):
        default_storage.delete(photos.take(user, upload()).key)

        assert default_storage.exists(photos.take(user, upload()).key)

    def test_many_within_an_hour_are_refused(self, user, monkeypatch):
        monkeypatch.setattr(photos, "UPLOADS_AN_HOUR", 1)
        photos.take(user, upload())

        with pytest.raises(PhotoError, match="within an hour"):
            photos.take(user, upload(jpeg((300, 300))))


class TestLimit:
    @pytest.fixture(autouse=True)
    def limit(self, monkeypatch):
        monkeypatch.setattr(photos, "MOST", 2)

    def test_photos_that_were_never_used_make_room(self, user, django_capture_on_commit_callbacks):
        tried = photos.take(user, upload(jpeg((200, 200))))
        used = photos.take(user, upload(jpeg((210, 210))))
        ResumeFactory(user=user, personal_info={"photo": used.digest})

        with django_capture_on_commit_callbacks(execute=True):
            newest = photos.take(user, upload(jpeg((220, 220))))

        assert set(user.photos.all()) == {used, newest}
        assert stored() == sorted([used.key, newest.key])
        assert tried.key not in stored()

    def test_one_that_only_the_history_has_is_kept(self, user):
        former, present = (photos.take(user, upload(jpeg(size))) for size in ((200, 200), (210, 210)))
        resume = ResumeFactory(user=user, personal_info={"photo": former.digest})
        resume.personal_info = {"photo": present.digest}
        resume.save()

        with pytest.raises(PhotoError, match="hold 2 photos already"):
            photos.take(user, upload(jpeg((220, 220))))

        assert set(user.photos.all()) == {former, present}


class TestShow:
    """An address of a photo."""

    @pytest.fixture
    def photo(self, user):
        return photos.take(user, upload())

    def test_its_owner_gets_it_and_nobody_keeps_it(self, client, photo):
        client.force_login(photo.user)

        answer = client.get(photo.get_absolute_url())

        assert answer.content == photos.content(photo)
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"

    def test_a_screen_gets_a_smaller_one(self, client, photo):
        client.force_login(photo.user)

        answer = client.get(photo.small_url)

        with Image.open(io.BytesIO(answer.content)) as image:
            assert (image.format, image.size) == ("JPEG", (192, 240))

    def test_nobody_else_does_with_the_same_address(self, client, photo):
        client.force_login(UserFactory())

        assert client.get(photo.get_absolute_url()).status_code == 404

    def test_nobody_else_does_though_they_have_the_same_picture(self, client, photo):
        stranger = UserFactory()
        photos.take(stranger, upload())
        client.force_login(stranger)

        assert client.get(photo.get_absolute_url()).status_code == 404

    def test_a_visitor_is_asked_who_they_are(self, client, photo):
        assert client.get(photo.get_absolute_url()).status_code == 302

    def test_it_expires(self, client, photo):
        with freeze_time("2026-03-01 12:00:00"):
            address = photo.get_absolute_url()
            client.force_login(photo.user)
            assert client.get(address).status_code == 200

        with freeze_time("2026-03-01 12:05:02"):
            client.force_login(photo.user)
            assert client.get(address).status_code == 404

    def test_a_signature_of_another_photo_is_none(self, client, photo, user):
        other = photos.take(user, upload(jpeg((300, 300))))
        client.force_login(user)

        assert client.get(photo.get_absolute_url().replace(photo.digest, other.digest)).status_code == 404

    def test_the_storage_is_no_folder_of_the_web(self, client, photo):
        client.force_login(photo.user)

        guesses = [
            f"/{photo.key}",
            f"/media/{photo.key}",
            f"/static/{photo.key}",
            f"/photos/{photo.digest}.jpg",
        ]
        assert [client.get(guess).status_code for guess in guesses] == [404] * 4

    def test_a_storage_that_is_away_says_so(self, client, photo):
        default_storage.delete(photo.key)
        client.force_login(photo.user)

        answer = client.get(photo.get_absolute_url())

        assert answer.status_code == 503
        assert "cannot be read right now" in answer.text
