"""The staff's pages: one for every table of ours, for staff alone, and none that reads a whole table."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User, UserActivity, UserPreferences
from accounts.tests.factories import UserActivityFactory, UserFactory, UserPreferencesFactory
from applications.models import (
    ApplicationImport,
    ApplicationImportPart,
    BulkChange,
    CalendarFeed,
    JobApplication,
    Reminder,
    ReminderChoices,
    SavedView,
    WeeklyGoal,
)
from applications.tests.factories import (
    ApplicationContactFactory,
    ApplicationEventFactory,
    ApplicationImportFactory,
    ApplicationImportPartFactory,
    ApplicationTaskFactory,
    BulkChangeFactory,
    CalendarFeedFactory,
    InterviewRoundFactory,
    JobApplicationFactory,
    PostingTextFactory,
    ReminderChoicesFactory,
    ReminderFactory,
    SavedViewFactory,
    WeeklyGoalFactory,
)
from billing.models import Subscription
from billing.tests.factories import SubscriptionFactory
from interviews.models import InterviewSession
from interviews.tests.factories import InterviewSessionFactory
from jobs.models import SavedJob
from jobs.tests.factories import SavedJobFactory, SavedPostingFactory
from letters.models import CoverLetter, CoverLetterState
from letters.tests.factories import CoverLetterFactory, CoverLetterStateFactory
from resumes.models import Resume, ResumeCopy, ResumeImport, ResumeShare, ResumeShareDay, ResumeState
from resumes.tests.factories import (
    ResumeCopyFactory,
    ResumeFactory,
    ResumeImportFactory,
    ResumeShareDayFactory,
    ResumeShareFactory,
    ResumeStateFactory,
)
from saaska.db import lists
from saaska.db.lists import ReadableJSONField
from saaska.db.models import AuditEntry
from saaska.documents.models import DesignSource, DesignVersion, Template
from saaska.documents.tests.factories import DesignSourceFactory, DesignVersionFactory, TemplateFactory
from saaska.staff import StaffSite
from saaska.tests.sweeps.pages import Page

pytestmark = pytest.mark.django_db
OURS = (
    "saaska_db",
    "documents",
    "accounts",
    "resumes",
    "letters",
    "applications",
    "jobs",
    "interviews",
    "billing",
)
OWNED = {
    UserPreferences: UserPreferencesFactory,
    UserActivity: UserActivityFactory,
    Resume: ResumeFactory,
    ResumeImport: ResumeImportFactory,
    ResumeState: ResumeStateFactory,
    ResumeCopy: ResumeCopyFactory,
    ResumeShare: ResumeShareFactory,
    ResumeShareDay: ResumeShareDayFactory,
    CoverLetter: CoverLetterFactory,
    CoverLetterState: CoverLetterStateFactory,
    JobApplication: JobApplicationFactory,
    ApplicationImport: ApplicationImportFactory,
    ApplicationImportPart: ApplicationImportPartFactory,
    CalendarFeed: CalendarFeedFactory,
    ReminderChoices: ReminderChoicesFactory,
    Reminder: ReminderFactory,
    WeeklyGoal: WeeklyGoalFactory,
    SavedView: SavedViewFactory,
    BulkChange: BulkChangeFactory,
    SavedJob: SavedJobFactory,
    InterviewSession: InterviewSessionFactory,
    Subscription: SubscriptionFactory,
}
PUBLISHED = {DesignSource: DesignSourceFactory, DesignVersion: DesignVersionFactory}
FACTORIES = {User: UserFactory, Template: TemplateFactory, **PUBLISHED, **OWNED}
TABLES = [*FACTORIES, AuditEntry]
READ_ONLY = [
    AuditEntry,
    UserActivity,
    ResumeImport,
    ResumeCopy,
    ResumeShare,
    ResumeShareDay,
    ApplicationImport,
    ApplicationImportPart,
    CalendarFeed,
    Reminder,
    ReminderChoices,
    WeeklyGoal,
    SavedView,
    BulkChange,
    ResumeState,
    CoverLetterState,
    *PUBLISHED,
]
OF_SOMETHING = [
    (ApplicationContactFactory, "application"),
    (ApplicationEventFactory, "application"),
    (ApplicationTaskFactory, "application"),
    (InterviewRoundFactory, "application"),
    (PostingTextFactory, "application"),
    (SavedPostingFactory, "saved_job"),
]
EDITABLE = [model for model in FACTORIES if model not in READ_ONLY]


def path(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def name(model):
    return model.__name__


def posted(response):
    """What a browser would post from an open change form, unchanged."""
    form = response.context["adminform"].form
    data = {}
    for field in [*form, *(field for formset in response.context["inline_admin_formsets"]
                           for field in formset.formset.management_form)]:  # fmt: skip
        widget = field.field.widget
        value = field.value()
        if hasattr(widget, "decompress"):
            values = widget.decompress(value)
            parts = {f"{field.html_name}_{number}": part for number, part in enumerate(values)}
            data |= {key: "" if part is None else str(part) for key, part in parts.items()}
        elif value is not None and value is not False:
            data[field.html_name] = "on" if value is True else value
    return data


@pytest.fixture
def staff():
    return UserFactory(staff=True, email="staff@example.org")


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


class TestRegistry:
    def test_every_table_of_ours_has_its_page(self):
        tables = {model for label in OURS for model in apps.get_app_config(label).get_models()}

        assert tables - set(admin.site._registry) == set()

    @pytest.mark.parametrize("model", TABLES, ids=name)
    def test_each_of_them_is_a_bounded_list(self, model):
        assert isinstance(admin.site.get_model_admin(model), lists.TableAdmin)

    @pytest.mark.parametrize("model", [UserSession, EmailAddress], ids=name)
    def test_what_could_open_an_account_has_no_page(self, model):
        assert not admin.site.is_registered(model)


class TestAccess:
    @pytest.mark.parametrize("model", TABLES, ids=name)
    def test_it_refuses_somebody_who_is_not_staff(self, client, model):
        client.force_login(UserFactory())

        response = client.get(path(model), follow=True)

        assert response.status_code == 403

    def test_it_sends_a_visitor_to_the_login_of_everybody(self, client):
        response = client.get(path(User), follow=True)

        assert response.redirect_chain[-1][0].startswith("/accounts/login/")

    def test_there_is_no_second_login_form(self, client):
        response = client.post("/admin/login/", {"username": "staff@example.org", "password": "x"})

        assert (response.status_code, response.url.split("?")[0]) == (302, "/accounts/login/")

    def test_staff_who_were_let_go_lose_it_at_once(self, as_staff, staff):
        User.objects.filter(pk=staff.pk).update(is_staff=False)

        assert as_staff.get(path(User), follow=True).status_code == 403

    def test_a_member_of_staff_without_permission_sees_no_table(self, client):
        client.force_login(UserFactory(is_staff=True))

        assert client.get(path(Resume)).status_code == 403

    def test_passwords_are_changed_where_everybody_changes_theirs(self, as_staff):
        response = as_staff.post("/admin/password_change/", {"new_password1": "x"})

        assert (response.status_code, response.url) == (302, reverse("account_change_password"))


@pytest.mark.parametrize("model", TABLES, ids=name)
class TestLists:
    def test_it_opens(self, as_staff, model):
        FACTORIES.get(model, UserFactory)()

        response = as_staff.get(path(model))

        assert response.status_code == 200
        assert response.context["cl"].result_count >= 1

    def test_ten_rows_take_the_queries_of_one(self, as_staff, count_queries, model):
        make = FACTORIES.get(model, UserFactory)
        make()
        as_staff.get(path(model))
        with count_queries() as one:
            as_staff.get(path(model))
        make.create_batch(9)

        with count_queries() as ten:
            as_staff.get(path(model))

        assert len(ten) == len(one)

    def test_its_page_for_one_row_opens(self, as_staff, model):
        FACTORIES.get(model, UserFactory)()
        row = model._default_manager.order_by("pk").first()

        assert as_staff.get(path(model, "change", row.pk)).status_code == 200

    def test_it_sorts_by_nothing_but_what_has_an_index(self, as_staff, model):
        columns = len(admin.site.get_model_admin(model).list_display)
        allowed = {"email", "company", "created_at", "date_applied"}

        for number in range(1, columns + 1):
            found = (
                as_staff.get(path(model), {"o": number}).context["cl"].queryset.query.order_by[0].lstrip("-")
            )
            usual = admin.site.get_model_admin(model).ordering[0].lstrip("-")
            assert found in {usual, "pk", "id"} | allowed

    def test_it_filters_by_nothing_it_does_not_offer(self, as_staff, model):
        response = as_staff.get(path(model), {"user__password__startswith": "argon2"})

        assert response.status_code == 400


@pytest.mark.parametrize("model", OWNED, ids=name)
class TestSearch:
    def test_it_finds_rows_by_part_of_their_owners_address(self, as_staff, model):
        mine = OWNED[model](user=UserFactory(email="quentin@example.net"))
        OWNED[model]()

        response = as_staff.get(path(model), {"q": "QUENTIN@example"})

        assert [row.pk for row in response.context["cl"].result_list] == [mine.pk]

    def test_it_finds_rows_by_their_owners_id(self, as_staff, model):
        mine = OWNED[model]()
        OWNED[model]()

        response = as_staff.get(path(model), {"q": str(mine.user_id)})

        assert [row.pk for row in response.context["cl"].result_list] == [mine.pk]

    def test_it_finds_nothing_for_two_letters(self, as_staff, model):
        OWNED[model](user=UserFactory(email="quentin@example.net"))

        assert as_staff.get(path(model), {"q": "qu"}).context["cl"].result_count == 0


class TestSearchByText:
    @pytest.mark.parametrize(
        ("model", "row"),
        [
            (User, {"email": "acme.fan@example.net"}),
            (JobApplication, {"company": "Acme & Sons"}),
            (JobApplication, {"position": "Acme Whisperer"}),
            (SavedJob, {"company": "Acme & Sons"}),
            (SavedJob, {"position": "Acme Whisperer"}),
            (CoverLetter, {"company_name": "Acme & Sons"}),
        ],
    )
    def test_it_finds_a_part_whatever_the_case(self, as_staff, model, row):
        mine = FACTORIES[model](**row)
        FACTORIES[model]()

        response = as_staff.get(path(model), {"q": "aCME"})

        assert [row.pk for row in response.context["cl"].result_list] == [mine.pk]

    def test_every_word_has_to_fit(self, as_staff):
        mine = JobApplicationFactory(company="Acme", position="Baker")
        JobApplicationFactory(company="Acme", position="Driver")

        response = as_staff.get(path(JobApplication), {"q": "acme baker"})

        assert [row.pk for row in response.context["cl"].result_list] == [mine.pk]

    def test_signs_of_patterns_mean_themselves(self, as_staff):
        JobApplicationFactory(company="Acme")

        assert as_staff.get(path(JobApplication), {"q": "%%%"}).context["cl"].result_count == 0

    def test_the_audit_trail_finds_a_row_by_its_id(self, as_staff):
        resume = ResumeFactory()
        ResumeFactory()

        response = as_staff.get(path(AuditEntry), {"q": str(resume.pk)})

        assert {entry.row_id for entry in response.context["cl"].result_list} == {resume.pk}


class TestFilters:
    def test_it_offers_the_values_in_use(self, as_staff):
        UserActivityFactory(type="login")
        UserActivityFactory(type="login")
        UserActivityFactory(type="download", feature="resumes")

        response = as_staff.get(path(UserActivity), {"type": "download"})

        type_filter, feature_filter = response.context["cl"].filter_specs
        assert type_filter.lookup_choices == [("download", "download"), ("login", "login")]
        assert feature_filter.lookup_choices == [("resumes", "resumes")]
        assert [row.type for row in response.context["cl"].result_list] == ["download"]

    def test_it_filters_by_a_column(self, as_staff):
        hired = JobApplicationFactory(hired=True)
        JobApplicationFactory()

        response = as_staff.get(path(JobApplication), {"status__exact": "Hired"})

        assert [row.pk for row in response.context["cl"].result_list] == [hired.pk]

    def test_a_persons_page_leads_to_their_rows(self, as_staff):
        resume = ResumeFactory()
        ResumeFactory()

        page = as_staff.get(path(User, "change", resume.user_id)).content.decode()
        response = as_staff.get(path(Resume), {"user__id__exact": resume.user_id})

        assert f'href="{path(Resume)}?user__id__exact={resume.user_id}"' in page
        assert [row.pk for row in response.context["cl"].result_list] == [resume.pk]


class TestCalendar:
    @pytest.fixture
    def applications(self):
        return [JobApplicationFactory(date_applied=day) for day in ("2024-02-10", "2024-02-29", "2025-07-01")]

    def choices(self, client, **chosen):
        calendar = client.get(path(JobApplication), chosen).context["cl"].calendar
        return [choice["title"] for choice in calendar["choices"]]

    def test_it_begins_with_the_year_of_the_oldest_row(self, as_staff, applications):
        assert self.choices(as_staff)[:2] == ["2024", "2025"]

    def test_a_year_has_its_months(self, as_staff, applications):
        months = self.choices(as_staff, date_applied__year=2024)

        assert (months[0], months[-1], len(months)) == ("January 2024", "December 2024", 12)

    def test_a_month_has_its_days(self, as_staff, applications):
        days = self.choices(as_staff, date_applied__year=2024, date_applied__month=2)

        assert (days[0], days[-1]) == ("February 1", "February 29")

    def test_a_day_shows_its_rows(self, as_staff, applications):
        day = {"date_applied__year": 2024, "date_applied__month": 2, "date_applied__day": 10}

        response = as_staff.get(path(JobApplication), day)

        assert [row.pk for row in response.context["cl"].result_list] == [applications[0].pk]
        assert [choice["title"] for choice in response.context["cl"].calendar["choices"]] == ["February 10"]

    def test_an_empty_table_has_this_year(self, as_staff):
        assert len(self.choices(as_staff)) == 1

    def test_a_month_without_its_year_is_refused(self, as_staff):
        assert as_staff.get(path(JobApplication), {"date_applied__month": 2}).status_code == 400

    def test_the_page_shows_it(self, as_staff, applications):
        page = as_staff.get(path(JobApplication)).content.decode()

        assert '<a href="?date_applied__year=2024">2024</a>' in page

    @pytest.mark.parametrize("year", ["0", "x", "99999", "-1"])
    def test_a_year_that_is_none_goes_back_to_the_list(self, as_staff, year):
        assert as_staff.get(path(JobApplication), {"date_applied__year": year}).status_code == 302


class TestCounting:
    @pytest.fixture
    def little(self, monkeypatch):
        monkeypatch.setattr(lists, "COUNTED", 4)
        monkeypatch.setattr(admin.site.get_model_admin(SavedJob), "list_per_page", 2)

    def test_a_small_table_is_counted(self, as_staff, little):
        SavedJobFactory.create_batch(4)

        assert "4 saved jobs" in as_staff.get(path(SavedJob)).content.decode()

    def test_a_large_one_is_estimated_over_its_partitions(self, as_staff, little):
        SavedJobFactory.create_batch(12)
        with connection.cursor() as cursor:
            cursor.execute("analyze saved_jobs")

        page = as_staff.get(path(SavedJob)).content.decode()

        assert "about 12 saved jobs" in page

    def test_part_of_a_large_one_says_more_than(self, as_staff, little):
        SavedJobFactory.create_batch(12)

        page = as_staff.get(path(SavedJob), {"applied__exact": 0}).content.decode()

        assert "more than 4 saved jobs" in page

    def test_pages_end_where_counting_does(self, as_staff, little):
        SavedJobFactory.create_batch(12)

        last, beyond = (as_staff.get(path(SavedJob), {"p": number}) for number in (2, 3))

        assert (last.status_code, beyond.status_code) == (200, 302)

    @pytest.mark.parametrize(
        ("number", "rounded"), [(7, 7), (99, 99), (1_234_567, 1_200_000), (99_900, 100_000)]
    )
    def test_estimates_are_round(self, number, rounded):
        assert lists.first_digits(number) == rounded


class TestEditing:
    @pytest.mark.parametrize("model", EDITABLE, ids=name)
    def test_what_the_page_shows_can_be_saved_as_it_is(self, as_staff, model):
        row = FACTORIES[model]()
        before = model._default_manager.filter(pk=row.pk).values().get()
        page = as_staff.get(path(model, "change", row.pk))

        response = as_staff.post(path(model, "change", row.pk), posted(page))

        after = model._default_manager.filter(pk=row.pk).values().get()
        assert response.status_code == 302, response.context["adminform"].form.errors
        assert before | {"updated_at": None, "version": None} == after | {
            "updated_at": None,
            "version": None,
        } | ({} if "version" in before else {"version": None})

    def test_a_change_is_in_the_audit_trail_under_the_role_of_staff(self, as_staff, staff):
        resume = ResumeFactory()
        page = as_staff.get(path(Resume, "change", resume.pk))

        as_staff.post(path(Resume, "change", resume.pk), posted(page) | {"title": "Better"})

        entry = AuditEntry.objects.filter(table_name="resumes", row_id=resume.pk).latest("id")
        assert (entry.operation, entry.actor_role, entry.actor_id) == ("U", "saaska_staff", staff.pk)
        assert entry.changes["title"] == [resume.title, "Better"]

    def test_json_of_a_wrong_shape_is_refused_in_words(self, as_staff):
        resume = ResumeFactory()
        page = as_staff.get(path(Resume, "change", resume.pk))
        wrong = posted(page) | {"personal_info": '{"firstName": 7, "nickname": "Zo"}'}

        response = as_staff.post(path(Resume, "change", resume.pk), wrong)

        assert response.context["adminform"].form.errors["personal_info"] == [
            "The first name has to be text.",
            "“nickname” is not a known field.",
        ]

    def test_json_is_shown_as_people_read_it(self, as_staff):
        resume = ResumeFactory(full=True)

        page = as_staff.get(path(Resume, "change", resume.pk)).content.decode()

        assert "\n  &quot;lastName&quot;: &quot;Müller&quot;,\n" in page

    def test_saving_makes_a_new_version(self, as_staff):
        resume = ResumeFactory()
        page = as_staff.get(path(Resume, "change", resume.pk))

        as_staff.post(path(Resume, "change", resume.pk), posted(page) | {"title": "Better"})

        resume.refresh_from_db()
        assert (resume.title, resume.version) == ("Better", 2)

    def test_a_version_saved_meanwhile_is_not_overwritten(self, as_staff):
        resume = ResumeFactory()
        page = as_staff.get(path(Resume, "change", resume.pk))
        Resume.objects.filter(pk=resume.pk).update(title="Of the owner", version=2)

        response = as_staff.post(path(Resume, "change", resume.pk), posted(page) | {"title": "Of staff"})

        resume.refresh_from_db()
        assert "saved by somebody else" in response.content.decode()
        assert (resume.title, resume.version) == ("Of the owner", 2)

    @pytest.mark.parametrize("model", [model for model in OWNED if model in EDITABLE], ids=name)
    def test_a_row_stays_with_its_owner(self, as_staff, model):
        row, other = OWNED[model](), UserFactory()
        page = as_staff.get(path(model, "change", row.pk))

        as_staff.post(path(model, "change", row.pk), posted(page) | {"user": str(other.pk)})

        assert model._default_manager.get(pk=row.pk).user_id == row.user_id

    def test_an_application_takes_no_strangers_resume(self, as_staff):
        application, resume = JobApplicationFactory(), ResumeFactory()
        page = as_staff.get(path(JobApplication, "change", application.pk))

        response = as_staff.post(
            path(JobApplication, "change", application.pk), posted(page) | {"resume": str(resume.pk)}
        )

        assert response.context["adminform"].form.errors == {"resume": ["This belongs to another person."]}

    @pytest.mark.parametrize(("make", "parent"), OF_SOMETHING)
    def test_what_is_kept_about_something_goes_to_no_strangers(self, as_staff, make, parent):
        row = make()
        strangers = {parent: str(getattr(make(), f"{parent}_id"))}
        page = as_staff.get(path(type(row), "change", row.pk))

        changed = as_staff.post(path(type(row), "change", row.pk), posted(page) | strangers)
        added = as_staff.post(path(type(row), "add"), posted(page) | strangers | {"user": str(row.user_id)})

        said = [answer.context["adminform"].form.errors[parent] for answer in (changed, added)]
        assert said == [["This belongs to another person."]] * 2

    def test_a_subscription_can_be_granted(self, as_staff):
        person = UserFactory()
        values = {"user": person.pk, "plan_type": "premium", "status": "active"}

        as_staff.post(path(Subscription, "add"), values)

        assert Subscription.objects.get(user=person).plan_type == "premium"

    def test_a_row_can_be_deleted(self, as_staff):
        job = SavedJobFactory()

        as_staff.post(path(SavedJob, "delete", job.pk), {"post": "yes"})

        assert not SavedJob.objects.exists()


class TestReadOnly:
    @pytest.mark.parametrize("model", READ_ONLY, ids=name)
    @pytest.mark.parametrize("action", ["add", "change", "delete"])
    def test_nothing_can_be_written(self, as_staff, model, action):
        FACTORIES.get(model, UserFactory)()
        rows = model._default_manager.order_by("pk").values()
        before = rows.first()

        response = as_staff.post(
            path(model, action, *([] if action == "add" else [before[model._meta.pk.name]])), {"post": "yes"}
        )

        assert (response.status_code, rows.first()) == (403, before)

    def test_audited_changes_are_shown(self, as_staff):
        person = UserFactory(first_name="Zoë")
        entry = AuditEntry.objects.filter(row_id=person.pk).first()

        page = as_staff.get(path(AuditEntry, "change", entry.pk)).content.decode()

        assert "&quot;first_name&quot;: &quot;Zoë&quot;" in page
        assert person.password not in page

    def test_an_entry_of_somebody_erased_still_shows(self, as_staff):
        person = UserFactory()
        User.objects.filter(pk=person.pk).delete()

        assert str(person.pk) in as_staff.get(path(AuditEntry), {"q": str(person.pk)}).content.decode()

    def test_jobs_are_shown_without_their_arguments(self, as_staff):
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into procrastinate_jobs (queue_name, task_name, args) values ('mail', 'send', %s) returning id",
                ['{"link": "secret-link"}'],
            )
            (job,) = cursor.fetchone()

        pages = [as_staff.get(path(ProcrastinateJob)), as_staff.get(path(ProcrastinateJob, "change", job))]

        assert [page.status_code for page in pages] == [200, 403]
        assert not any("secret-link" in page.content.decode() for page in pages)


class TestPeople:
    def test_no_page_shows_a_hash_or_token(self, as_staff):
        person = UserFactory(email_verification_token="verify-hash", reset_password_token="reset-hash")

        pages = [as_staff.get(path(User)), as_staff.get(path(User, "change", person.pk))]

        for page in pages:
            assert not [
                text
                for text in (person.password, "verify-hash", "reset-hash")
                if text in page.content.decode()
            ]

    def test_staff_set_no_password(self, as_staff):
        person = UserFactory()
        page = as_staff.get(path(User, "change", person.pk))

        as_staff.post(path(User, "change", person.pk), posted(page) | {"password": "argon2$mine"})

        assert User.objects.get(pk=person.pk).password == person.password

    def test_accounts_are_not_made_here(self, as_staff):
        assert as_staff.post(path(User, "add"), {"post": "yes"}).status_code == 403

    def test_staff_deactivate(self, as_staff):
        person = UserFactory()
        data = posted(as_staff.get(path(User, "change", person.pk)))
        data.pop("is_active")

        as_staff.post(path(User, "change", person.pk), data)

        assert User.objects.get(pk=person.pk).is_active is False

    def test_private_notes_stay_private(self, as_staff):
        rows = [JobApplicationFactory(notes="for me alone"), SavedJobFactory(notes="for me alone")]

        pages = [as_staff.get(path(type(row), "change", row.pk)) for row in rows]

        assert not any("for me alone" in page.content.decode() for page in pages)

    def test_the_look_up_of_people_finds_by_address(self, as_staff):
        person = UserFactory(email="quentin@example.net")
        query = {"app_label": "resumes", "model_name": "resume", "field_name": "user", "term": "quent"}

        response = as_staff.get("/admin/autocomplete/", query)

        assert response.json()["results"] == [{"id": str(person.pk), "text": "quentin@example.net"}]

    def test_the_look_up_of_people_offers_a_few(self, as_staff):
        UserFactory.create_batch(30)
        query = {"app_label": "resumes", "model_name": "resume", "field_name": "user", "term": ""}

        assert (
            len(as_staff.get("/admin/autocomplete/", query).json()["results"])
            == AutocompleteJsonView.paginate_by
        )


class TestRights:
    @pytest.fixture
    def helper(self, client):
        """A member of staff who may change accounts and is no superuser."""
        person = UserFactory(is_staff=True)
        person.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
        client.force_login(person)
        return person

    def test_staff_give_nobody_rights(self, client, helper):
        person = UserFactory()
        data = posted(client.get(path(User, "change", person.pk)))

        response = client.post(
            path(User, "change", person.pk), data | {"is_staff": "on", "is_superuser": "on"}
        )

        person.refresh_from_db()
        assert (response.status_code, person.is_staff, person.is_superuser) == (302, False, False)

    def test_staff_give_themselves_none(self, client, helper):
        data = posted(client.get(path(User, "change", helper.pk)))

        client.post(path(User, "change", helper.pk), data | {"is_superuser": "on"})

        helper.refresh_from_db()
        assert helper.is_superuser is False

    def test_staff_change_no_superuser(self, client, helper):
        boss = UserFactory(staff=True)

        assert client.post(path(User, "change", boss.pk), {"first_name": "x"}).status_code == 403

    def test_a_superuser_cannot_lock_themselves_out(self, as_staff, staff):
        data = posted(as_staff.get(path(User, "change", staff.pk)))

        as_staff.post(path(User, "change", staff.pk), data | {"is_superuser": ""})

        staff.refresh_from_db()
        assert staff.is_superuser is True

    def test_a_superuser_deletes_a_person_with_all_that_is_theirs(self, as_staff):
        person = ResumeFactory(user=UserFactory()).user

        page = as_staff.get(path(User, "delete", person.pk))
        as_staff.post(path(User, "delete", person.pk), {"post": "yes"})

        assert page.status_code == 200
        assert not User.objects.filter(pk=person.pk).exists()
        assert not Resume.objects.filter(user_id=person.pk).exists()

    def test_nobody_deletes_staff(self, as_staff):
        assert as_staff.get(path(User, "delete", UserFactory(is_staff=True).pk)).status_code == 403

    def test_staff_who_are_no_superusers_delete_nobody(self, client, helper):
        assert client.get(path(User, "delete", UserFactory().pk)).status_code == 403

    def test_roles_are_for_superusers(self, client, helper):
        helper.user_permissions.set(Permission.objects.all())

        assert client.get(path(Group)).status_code == 403

    def test_a_superuser_makes_a_role(self, as_staff):
        response = as_staff.post(path(Group, "add"), {"name": "Support", "permissions": []})

        assert (response.status_code, Group.objects.get().name) == (302, "Support")


class TestBrand:
    def test_it_has_our_name(self, as_staff):
        page = as_staff.get("/admin/").content.decode()

        assert "SaaSka staff" in page
        assert "Django" not in page

    @pytest.mark.parametrize(
        ("theme", "drawn"), [("light", "light"), ("dark", "dark"), ("system", "light dark")]
    )
    def test_it_wears_the_stored_theme(self, as_staff, staff, theme, drawn):
        UserPreferencesFactory(user=staff, theme=theme)

        page = as_staff.get(path(User)).text

        assert f'<meta name="color-scheme" content="{drawn}">' in page
        assert f'value="{theme}" aria-pressed="true"' in page
        assert page.count('aria-pressed="true"') == 1
        assert "admin/js/theme.js" not in page  # Django's own, kept by the browser alone

    def test_its_switch_stores_the_theme_and_comes_back(self, as_staff, staff):
        address = f"{path(User)}?is_staff__exact=1"
        forms = Page(address, as_staff.get(address)).forms
        (switch,) = (form for form in forms if form.action == reverse("accounts:theme"))

        response = as_staff.post(switch.action, switch.values() | {"theme": ["dark"]})

        assert (response.status_code, response.url) == (302, address)
        assert staff.preferences.theme == "dark"
        assert 'content="dark"' in as_staff.get(address).text


class Emptied(dict):
    """Another thread empties it each time this one has looked into it or put something there."""

    def __contains__(self, key):
        found = super().__contains__(key)
        self.clear()
        return found

    def get(self, key, default=None):
        found = super().get(key, default)
        self.clear()
        return found

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.clear()


class TestTables:
    def test_they_are_there_when_another_request_empties_what_is_kept(self, rf, staff):
        site, request = StaffSite(), rf.get("/admin/")
        site._registry.update(admin.site._registry)
        request.user = staff
        shown = site.get_app_list(request)
        site._lists = Emptied(site._lists)

        kept, made = site.get_app_list(request), site.get_app_list(request)

        assert shown
        assert (kept, made) == (shown, shown)


@pytest.mark.parametrize("text", ["9" * 5000, "[" * 5000, '{"a": ' * 5000, "{"])
def test_json_that_cannot_be_read_is_shown_again(text):
    field = ReadableJSONField()

    with pytest.raises(ValidationError, match="not JSON"):
        field.clean(text)
    assert field.bound_data(text, {}) == text
