"""What documents print out of their personal_info."""

from typing import get_args

import pytest

from saaska.documents import personal, sections
from saaska.documents.blocks import Group, Item, Section
from saaska.documents.links import Link


class TestContacts:
    def test_they_come_in_the_usual_order_with_what_they_lead_to(self):
        contacts = personal.contacts(
            {
                "website": "https://www.zoe.example.com/",
                "linkedin": "https://www.linkedin.com/in/zoe/",
                "location": "Chicago, IL",
                "phone": "+1 (312) 555-0142",
                "email": "zoe@example.org",
                "links": [{"label": "Talks", "url": "https://example.net/t"}],
            }
        )

        assert contacts == [
            Link("zoe@example.org", "mailto:zoe@example.org"),
            Link("+1 (312) 555-0142", "tel:+13125550142"),
            Link("Chicago, IL", ""),
            Link("linkedin.com/in/zoe", "https://www.linkedin.com/in/zoe/"),
            Link("zoe.example.com", "https://www.zoe.example.com/"),
            Link("Talks: example.net/t", "https://example.net/t"),
        ]

    def test_what_is_no_e_mail_address_is_text_only(self):
        assert personal.contacts({"email": "ask me"}) == [Link("ask me", "")]


class TestFullName:
    @pytest.mark.parametrize(
        ("first", "last", "name"),
        [
            ("Zoë", "Müller", "Zoë Müller"),
            ("太郎", "山田", "山田 太郎"),
            ("민수", "김", "김 민수"),
            ("タロウ", "ヤマダ", "ヤマダ タロウ"),
            ("Taro", "山田", "Taro 山田"),
            ("小明", "", "小明"),
        ],
    )
    def test_a_familys_name_comes_first_where_it_is_written_so(self, first, last, name):
        assert personal.full_name({"firstName": first, "lastName": last}) == name


class TestSections:
    def test_every_kind_of_the_shape_is_printed(self):
        kinds = {
            get_args(kind.model_fields["kind"].annotation)[0]
            for kind in get_args(get_args(sections.Section)[0])
        }

        assert kinds == set(personal.ENTRIES) | set(personal.GROUPS)

    def test_hidden_and_empty_ones_are_left_out(self):
        languages = {"kind": "languages", "items": [{"name": "German", "level": ""}]}

        found = personal.sections(
            {
                "sections": [
                    {**languages, "id": "a", "visible": False, "title": ""},
                    {**languages, "id": "b", "items": []},
                    {**languages, "id": "c", "items": [{"name": "", "level": ""}]},
                    {**languages, "id": "d", "visible": True, "title": ""},
                ]
            }
        )

        assert found == [Section("d", "Languages", "languages", groups=[Group("", [Item("German", "")])])]
