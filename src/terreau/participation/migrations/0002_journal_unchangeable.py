from django.db import migrations

from terreau.participation.triggers import guard_at_first, unguard


class Migration(migrations.Migration):
    """The database itself refuses to change or remove a line of the journal."""

    dependencies = [("participation", "0001_initial")]
    operations = [migrations.RunPython(guard_at_first, unguard)]
