"""A letter bound with a résumé and the person's own PDFs."""

import io
from urllib.parse import unquote

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from applications.tests.factories import JobApplicationFactory
from letters import enclosures, packets
from letters.tests.factories import CoverLetterFactory, EnclosureFactory
from resumes.tests.factories import ResumeFactory
from saaska.documents import renderer
from saaska.documents.tests.pdf_files import a_pdf, armed_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(ada):
    person = {"firstName": "Zoë", "lastName": "Müller"}
    return CoverLetterFactory(
        user=ada, company_name="Harbour Data", personal_info=person, content="Dear team,"
    )


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, title="Data engineer")


def url(letter, name="packet"):
    return reverse(f"letters:{name}", args=[letter.pk])


def kept(user, name, *pages):
    """An enclosure with its file."""
    return enclosures.take(user, SimpleUploadedFile(name, a_pdf(*pages)))


def read(answer):
    return PdfReader(io.BytesIO(answer.content))


class TestPage:
    def test_it_offers_letter_resume_and_enclosures(self, client, letter, resume, ada):
        EnclosureFactory(user=ada, title="AWS certificate")

        page = client.get(url(letter)).content.decode()

        assert "Zoë Müller – Application Harbour Data.pdf" in page
        assert "AWS certificate" in page
        assert f'value="resume-{resume.pk}" id="take-resume-{resume.pk}" checked' in page

    def test_the_resume_it_was_sent_with_comes_first(self, letter, resume, ada):
        sent = ResumeFactory(user=ada)
        ResumeFactory(user=ada)
        JobApplicationFactory(user=ada, cover_letter=letter, resume=sent)

        assert packets.begun_with(letter, ada) == ["letter", f"resume-{sent.pk}"]

    def test_a_button_moves_a_part_and_keeps_what_was_chosen(self, client, letter, resume):
        data = {"part": ["letter", f"resume-{resume.pk}"], "taken": ["letter"], "action": "down-letter"}

        form = client.post(url(letter), data).context["form"]

        assert form.order == [f"resume-{resume.pk}", "letter"]
        assert form.taken == ["letter"]

    def test_a_part_moves_past_the_next_that_is_bound(self, client, letter, resume, ada):
        proof = f"enclosure-{EnclosureFactory(user=ada).pk}"
        data = {
            "part": ["letter", f"resume-{resume.pk}", proof],
            "taken": ["letter", proof],
            "action": f"up-{proof}",
        }

        assert client.post(url(letter), data).context["form"].order[:2] == [proof, "letter"]

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_strangers_letter_is_not_there(self, client, ada, method):
        assert getattr(client, method)(url(CoverLetterFactory())).status_code == 404

    def test_another_method_is_refused(self, client, letter):
        assert client.put(url(letter)).status_code == 405


class TestDownload:
    def test_all_parts_come_in_the_order_that_was_chosen(self, client, letter, resume, ada):
        proof = kept(ada, "AWS certificate.pdf", "Proof one", "Proof two")
        order = ["letter", f"enclosure-{proof.pk}", f"resume-{resume.pk}"]

        answer = client.post(url(letter), {"part": order, "taken": order, "action": "download"})

        reader = read(answer)
        letter.refresh_from_db()
        assert answer["Content-Type"] == "application/pdf"
        assert "Zoë Müller – Application Harbour Data.pdf" in unquote(answer["Content-Disposition"])
        assert [mark.title for mark in reader.outline] == ["Cover letter", "AWS certificate", "Résumé"]
        assert [reader.get_destination_page_number(mark) for mark in reader.outline] == [0, 1, 3]
        assert "Dear team," in reader.pages[0].extract_text()
        assert reader.pages[2].extract_text() == "Proof two"
        assert letter.download_count == 1
        details = ada.activities.get(type="download").details
        assert (details["format"], details["parts"], details["pages"]) == ("packet", 3, len(reader.pages))

    def test_what_is_not_ones_own_is_left_out(self, client, letter, ada):
        stranger = EnclosureFactory()
        theirs = ResumeFactory(public=True)
        order = ["letter", f"enclosure-{stranger.pk}", f"resume-{theirs.pk}"]

        answer = client.post(url(letter), {"part": order, "taken": order})

        assert [mark.title for mark in read(answer).outline] == ["Cover letter"]

    def test_its_bookmarks_speak_the_letters_language(self, client, letter, resume):
        letter.personal_info["layout"] = {"language": "de"}
        letter.save()
        order = ["letter", f"resume-{resume.pk}"]

        marks = read(client.post(url(letter), {"part": order, "taken": order})).outline

        assert [mark.title for mark in marks] == ["Anschreiben", "Lebenslauf"]

    def test_nothing_chosen_is_said(self, client, letter):
        answer = client.post(url(letter), {"part": ["letter"]})

        assert answer.status_code == 422
        assert "Choose what is bound." in answer.content.decode()

    def test_more_parts_than_a_packet_has_are_refused(self, client, letter, ada):
        tokens = [f"enclosure-{EnclosureFactory(user=ada).pk}" for _n in range(packets.MOST + 1)]

        assert client.post(url(letter), {"part": tokens, "taken": tokens}).status_code == 422

    def test_a_file_that_cannot_be_read_is_named_and_nothing_is_counted(self, client, letter, ada):
        token = f"enclosure-{EnclosureFactory(user=ada, title='Lost one').pk}"

        answer = client.post(url(letter), {"part": ["letter", token], "taken": ["letter", token]})

        letter.refresh_from_db()
        assert answer.status_code == 503
        assert "“Lost one” cannot be read right now." in answer.content.decode()
        assert letter.download_count == 0

    def test_the_printers_bind_it(self, client, letter, monkeypatch):
        monkeypatch.setattr(renderer, "pool", renderer.Pool(1, waiting_seconds=0.01))
        renderer.pool.line.enter(seconds=0)

        assert client.post(url(letter), {"part": ["letter"], "taken": ["letter"]}).status_code == 503


class TestEnclosures:
    def send(self, client, letter, content, name="My certificate.pdf", **data):
        return client.post(url(letter, "enclose"), {"file": SimpleUploadedFile(name, content), **data})

    def test_one_is_taken_in_and_its_owner_reads_it(self, client, letter, ada):
        answer = self.send(client, letter, armed_pdf())

        row = ada.enclosures.get()
        file = client.post(row.get_absolute_url())
        assert answer.url.partition("?")[0] == url(letter)
        assert (row.title, row.pages) == ("My certificate", 1)
        assert "My certificate.pdf" in unquote(file["Content-Disposition"])
        assert "Certificate" in read(file).pages[0].extract_text()
        assert b"secret" not in file.content
        noted = ada.activities.filter(feature="enclosure").order_by("timestamp")
        assert [(one.type, one.details["enclosure"]) for one in noted] == [
            ("upload", str(row.pk)),
            ("download", str(row.pk)),
        ]

    @pytest.mark.parametrize("button", ["enclose", "packet"])
    def test_it_is_bound_behind_what_was_arranged_before(self, client, letter, resume, ada, button):
        ResumeFactory(user=ada)
        arranged = [f"resume-{resume.pk}", "letter"]
        file = SimpleUploadedFile("Proof.pdf", a_pdf("Proof"))

        answer = client.post(url(letter, button), {"part": arranged, "taken": arranged, "file": file})

        form = client.get(answer.url).context["form"]
        assert form.taken == [*arranged, f"enclosure-{ada.enclosures.get().pk}"]

    def test_the_same_file_is_kept_once(self, client, letter, ada):
        self.send(client, letter, a_pdf("Proof"), called="First")
        self.send(client, letter, a_pdf("Proof"), called="Second")

        assert [row.title for row in ada.enclosures.all()] == ["First"]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"GIF89a", "This is no PDF."),
            (a_pdf("x", user="x", owner="y"), "locked by a password"),
            (b"%PDF-1.7\nnothing", "damaged or not complete"),
            (a_pdf(*["x"] * 31), "too many pages"),
            (b"", "The file is empty."),
            (b"%PDF-1.7" + b"x" * 5_000_001, "larger than 5 MB"),
        ],
        ids=["no pdf", "locked", "damaged", "long", "empty", "large"],
    )
    def test_one_that_is_not_taken_is_explained(self, client, letter, ada, content, words):
        answer = self.send(client, letter, content)

        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not ada.enclosures.exists()

    def test_a_shelf_that_is_full_says_so(self, client, letter, ada, monkeypatch):
        monkeypatch.setattr(enclosures, "MOST", 1)
        EnclosureFactory(user=ada)

        answer = self.send(client, letter, a_pdf("Proof"))

        assert "You keep 1 files already." in answer.content.decode()

    def test_deleted_it_goes_with_its_file(self, client, letter, ada, django_capture_on_commit_callbacks):
        row = kept(ada, "Proof.pdf", "Proof")

        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(
                reverse("letters:delete_enclosure", args=[row.pk]), {"letter": str(letter.pk)}
            )

        assert answer.url == url(letter)
        assert not ada.enclosures.exists()
        assert not default_storage.exists(row.key)

    def test_a_strangers_is_not_there(self, client, ada):
        row = EnclosureFactory()

        assert client.post(row.get_absolute_url()).status_code == 404
        assert client.post(reverse("letters:delete_enclosure", args=[row.pk])).status_code == 404
        assert client.post(url(CoverLetterFactory(), "enclose")).status_code == 404

    def test_a_link_gives_out_and_deletes_nothing(self, client, ada):
        row = EnclosureFactory(user=ada)

        assert client.get(row.get_absolute_url()).status_code == 405
        assert client.get(reverse("letters:delete_enclosure", args=[row.pk])).status_code == 405
