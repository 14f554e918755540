"""Every JSON column has a shape that checks it, and a constraint that holds its outermost type."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models

OURS = [config for config in apps.get_app_configs() if "site-packages" not in config.path]
COLUMNS = [
    field
    for config in OURS
    for model in config.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, models.JSONField)
    and field.editable  # the audit trail's is written by a trigger alone
]


def test_there_are_json_columns_to_look_at():
    names = {f"{field.model._meta.db_table}.{field.column}" for field in COLUMNS}

    assert names >= {"resumes.personal_info", "user_activities.details", "templates.config"}


@pytest.mark.parametrize("field", COLUMNS, ids=str)
def test_a_json_column_refuses_what_its_shape_does_not_know(field):
    for strange in ({"\x00": object()}, [["\x00"]], "\x00"):
        with pytest.raises(ValidationError):
            field.run_validators(strange)


@pytest.mark.django_db
@pytest.mark.parametrize("field", COLUMNS, ids=str)
def test_a_json_column_has_a_constraint_on_its_type(field):
    with connection.cursor() as cursor:
        cursor.execute(
            "select string_agg(pg_get_constraintdef(oid), ' ') from pg_constraint"
            " where conrelid = %s::regclass and contype = 'c'",
            [field.model._meta.db_table],
        )
        (definitions,) = cursor.fetchone()

    assert f"jsonb_typeof({field.column})" in (definitions or "")
