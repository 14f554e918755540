"""The page where a person chooses how a résumé looks."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from resumes import printing, schema
from resumes.designs import designs_for
from resumes.editor.form import content_of
from resumes.looks import Look
from resumes.models import Resume
from resumes.tests.factories import ResumeFactory
from saaska.documents import prints, renderer
from saaska.documents.designs import Options, contrast
from saaska.documents.looks import PALETTES
from saaska.documents.models import Template
from saaska.documents.shapes import json_size
from saaska.documents.tests.asking import times_asked

pytestmark = pytest.mark.django_db

PREVIEW = {"HX-Request": "true"}


@pytest.fixture
def resume(ada):
    return ResumeFactory(user=ada, full=True, title="Data engineer")


def url(resume):
    return reverse("resumes:design", args=[resume.pk])


def look_of(resume, data=None):
    return Look(resume, designs=designs_for(resume.user, current=resume.template), data=data)


def form_of(resume, *, version=None, **changes):
    """What a browser posts out of the page, with some fields changed; None leaves a box without its tick."""
    look = look_of(resume)
    data = {name: look[name].value() for name in look.fields}
    data |= {"version": resume.version if version is None else version, "action": "save"}
    data["part"] = [part.id for part in look.parts]
    data["shown"] = [part.id for part in look.parts if part.shown]
    data["new-page"] = [part.id for part in look.parts if part.new_page]
    data["together"] = [part.id for part in look.parts if part.together]
    return {name: value for name, value in {**data, **changes}.items() if value not in (None, False)}


def stored(resume):
    resume.refresh_from_db()
    return resume.personal_info["layout"]


def section_ids(resume):
    return [section["id"] for section in resume.personal_info["sections"]]


class TestPage:
    def test_it_shows_the_pages_of_the_very_pdf(self, client, resume):
        page = client.get(url(resume)).content.decode()

        key = printing.order(resume).key
        assert reverse("resumes:page", args=[resume.pk, key, "1"]) in page
        assert 'alt="Page 2 of 2"' in page
        assert "2 pages, A4" in page

    def test_it_opens_as_the_resume_is(self, client, resume):
        look = look_of(resume, querydict(form_of(resume)))

        assert look.is_valid()
        assert (look.content(), look.differences()) == (look.stored, [])

    def test_premium_designs_are_shown_and_cannot_be_chosen(self, client, resume):
        page = client.get(url(resume)).content.decode()

        assert "These designs are for accounts with Premium." in page
        assert reverse("documents:detail", args=["resume", "executive"]) in page
        assert 'value="executive"' not in page

    def test_who_has_premium_chooses_among_all(self, client, resume, ada):
        ada.subscription_tier = ada.Tier.PREMIUM
        ada.save()

        page = client.get(url(resume)).content.decode()

        assert 'value="executive"' in page
        assert "for accounts with Premium" not in page

    def test_what_cannot_be_printed_is_named(self, client, resume):
        resume.summary = "Reads \U00012000."
        resume.save()

        page = client.get(url(resume)).content.decode()

        assert "No typeface here can draw this character" in page
        assert "\U00012000" in page

    def test_a_strangers_is_not_there(self, client, resume):
        stranger = ResumeFactory(public=True)

        assert client.get(url(stranger)).status_code == 404
        assert client.post(url(stranger), form_of(stranger)).status_code == 404

    def test_another_method_is_refused(self, client, resume):
        assert client.delete(url(resume)).status_code == 405

    def test_a_deleted_one_offers_the_way_back(self, client, resume):
        resume.delete_for_now()

        answer = client.get(url(resume))

        assert answer.status_code == 410
        assert reverse("resumes:restore", args=[resume.pk]) in answer.content.decode()

    def test_a_design_that_is_gone_is_said_and_another_one_can_be_chosen(self, client, ada):
        resume = ResumeFactory(user=ada, template="gone")

        answer = client.get(url(resume))
        client.post(url(resume), form_of(resume, template="minimal"))

        resume.refresh_from_db()
        assert answer.status_code == 200
        assert "There is no design “gone”." in answer.content.decode()
        assert resume.template == "minimal"

    @pytest.mark.parametrize("name", ["resumes:edit", "resumes:download"])
    def test_the_other_pages_of_a_resume_lead_to_it(self, client, resume, name):
        page = client.get(reverse(name, args=[resume.pk])).content.decode()

        assert f'href="{url(resume)}"' in page

    def test_the_list_leads_to_it(self, client, resume):
        assert f'href="{url(resume)}"' in client.get(reverse("resumes:index")).content.decode()


class TestSave:
    @pytest.mark.parametrize(
        ("chosen", "key", "value"),
        [
            ({"palette": "forest"}, "colors", list(PALETTES["forest"].colours)),
            (
                {"palette": "own", "main_colour": "#aa1122", "second_colour": "#330011"},
                "colors",
                ["#aa1122", "#330011"],
            ),
            ({"fonts": "garamond"}, "fonts", "garamond"),
            ({"spacing": "airy"}, "spacing", "airy"),
            ({"text_size": "small"}, "textSize", "small"),
            ({"page_size": "letter"}, "pageSize", "letter"),
            ({"language": "pt-br"}, "language", "pt-br"),
            ({"date_format": "numeric"}, "dateFormat", "numeric"),
            ({"attach_data": None}, "attachData", False),
        ],
    )
    def test_each_choice_is_kept_and_shown_again(self, client, resume, chosen, key, value):
        answer = client.post(url(resume), form_of(resume, **chosen))

        assert answer.status_code == 302
        assert stored(resume)[key] == value
        assert resume.version == 2
        again = look_of(resume)
        assert {name: again[name].value() or None for name in chosen} == chosen

    def test_no_word_of_it_changes(self, client, resume):
        before = {column: getattr(resume, column) for column in (*printing.PRINTED, "title")}

        client.post(url(resume), form_of(resume, palette="wine", template="classic-elegant"))

        stored(resume)
        layout, had = resume.personal_info.pop("layout"), before["personal_info"].pop("layout")
        assert {column: getattr(resume, column) for column in before} == before
        assert {**layout, "colors": []} == had
        assert resume.template == "classic-elegant"

    def test_a_save_without_a_change_writes_nothing(self, client, resume):
        client.post(url(resume), form_of(resume))

        before = resume.updated_at
        resume.refresh_from_db()
        assert (resume.version, resume.updated_at) == (1, before)

    def test_another_design_is_pinned_in_its_newest_version(self, client, resume):
        other = Template.objects.get(type=Template.Type.RESUME, slug="minimal")
        other.config = {**other.config, "fonts": "serif"}
        other.save()

        client.post(url(resume), form_of(resume, template="minimal"))

        resume.refresh_from_db()
        assert (resume.template, resume.template_version) == ("minimal", 2)

    def test_what_is_wrong_is_said_and_nothing_is_written(self, client, resume):
        answer = client.post(url(resume), form_of(resume, palette="own", main_colour="red", fonts="serif"))

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Choose a colour, such as #1e40af." in page
        assert '<option value="serif" selected>' in page
        assert stored(resume)["fonts"] == ""

    def test_a_premium_design_is_refused(self, client, resume):
        answer = client.post(url(resume), form_of(resume, template="executive"))

        resume.refresh_from_db()
        assert answer.status_code == 422
        assert "Choose one of these designs." in answer.content.decode()
        assert resume.template == "modern-professional"

    def test_the_download_follows_when_it_was_asked_for(self, client, resume):
        answer = client.post(url(resume), form_of(resume, action="download", palette="ink"))

        assert answer.url == reverse("resumes:download", args=[resume.pk])
        assert stored(resume)["colors"] == list(PALETTES["ink"].colours)

    def test_one_colour_of_an_import_stays_one(self, client, resume):
        resume.personal_info["layout"]["colors"] = ["#112233"]
        resume.save()

        client.post(url(resume), form_of(resume, fonts="serif"))

        assert stored(resume)["colors"] == ["#112233"]


class TestParts:
    def test_they_stand_as_they_are_printed(self, resume):
        resume.personal_info["layout"]["order"] = ["skills", "work"]

        parts = [part.id for part in look_of(resume).parts]

        assert parts == ["skills", "work", "summary", "education", *section_ids(resume)]

    def test_without_an_order_of_its_own_they_follow_the_chosen_design(self, resume):
        design = Template.objects.get(type=Template.Type.RESUME, slug="minimal")
        design.config = {**design.config, "options": {"order": ["education", "work"]}}
        design.save()

        look = look_of(resume, querydict(form_of(resume, template="minimal")))

        assert [part.id for part in look.parts][:4] == ["education", "work", "summary", "skills"]
        assert look.is_valid()
        assert look.content()["personal_info"]["layout"]["order"] == []

    def test_a_button_moves_one_without_script_and_saves_nothing(self, client, resume):
        answer = client.post(url(resume), form_of(resume, action="up-work"))

        page = answer.content.decode()
        assert page.index('data-part="work"') < page.index('data-part="summary"')
        assert stored(resume)["order"] == []

    def test_what_was_moved_is_saved(self, client, resume):
        parts = ["skills", *(part for part in form_of(resume)["part"] if part != "skills")]

        client.post(url(resume), form_of(resume, part=parts, own_order="True"))

        assert stored(resume)["order"] == parts

    def test_the_designs_own_order_comes_back(self, client, resume):
        resume.personal_info["layout"]["order"] = ["skills", "work"]
        resume.save()

        page = client.post(url(resume), form_of(resume, action="designed-order")).content.decode()
        client.post(url(resume), form_of(resume, own_order=""))

        assert page.index('data-part="work"') < page.index('data-part="skills"')
        assert stored(resume)["order"] == []

    def test_those_without_a_tick_are_kept_and_not_printed(self, client, resume):
        languages = resume.personal_info["sections"][1]["id"]
        shown = [part for part in form_of(resume)["part"] if part not in ("work", languages)]

        client.post(url(resume), form_of(resume, shown=shown))

        assert stored(resume)["hidden"] == ["work"]
        assert [section["visible"] for section in resume.personal_info["sections"]][:3] == [True, False, True]
        assert resume.work_experience
        assert "Harbour Data" not in str(printing.context(resume))
        assert "German" not in str(printing.context(resume))

    def test_parts_get_pages_and_headings_of_their_own(self, client, resume):
        section = section_ids(resume)[0]
        wishes = {"new-page": ["skills", section], "together": ["work"], "heading_work": "  Career\nso far "}

        client.post(url(resume), form_of(resume, **wishes))

        layout = stored(resume)
        assert (layout["newPage"], layout["together"]) == (["skills", section], ["work"])
        assert layout["headings"]["work"] == "Career so far"
        found = {part.id: part for part in printing.sections(resume, Options.of(None, layout))}
        assert found["work"].title == "Career so far"
        assert "together" in found["work"].classes
        assert "new-page" in found["skills"].classes
        assert printing.printed(resume).pages >= 3
        assert form_of(resume)["heading_work"] == "Career so far"  # and it opens as it is

    def test_one_that_the_page_did_not_know_is_printed_as_before(self, client, resume):
        known = [part for part in form_of(resume)["part"] if part != "skills"]

        client.post(url(resume), form_of(resume, part=known, shown=known))

        assert stored(resume)["hidden"] == []

    @pytest.mark.parametrize("action", ["up-nothing", "up-", "sideways-work", "", "up-summary", "down-work"])
    def test_whatever_a_button_says_every_part_stays(self, client, resume, action):
        answer = client.post(url(resume), form_of(resume, action=action))

        assert answer.status_code == 200
        assert answer.content.decode().count("data-part=") == 4 + len(section_ids(resume))


class TestColours:
    @pytest.mark.parametrize("palette", PALETTES.values())
    def test_those_with_a_name_can_be_read_on_white_and_under_it(self, palette):
        assert min(map(contrast, palette.colours)) >= 4.5

    def test_one_that_is_too_light_is_said_with_the_shade_of_text(self, client, resume):
        chosen = form_of(resume, palette="own", main_colour="#FFCC00", action="preview")

        page = client.post(url(resume), chosen).content.decode()

        assert "#ffcc00 is too light to be read as text on white (contrast 1.5" in page
        assert stored(resume)["colors"] == []

    def test_no_other_is(self, client, resume):
        page = client.post(url(resume), form_of(resume, palette="ink", action="preview")).content.decode()

        assert "too light" not in page


class TestPreview:
    def test_it_shows_what_is_not_saved(self, client, resume):
        answer = client.post(url(resume), form_of(resume, page_size="letter", action="preview"))

        page = answer.content.decode()
        assert answer.status_code == 200
        assert "2 pages, Letter" in page
        assert printing.order(resume).key not in page
        assert stored(resume)["pageSize"] == ""

    def test_a_script_gets_the_pieces_alone(self, client, resume):
        chosen = form_of(resume, palette="wine", action="preview")

        answer = client.post(url(resume), chosen, headers=PREVIEW)

        page = answer.content.decode()
        assert "<main" not in page
        assert all(f'id="{piece}"' in page for piece in ("preview-pages", "parts", "faint-colours"))
        assert "HX-Request" in answer["Vary"]

    def test_what_is_saved_then_is_not_printed_again(self, client, resume, monkeypatch):
        prints.forget_all()
        asked = times_asked(monkeypatch)
        chosen = form_of(resume, palette="wine", template="minimal", action="preview")
        page = client.post(url(resume), chosen, headers=PREVIEW).content.decode()

        client.post(url(resume), {**chosen, "action": "save"})
        client.post(reverse("resumes:download", args=[resume.pk]))

        resume.refresh_from_db()
        assert f"/preview/{printing.order(resume).key}/1" in page
        assert asked() == 1

    def test_the_image_is_made_on_the_way_in_the_size_that_is_asked_for(self, client, resume, monkeypatch):
        prints.forget_all()
        asked = times_asked(monkeypatch)
        chosen = form_of(resume, palette="plum", action="preview", dense="yes")
        page = client.post(url(resume), chosen, headers=PREVIEW).content.decode()
        address = page.split(" 1x, ")[1].split(" 2x")[0]

        answer = client.get(address)

        assert answer["Content-Type"] == "image/png"
        assert asked() == 1

    def test_the_form_being_wrong_is_said_in_place_of_pages(self, client, resume):
        chosen = form_of(resume, palette="own", main_colour="red", action="preview")

        answer = client.post(url(resume), chosen, headers=PREVIEW)

        assert answer.status_code == 422
        assert "Choose a colour, such as #1e40af." in answer.content.decode()

    def test_one_that_is_too_long_says_so_and_can_be_saved(self, client, resume):
        job = {**resume.work_experience[0], "description": "word " * 1000}
        resume.work_experience = [{**job, "id": f"exp_{number}"} for number in range(11)]
        resume.save()
        chosen = form_of(resume, text_size="large", spacing="airy")

        answer = client.post(url(resume), {**chosen, "action": "preview"}, headers=PREVIEW)
        client.post(url(resume), chosen)

        assert answer.status_code == 422
        assert "pages can be printed" in answer.content.decode()
        assert stored(resume)["textSize"] == "large"

    def test_with_every_printer_busy_it_asks_to_come_again(self, client, resume, monkeypatch):
        monkeypatch.setattr(renderer, "pool", renderer.Pool(1, waiting_seconds=0.01))
        renderer.pool.line.enter(seconds=0)
        chosen = form_of(resume, main_colour="#010203", palette="own", action="preview")

        answer = client.post(url(resume), chosen, headers=PREVIEW)

        assert answer.status_code == 503
        assert "try again in a moment" in answer.content.decode()

    def test_it_asks_as_often_for_a_large_resume_as_for_a_small_one(self, client, resume, ada, count_queries):
        small = ResumeFactory(user=ada)
        client.get(url(small))
        with count_queries() as for_small:
            client.get(url(small))

        client.get(url(resume))
        with count_queries() as for_large:
            client.get(url(resume))

        assert len(for_large) == len(for_small)


class TestConflict:
    def test_a_stale_page_writes_nothing_and_keeps_the_choices(self, client, resume):
        chosen = form_of(resume, palette="wine", fonts="serif")
        resume.save_over(1, {"summary": "Saved elsewhere."})

        answer = client.post(url(resume), chosen)

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Yours differ in: Colours, Fonts." in page
        assert 'name="version" value="2"' in page
        assert '<option value="serif" selected>' in page
        assert stored(resume)["fonts"] == ""

    def test_saving_them_over_it_keeps_the_words_of_the_other(self, client, resume):
        chosen = form_of(resume, fonts="serif")
        resume.save_over(1, {"summary": "Saved elsewhere."})

        client.post(url(resume), chosen)
        client.post(url(resume), {**chosen, "version": 2})

        assert stored(resume)["fonts"] == "serif"
        assert (resume.summary, resume.version) == ("Saved elsewhere.", 3)

    def test_one_deleted_meanwhile_comes_back_only_when_its_owner_says_so(self, client, resume):
        chosen = form_of(resume, fonts="serif")
        resume.delete_for_now()

        answer = client.post(url(resume), chosen)
        still_deleted = Resume.objects.get(pk=resume.pk).deleted_at
        client.post(url(resume), {**chosen, "restoring": "yes"})

        assert answer.status_code == 409
        assert 'name="restoring"' in answer.content.decode()
        assert still_deleted
        assert stored(resume)["fonts"] == "serif"
        assert resume.deleted_at is None


def querydict(data):
    found = QueryDict(mutable=True)
    for name, value in data.items():
        found.setlist(name, value if isinstance(value, list) else [value])
    return found


class TestPutOn:
    """From the gallery, on a résumé there is already."""

    def put(self, client, resume, slug="classic-elegant", **more):
        fields = {"template": slug, "document": resume.pk, **more}
        return client.post(reverse("resumes:put_design"), fields, follow=True)

    def test_the_gallery_lists_ones_resumes(self, client, ada):
        resume = ResumeFactory(user=ada, title="Baker")
        ResumeFactory(user=ada, title="Gone", deleted=True)
        ResumeFactory(title="A stranger's")

        shown = client.get(reverse("documents:detail", args=["resume", "classic-elegant"])).text

        assert f'<option value="{resume.pk}">Baker</option>' in shown
        assert "Gone" not in shown
        assert "stranger" not in shown

    def test_it_changes_the_design_and_nothing_else(self, client, ada):
        resume = ResumeFactory(user=ada, full=True)

        answer = self.put(client, resume)

        before = (resume.personal_info, resume.work_experience, resume.version)
        resume.refresh_from_db()
        assert answer.redirect_chain == [(reverse("resumes:design", args=[resume.pk]), 302)]
        assert (resume.template, resume.template_version) == ("classic-elegant", 1)
        assert (resume.personal_info, resume.work_experience, resume.version - 1) == before

    def test_undo_brings_the_one_before_back(self, client, ada):
        resume = ResumeFactory(user=ada)
        before = resume.template

        undo = reverse("resumes:restore_state", args=[resume.pk, 1])
        assert undo in self.put(client, resume).text
        client.post(undo)

        resume.refresh_from_db()
        assert resume.template == before

    def test_the_design_it_has_already_changes_nothing(self, client, ada):
        resume = ResumeFactory(user=ada, template="classic-elegant")

        assert "has the design Classic Elegant already" in self.put(client, resume).text
        assert resume.states.count() == 1

    @pytest.mark.parametrize("slug", ["executive", "no-such-design", ""])
    def test_a_design_that_is_not_for_them_is_404(self, client, ada, slug):
        resume = ResumeFactory(user=ada)

        assert self.put(client, resume, slug).status_code == 404

    @pytest.mark.parametrize("key", ["", "1", "x" * 36, "\0"])
    def test_a_key_of_nothing_is_404(self, client, ada, key):
        assert self.put(client, ResumeFactory(user=ada), document=key).status_code == 404

    def test_a_strangers_is_404(self, client, ada):
        stranger = ResumeFactory()

        assert self.put(client, stranger).status_code == 404
        stranger.refresh_from_db()
        assert stranger.template != "classic-elegant"

    def test_another_method_is_refused(self, client, ada):
        assert client.get(reverse("resumes:put_design")).status_code == 405


class TestSize:
    def test_a_look_that_makes_the_whole_too_large_is_refused(self, client, ada, monkeypatch):
        resume = ResumeFactory(user=ada, full=True)
        monkeypatch.setattr(schema, "SIZE", json_size(*sizes_of(resume)))
        look = {
            "template": resume.template,
            "version": 1,
            "action": "save",
            "palette": "ink",
            "attach_data": "on",
        }

        answer = client.post(reverse("resumes:design", args=[resume.pk]), look)

        assert answer.status_code == 422
        assert "can be printed" in answer.text
        assert resume.states.count() == 1


def sizes_of(resume):
    content = content_of(resume)
    return [
        content[column] for column in ("personal_info", "work_experience", "education", "skills", "summary")
    ]
