"""Triggers that keep events from being changed or deleted, on both kinds of databases."""

from django.db import migrations

from onestop.requests.workflow import immutable


def create(apps, schema_editor):
    """Create the triggers."""
    for statement in immutable.create(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    """Remove the triggers."""
    for statement in immutable.drop(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Events are kept."""

    dependencies = [("requests", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
