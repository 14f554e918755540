"""From a file to a résumé."""

import json
import socket
import textwrap
from base64 import b64encode
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from resumes.models import ResumeImport
from resumes.schema import IMPORT_REPORT
from resumes.tests.factories import ResumeFactory, ResumeImportFactory
from saaska.documents.tests.picture_files import png
from saaska.uploads import MOST_BYTES

pytestmark = pytest.mark.django_db
UPLOAD = "/resumes/import/"
FILE = {
    "basics": {"name": "Zoë Müller", "label": "Data engineer", "email": "zoe@example.org", "shoeSize": "38"},
    "work": [
        {
            "name": "Harbour Data",
            "position": "Engineer",
            "startDate": "March 2021",
            "highlights": ["<b>Fast</b>"],
        }
    ],
    "languages": [{"language": "German", "fluency": "Native"}],
}


def upload(client, content, *, name="resume.json", key=None):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(UPLOAD, {"key": key or str(uuid4()), "file": SimpleUploadedFile(name, content)})


@pytest.fixture
def read(client, ada):
    """A file that was read and waits to be confirmed."""
    upload(client, FILE)
    return ada.resume_imports.get()


@pytest.fixture
def choice():
    return {"title": "Data engineer", "template": "classic-elegant"}


class TestUpload:
    def test_it_leads_to_the_report(self, client, ada):
        answer = upload(client, FILE, name="zoë.json")

        row = ada.resume_imports.get()
        assert answer.url == row.get_absolute_url()
        assert (row.file_name, row.format) == ("zoë.json", "json-resume")
        assert row.content["personal_info"]["lastName"] == "Müller"
        assert not ada.resumes.exists()

    def test_sent_twice_it_is_read_once(self, client, ada):
        key = str(uuid4())

        answers = [upload(client, FILE, key=key) for _ in range(2)]

        assert answers[0].url == answers[1].url
        assert ada.resume_imports.count() == 1

    def test_the_id_of_somebody_elses_import_is_no_key(self, client, ada):
        assert upload(client, FILE, key=str(ResumeImportFactory().pk)).status_code == 404

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"   ",
            b"This is my CV.",
            b"\x89PNG\r\n\x1a\n\x00\x00",
            b"%PDF-1.7\n%\xe2\xe3",
            b'{"basics": {"name": "Ada"',
            b"[" * 100_000,
            b'{"a":' * 50_000,
            b"[]",
            b"null",
            b'"Ada"',
            b"{}",
            b'{"menu": {"id": "file"}}',
            b'{"basics": null, "work": null}',
            b'{"basics": 3, "work": "x", "education": {"a": 1}}',
            b"\xff\xfe\x00",
            json.dumps({"basics": {"name": "\ud800"}}).encode()[:-1],
        ],
    )
    def test_a_file_that_is_no_resume_gets_one_sentence_and_writes_nothing(self, client, ada, content):
        answer = upload(client, content)

        errors = answer.context["form"].errors["file"]
        assert answer.status_code == 422
        assert len(errors) == 1
        assert errors[0].endswith(".")
        assert not ResumeImport.objects.exists()

    def test_no_file_at_all_gets_one_too(self, client, ada):
        answer = client.post(UPLOAD, {"key": str(uuid4())})

        assert answer.status_code == 422
        assert answer.context["form"].errors["file"] == ["Choose a file."]

    def test_twenty_megabytes_are_refused_and_never_kept(self, client, ada):
        answer = upload(client, b" " * 20_000_000)

        assert answer.status_code == 422
        assert answer.context["form"].errors["file"] == [
            "The file is larger than 5 MB. A résumé’s data takes much less."
        ]
        assert not answer.wsgi_request.FILES

    def test_the_largest_file_is_still_read(self, client, ada):
        content = json.dumps(FILE).encode()

        assert upload(client, content + b" " * (MOST_BYTES - len(content))).status_code == 302

    @pytest.mark.parametrize(
        "work",
        [
            [{"name": f"Company {n}", "position": "x"} for n in range(10_000)],
            [None, 3, "text", [], {"name": None, "highlights": {"a": 1}, "startDate": []}],
            [{"name": "A\x00B\x07C\u202eD", "position": "<script>alert(1)</script>", "summary": "שלום עולם"}],
            [{"name": "x" * 100_000, "highlights": ["y" * 50_000] * 40}],
        ],
        ids=["ten thousand entries", "wrong types", "control characters and HTML", "endless texts"],
    )
    def test_a_strange_file_becomes_a_report_and_then_a_resume(self, client, ada, choice, work):
        page = client.post(
            UPLOAD,
            {
                "key": str(uuid4()),
                "file": SimpleUploadedFile("a.json", json.dumps({**FILE, "work": work}).encode()),
            },
            follow=True,
        )
        row = ada.resume_imports.get()

        answer = client.post(row.get_absolute_url(), choice)

        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert answer.url == ada.resumes.get().get_absolute_url()
        assert client.get(answer.url).status_code == 200

    def test_a_file_name_of_any_kind_is_kept_as_text(self, client, ada):
        upload(client, FILE, name="../../" + "é" * 300 + "<b>.json")

        row = ada.resume_imports.get()
        assert "/" not in row.file_name
        assert len(row.file_name) <= 255

    def test_another_method_is_refused(self, client, ada):
        assert client.delete(UPLOAD).status_code == 405


class TestPicture:
    def held(self, picture):
        address = "data:image/png;base64," + b64encode(picture).decode()
        return {**FILE, "basics": {**FILE["basics"], "image": address}}

    def test_one_in_the_file_becomes_the_photo(self, client, ada, choice):
        answer = upload(client, self.held(png()))

        row = ada.resume_imports.get()
        photo = ada.photos.get()
        assert row.content["personal_info"]["photo"] == photo.digest
        [said] = [line for line in row.report if line["source"] == "basics.image"]
        assert (said["kind"], said["why"], said["target"]) == ("changed", "photo", "personal_info.photo")
        assert "Made anew as the photo." in client.get(answer.url).content.decode()
        client.post(answer.url, choice)
        assert ada.resumes.get().personal_info["photo"] == photo.digest

    @pytest.mark.parametrize(
        ("file", "source"),
        [
            (
                "<SkillsPassport><LearnerInfo><Identification><PersonName><FirstName>Ada</FirstName></PersonName>"
                "<Photo><MimeType>image/png</MimeType><Data>{picture}</Data></Photo>"
                "<Signature><Data>{picture}</Data></Signature></Identification></LearnerInfo></SkillsPassport>",
                "Photo.Data",
            ),
            (
                "<Candidate><CandidatePerson><PersonName><GivenName>Ada</GivenName></PersonName></CandidatePerson>"
                "<CandidateProfile><Attachment><EmbeddedData>{picture}</EmbeddedData><FileType>diploma</FileType>"
                "</Attachment><Attachment><EmbeddedData mimeCode='image/png'>{picture}</EmbeddedData>"
                "<FileType>photo</FileType></Attachment></CandidateProfile></Candidate>",
                "Attachment[1].EmbeddedData",
            ),
        ],
        ids=["Europass 3", "Europass since 2020"],
    )
    def test_bare_base64_of_europass_becomes_the_photo(self, client, ada, file, source):
        picture = "\n  ".join(textwrap.wrap(b64encode(png()).decode(), 76))

        upload(client, file.format(picture=picture).encode(), name="europass.xml")

        row, photo = ada.resume_imports.get(), ada.photos.get()
        assert row.content["personal_info"]["photo"] == photo.digest
        [said] = [line for line in row.report if line["why"] == "photo"]
        assert source in said["source"]

    @pytest.mark.parametrize("picture", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"no picture"])
    def test_what_is_none_is_left_out_and_said(self, client, ada, picture):
        page = client.get(upload(client, self.held(picture)).url).content.decode()

        assert "The picture in the file was left out." in page
        assert ada.resume_imports.get().content["personal_info"]["photo"] == ""
        assert not ada.photos.exists()


class TestPaste:
    def test_a_pasted_text_leads_to_the_report(self, client, ada):
        answer = client.post(UPLOAD, {"key": str(uuid4()), "text": json.dumps(FILE, indent=1)})

        row = ada.resume_imports.get()
        assert answer.url == row.get_absolute_url()
        assert (row.file_name, row.format) == ("Pasted text", "json-resume")
        assert row.content["personal_info"]["lastName"] == "Müller"

    def test_it_is_titled_by_itself_when_it_names_nobody(self, client, ada):
        client.post(UPLOAD, {"key": str(uuid4()), "text": '{"work": [{"name": "Harbour Data"}]}'})

        assert ada.resume_imports.get().content["title"] == "Imported résumé"

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            (" \r\n ", "Choose a file."),
            ("{", "The file ends in the middle of its data: it may have been cut off on the way."),
            ("a\0b", "Leave out characters that cannot be printed."),
        ],
    )
    def test_a_text_that_is_no_resume_stays_in_its_box_with_a_sentence(self, client, ada, text, sentence):
        answer = client.post(UPLOAD, {"key": str(uuid4()), "text": text})

        assert answer.status_code == 422
        assert sentence in [error for errors in answer.context["form"].errors.values() for error in errors]
        assert answer.context["form"]["text"].value() == text
        assert not ResumeImport.objects.exists()

    def test_a_file_beside_it_is_one_too_many(self, client, ada):
        both = {"key": str(uuid4()), "text": "{}", "file": SimpleUploadedFile("a.json", b"{}")}

        answer = client.post(UPLOAD, both)

        assert answer.context["form"].errors == {"text": ["Choose a file or paste a text, not both."]}


class TestReview:
    def test_it_tells_what_was_left_out_and_changed_with_source_value_and_reason(self, client, read):
        page = client.get(read.get_absolute_url()).content.decode()

        assert page.index("Left out") < page.index("Changed") < page.index("Taken as they are")
        for text in (
            "basics.shoeSize",
            "38",
            "Not a field of this format.",
            "March 2021",
            "work[0].startDate",
        ):
            assert text in page

    def test_it_counts_the_values_that_were_left_out_also_when_a_line_stands_for_many(self, client, ada):
        tree = {"basics": {"name": "Ada"}, "work": [{"name": f"Firm {number}"} for number in range(3_000)]}

        page = client.get(upload(client, tree).url).content.decode()

        assert (
            '<h2 id="left-out-title">Left out</h2><span class="badge" data-kind="warning">2960</span>' in page
        )

    def test_what_is_about_the_file_alone_stands_apart(self, client, ada):
        upload(client, {**FILE, "meta": {"version": "v1.0.0"}, "$schema": "https://schema.example"})

        page = client.get(ada.resume_imports.get().get_absolute_url()).content.decode()

        assert (
            page.index("basics.shoeSize") < page.index("About the file itself") < page.index("meta.version")
        )

    def test_it_tells_what_the_file_becomes(self, client, read):
        page = client.get(read.get_absolute_url()).content.decode()

        assert "Zoë Müller" in page
        assert "1 position" in page
        assert "Languages: 1" in page

    def test_it_shows_guesses_first_with_the_line_of_the_file(self, client, read):
        guess = {"kind": "guessed", "source": "", "value": "Harbour", "why": "found", "row": 12}
        read.report = IMPORT_REPORT.clean([*read.report, guess])
        read.save()

        page = client.get(read.get_absolute_url()).content.decode()

        assert page.index("Guessed") < page.index("Left out")
        assert "Concluded from where it stands in the text." in page
        assert "line 12" in page

    def test_confirming_makes_the_resume(self, client, ada, read, choice):
        answer = client.post(read.get_absolute_url(), choice)

        resume = ada.resumes.get()
        read.refresh_from_db()
        assert answer.url == resume.get_absolute_url()
        assert (resume.title, resume.template) == ("Data engineer", "classic-elegant")
        assert resume.work_experience[0]["achievements"] == ["Fast"]
        assert resume.personal_info["sections"][0]["items"][0]["name"] == "German"
        assert read.resume == resume
        assert ada.activities.get(type="import").details["format"] == "json-resume"

    def test_confirming_twice_makes_one(self, client, ada, read, choice):
        answers = [client.post(read.get_absolute_url(), choice) for _ in range(2)]

        assert answers[0].url == answers[1].url
        assert ada.resumes.count() == 1
        assert ada.activities.filter(type="import").count() == 1

    def test_the_report_stays_when_the_resume_is_made(self, client, ada, read, choice):
        client.post(read.get_absolute_url(), choice)

        page = client.get(read.get_absolute_url()).content.decode()

        assert "basics.shoeSize" in page
        assert "Make this résumé" not in page

    def test_an_invalid_choice_says_so_and_makes_nothing(self, client, ada, read, choice):
        answer = client.post(read.get_absolute_url(), {**choice, "title": ""})

        assert answer.status_code == 422
        assert "Give the résumé a title." in answer.content.decode()
        assert not ada.resumes.exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_strangers_is_not_there(self, client, ada, choice, method):
        stranger = ResumeImportFactory(resume=None)

        assert getattr(client, method)(stranger.get_absolute_url(), choice).status_code == 404

    def test_another_method_is_refused(self, client, read):
        assert client.delete(read.get_absolute_url()).status_code == 405

    def test_a_resume_that_already_has_the_imports_id_but_is_a_strangers_is_not_touched(
        self, client, ada, choice
    ):
        stranger = ResumeFactory(title="Theirs")
        upload(client, FILE, key=str(stranger.pk))

        answer = client.post(reverse("resumes:import_review", args=[stranger.pk]), choice)

        stranger.refresh_from_db()
        assert answer.status_code == 404
        assert stranger.title == "Theirs"


@pytest.mark.django_db(transaction=True)
def test_an_upload_that_is_cut_off_writes_nothing(live_server, client, ada):
    client.get(UPLOAD)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    host, port = live_server.url.removeprefix("http://").split(":")
    body = (
        f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{client.cookies["csrftoken"].value}'
        f'\r\n--x\r\nContent-Disposition: form-data; name="key"\r\n\r\n{uuid4()}'
        f'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n{json.dumps(FILE)[:80]}'
    )
    head = (
        f"POST {UPLOAD} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookies}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(body) + 5000}\r\n\r\n"
    )

    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall((head + body).encode())
        connection.shutdown(socket.SHUT_WR)
        answer = connection.makefile("rb").read()

    assert b" 500 " not in answer.split(b"\r\n", 1)[0]
    assert not ResumeImport.objects.exists()
