from django.db import migrations, models

from core.public_changes import FUNCTION


class Migration(migrations.Migration):
    dependencies = [("core", "0002_mail_headers")]

    operations = [
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "public change",
                "verbose_name_plural": "public changes",
            },
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION core_note_public_change()"),
    ]
