from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_organisation_history")]
    operations = [
        migrations.AddField(
            model_name="organisation",
            name="is_hidden",
            field=models.BooleanField(default=False, editable=False, verbose_name="masquée"),
        ),
    ]
