"""What was sent: frozen byte for byte, proved by its hash, bound into a packet."""

import io
import json
import zipfile
from hashlib import sha256
from unittest.mock import ANY

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications import freezing
from applications.models import SentDocument
from applications.tests.factories import JobApplicationFactory
from letters.tests.factories import CoverLetterFactory, EnclosureFactory
from resumes.tests.factories import ResumeFactory
from saaska import files
from saaska.documents import prints
from saaska.documents.printing_errors import PrinterFailedError
from saaska.documents.tests.pdf_files import a_pdf
from saaska.files import FilesError

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(ada):
    return JobApplicationFactory(user=ada, company="Harbour/Data", job_description="We look for you.")


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, full=True, title="Data engineer")


def keep(client, application, token, **changes):
    address = reverse("applications:freeze", args=[application.pk])
    return client.post(address, {"sent-document": token, **changes}, follow=True)


def taken(client, application, document):
    return client.post(reverse("applications:sent", args=[application.pk, document.pk]))


def said(answer):
    return " ".join(map(str, answer.context["messages"]))


class TestFreeze:
    def test_later_changes_do_not_reach_what_was_sent(self, client, application, resume):
        keep(client, application, f"resume-{resume.pk}")
        document = application.documents.get()
        before = taken(client, application, document).content

        resume.save_over(1, {"summary": "Quite another text."})
        resume.delete_for_now()

        assert taken(client, application, document).content == before
        assert sha256(before).hexdigest() == document.sha256
        assert before.startswith(b"%PDF")
        assert (document.source_id, document.source_version, document.size) == (resume.pk, 1, len(before))

    def test_the_answer_carries_the_hash_and_a_name(self, client, application, resume):
        keep(client, application, f"resume-{resume.pk}")

        answer = taken(client, application, application.documents.get())

        assert answer.headers["Repr-Digest"].startswith("sha-256=:")
        assert ".pdf" in answer.headers["Content-Disposition"]

    def test_another_state_is_another_document_and_the_same_one_is_not(self, client, application, resume):
        keep(client, application, f"resume-{resume.pk}")
        again = keep(client, application, f"resume-{resume.pk}")
        resume.save_over(1, {"summary": "Quite another text."})
        keep(client, application, f"resume-{resume.pk}")

        assert "kept already" in said(again)
        assert application.documents.count() == 2

    def test_letters_and_own_pdfs_are_frozen_and_the_timeline_says_so(self, client, ada, application):
        letter, enclosure = CoverLetterFactory(user=ada), EnclosureFactory(user=ada, title="Diploma")
        files.keep(enclosure.key, b"%PDF-1.7 of the diploma")

        keep(client, application, f"letter-{letter.pk}")
        page = keep(client, application, f"attachment-{enclosure.pk}", **{"sent-sent_on": "2026-03-02"})

        kinds = application.documents.order_by("created_at").values_list("kind", flat=True)
        assert list(kinds) == ["letter", "attachment"]
        assert application.events.filter(kind="document").count() == 2
        assert "2 March 2026" in page.content.decode()

    def test_a_pdf_from_their_disk_is_an_attachment_and_one_of_their_own_from_then_on(
        self, client, ada, application, resume
    ):
        file = SimpleUploadedFile("Task.pdf", a_pdf("The task they set"))

        page = keep(client, application, f"resume-{resume.pk}", **{"sent-file": file})

        rows = application.documents.order_by("created_at").values_list("kind", "title", "file_name")
        assert list(rows) == [
            ("resume", "Data engineer", ANY),
            ("attachment", "Task", "Task.pdf"),
        ]
        assert list(ada.enclosures.values_list("title", flat=True)) == ["Task"]
        assert "“Task” is kept" in said(page)

    @pytest.mark.parametrize(
        ("content", "why"), [(b"<script>", "no PDF"), (b"%PDF-" + b"x" * 5_000_000, "larger than 5 MB")]
    )
    def test_a_file_that_is_no_pdf_or_too_large_is_refused_and_said(self, client, application, content, why):
        page = keep(client, application, "", **{"sent-file": SimpleUploadedFile("a.pdf", content)})

        assert application.documents.count() == 0
        assert why in said(page)

    @pytest.mark.parametrize("token", ["", "resume-x", "nonsense"])
    def test_what_is_no_document_of_theirs_is_refused(self, client, application, token):
        answer = keep(client, application, token)

        assert application.documents.count() == 0
        assert said(answer)

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "soon"])
    def test_nor_is_a_day_on_which_nothing_was_sent(self, client, application, resume, day):
        answer = keep(client, application, f"resume-{resume.pk}", **{"sent-sent_on": day})

        assert application.documents.count() == 0
        assert said(answer)

    def test_nor_is_somebody_elses(self, client, application):
        answer = keep(client, application, f"resume-{ResumeFactory().pk}")

        assert application.documents.count() == 0
        assert said(answer)

    def test_a_printer_that_fails_is_said_and_nothing_is_kept(self, client, application, resume, monkeypatch):
        monkeypatch.setattr(
            prints, "printed", lambda *_args, **_options: (_ for _ in ()).throw(PrinterFailedError())
        )

        answer = keep(client, application, f"resume-{resume.pk}")

        assert "could not be printed" in said(answer)
        assert application.documents.count() == 0

    def test_there_is_an_end_to_it(self, client, application, resume, monkeypatch):
        monkeypatch.setattr(freezing, "MOST", 0)

        assert "at most" in said(keep(client, application, f"resume-{resume.pk}"))


class TestProof:
    def test_a_file_that_was_changed_is_not_given_out(self, client, application, resume, caplog):
        keep(client, application, f"resume-{resume.pk}")
        document = application.documents.get()
        with default_storage.open(document.file) as file:
            whole = file.read()
        files.keep(document.file, whole.replace(b"%PDF-1.7", b"%PDF-1.6"))

        answer = taken(client, application, document)

        assert answer.status_code == 302
        assert "is not what was frozen" in caplog.text
        assert "not given out" in client.get(answer.url).content.decode()

    def test_nor_is_one_that_is_gone_and_its_packet_neither(self, client, application, resume):
        keep(client, application, f"resume-{resume.pk}")
        files.drop(application.documents.get().file)

        assert taken(client, application, application.documents.get()).status_code == 302
        assert client.post(reverse("applications:packet", args=[application.pk])).status_code == 302

    def test_a_storage_that_does_not_answer_is_no_fault_of_the_file(
        self, client, application, resume, monkeypatch
    ):
        keep(client, application, f"resume-{resume.pk}")
        monkeypatch.setattr(files, "read", lambda _key: (_ for _ in ()).throw(FilesError()))

        answer = taken(client, application, application.documents.get())

        assert "does not answer" in client.get(answer.url).content.decode()


class TestPacket:
    def test_it_holds_all_of_it_and_proves_it(self, client, application, resume):
        keep(client, application, f"resume-{resume.pk}")
        address = reverse("applications:packet", args=[application.pk])

        first, second = client.post(address).content, client.post(address).content

        assert first == second
        archive = zipfile.ZipFile(io.BytesIO(first))
        manifest = json.loads(archive.read("manifest.json"))
        assert {file["name"] for file in manifest["files"]} | {"manifest.json"} == set(archive.namelist())
        for file in manifest["files"]:
            assert sha256(archive.read(file["name"])).hexdigest() == file["sha256"]
        assert archive.read("posting.txt") == b"We look for you."
        assert any(name.startswith("documents/01 ") for name in archive.namelist())
        statuses = [event["status"] for event in json.loads(archive.read("timeline.json"))]
        assert "Applied" in statuses

    def test_it_holds_what_was_answered_and_every_text_of_the_posting(self, application):
        application.save_over(application.version, {"job_description": "No more.", "answers": "Permit: yes"})
        application.refresh_from_db()

        archive = zipfile.ZipFile(io.BytesIO(freezing.packet(application)))

        texts = [archive.read(name) for name in sorted(archive.namelist()) if name.startswith("postings/")]
        assert (texts, archive.read("answers.txt")) == ([b"We look for you.", b"No more."], b"Permit: yes")

    def test_names_cannot_leave_the_folder_they_are_unpacked_into(self, client, application, resume):
        row, _made = freezing.freeze(application, SentDocument.Kind.RESUME, resume)
        SentDocument.objects.filter(pk=row.pk).update(file_name="../../etc/passwd")

        archive = zipfile.ZipFile(io.BytesIO(freezing.packet(application)))

        assert all(".." not in name.split("/") for name in archive.namelist())


class TestChosen:
    def test_a_resume_chosen_in_the_form_is_frozen(self, client, ada, application, resume):
        letter = CoverLetterFactory(user=ada)
        page = client.get(reverse("applications:edit", args=[application.pk]))
        form = page.context["form"]
        data = {name: form[name].value() for name in form.fields}
        data = {name: value for name, value in data.items() if value not in (None, [])}

        client.post(
            reverse("applications:edit", args=[application.pk]),
            {**data, "version": application.version, "resume": resume.pk, "cover_letter": letter.pk},
        )

        noted = ada.activities.filter(type="freeze", feature="application").order_by("timestamp")
        kept = application.documents.order_by("created_at")
        assert [document.kind for document in kept] == ["resume", "letter"]
        assert [activity.details for activity in noted] == [
            {"application": str(application.pk), "sha256": document.sha256} for document in kept
        ]

    def test_one_that_cannot_be_printed_does_not_stop_the_form(self, client, ada, application, resume):
        type(resume).objects.update(template="gone")
        page = client.get(reverse("applications:edit", args=[application.pk]))
        form = page.context["form"]
        data = {name: form[name].value() for name in form.fields}
        data = {name: value for name, value in data.items() if value not in (None, [])}

        answer = client.post(
            reverse("applications:edit", args=[application.pk]),
            {**data, "version": application.version, "resume": resume.pk},
            follow=True,
        )

        application.refresh_from_db()
        assert application.resume_id == resume.pk
        assert "could not be kept as it was sent" in said(answer)


def test_the_page_asks_the_same_for_any_number_of_documents(client, application, resume, count_queries):
    client.get(application.get_absolute_url())
    with count_queries() as none:
        client.get(application.get_absolute_url())
    for number in range(3):
        resume.save_over(number + 1, {"summary": f"Text {number}"})
        resume.refresh_from_db()
        freezing.freeze(application, SentDocument.Kind.RESUME, resume)
    with count_queries() as several:
        page = client.get(application.get_absolute_url()).content.decode()

    assert len(several) == len(none) <= 8
    assert page.count("SHA-256") == 3
