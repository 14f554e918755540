"""What downloaded files are called."""

import unicodedata

import pytest

from saaska.documents.downloads import content_disposition, file_name


class TestFileName:
    def test_it_says_whose_it_is_and_what_it_is(self):
        assert file_name("Zoë Müller", "Résumé") == "Zoë Müller – Résumé.pdf"

    @pytest.mark.parametrize(
        "name", ["李娜", "ليلى حدّاد", "Νίκος Παπαδόπουλος", "Nguyễn Thị Thuỳ Dương", "अमित शर्मा"]
    )
    def test_it_keeps_every_script(self, name):
        assert file_name(name, "Résumé") == f"{unicodedata.normalize('NFC', name)} – Résumé.pdf"

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("../../etc/passwd", "etc passwd – Résumé.pdf"),
            ('Anna "Ann" O\\Neil', "Anna Ann O Neil – Résumé.pdf"),
            ("O’Brien 'Pat'", "O’Brien 'Pat' – Résumé.pdf"),
            ("a\r\nSet-Cookie: x=1", "aSet-Cookie x=1 – Résumé.pdf"),
            ("a\x00b\x1fc\x7fd", "abcd – Résumé.pdf"),
            ("a\u202efdp.exe\u2066", "afdp.exe – Résumé.pdf"),
            ("a\u2028b\u00a0\u3000c", "a b c – Résumé.pdf"),
            ("Rocket 🚀 Rita", "Rocket 🚀 Rita – Résumé.pdf"),
            ("👩‍💻 Ada", "👩‍💻 Ada – Résumé.pdf"),
            ("..hidden.. ", "hidden – Résumé.pdf"),
            ("\ud800 lone", "lone – Résumé.pdf"),
        ],
    )
    def test_it_leaves_out_what_a_system_or_reader_could_stumble_over(self, name, expected):
        assert file_name(name, "Résumé") == expected

    @pytest.mark.parametrize("name", ["", "   ", "///", "\u202e\u202e", "–"])
    def test_it_says_what_it_is_when_there_is_no_name(self, name):
        assert file_name(name, "Résumé") == "Résumé.pdf"

    def test_it_is_never_empty(self):
        assert file_name("", "") == "Document.pdf"

    def test_it_avoids_the_names_of_windows_devices(self):
        assert file_name("con", "") == "con_.pdf"

    @pytest.mark.parametrize("letter", ["a", "ü", "漢", "🚀", "e\u0301\u0302", "👩‍💻"])
    def test_it_is_short_enough_for_every_file_system(self, letter):
        name = file_name(letter * 300, "Résumé")

        assert len(name.encode()) <= 185
        assert name.endswith(" – Résumé.pdf")

    def test_it_is_not_cut_inside_a_letter(self):
        name = file_name("x" + "e\u0302\u0323" * 300, "Résumé").removesuffix(" – Résumé.pdf")

        assert name == "x" + unicodedata.normalize("NFC", "e\u0302\u0323") * (len(name) - 1)

    def test_it_is_not_cut_inside_an_emoji(self):
        name = file_name("👩‍💻" * 100, "Résumé").removesuffix(" – Résumé.pdf")

        assert name == "👩‍💻" * (len(name) // 3)


class TestContentDisposition:
    def test_it_carries_any_script(self):
        header = content_disposition("Zoë Müller – Résumé.pdf")

        assert (
            header == "attachment; filename*=utf-8''Zo%C3%AB%20M%C3%BCller%20%E2%80%93%20R%C3%A9sum%C3%A9.pdf"
        )
        assert header.isascii()

    def test_it_cannot_be_ended_by_a_quote(self):
        assert content_disposition('a"; x="b.pdf') == 'attachment; filename="a\\"; x=\\"b.pdf"'
