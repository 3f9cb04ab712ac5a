from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0002_lines_of_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="achievement",
            name="language",
            field=models.CharField(default="fr", max_length=12, verbose_name="langue"),
        ),
        migrations.AddField(
            model_name="achievement",
            name="licence",
            field=models.CharField(default="etalab-2.0", max_length=100, verbose_name="licence"),
        ),
    ]
