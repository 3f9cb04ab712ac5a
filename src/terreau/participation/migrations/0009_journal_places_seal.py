from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from terreau.participation.triggers import guard, guard_at_first, unguard


def repeat_hiding(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Organisations that are hidden already say so themselves."""
    cases = apps.get_model("participation", "Case").objects
    hiding = cases.filter(kind="people.organisation", state__in=("held", "hidden"))
    keys = [int(key) for key in hiding.values_list("thing", flat=True)]
    apps.get_model("people", "Organisation").objects.filter(pk__in=keys).update(is_hidden=True)


class Migration(migrations.Migration):
    """Lines to come seal the territories that lead to them; those written before keep the hash they have.

    Taken back, the seals are lost: `terreau journal verify` then says that the lines sealed since were altered.
    """

    dependencies = [
        ("participation", "0008_moderation"),
        ("people", "0004_hidden_organisations"),
    ]
    operations = [
        migrations.RunPython(unguard, guard_at_first),
        # Null without a default: the table, which may hold a million lines, is not written anew.
        migrations.AddField(
            model_name="journalline",
            name="places_seal",
            field=models.BinaryField(max_length=32, null=True),
        ),
        migrations.RunPython(guard, unguard),
        migrations.RunPython(repeat_hiding, migrations.RunPython.noop),
    ]
