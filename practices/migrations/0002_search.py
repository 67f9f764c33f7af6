from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

# The words of the catalogue are compared without accents, in each language that PostgreSQL stems.
STEMMERS = {
    "simple": "simple",
    "danish": "danish_stem",
    "english": "english_stem",
    "french": "french_stem",
    "german": "german_stem",
    "hungarian": "hungarian_stem",
    "italian": "italian_stem",
    "romanian": "romanian_stem",
    "swedish": "swedish_stem",
}


def make(language: str, dictionary: str) -> str:
    return f"""
        CREATE TEXT SEARCH CONFIGURATION catalogue_{language} (COPY = pg_catalog.{language});
        ALTER TEXT SEARCH CONFIGURATION catalogue_{language}
            ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
            WITH unaccent, {dictionary};
    """


class Migration(migrations.Migration):
    dependencies = [("practices", "0001_initial")]

    operations = [
        UnaccentExtension(),
        *(
            migrations.RunSQL(
                make(language, dictionary),
                f"DROP TEXT SEARCH CONFIGURATION catalogue_{language};",
            )
            for language, dictionary in STEMMERS.items()
        ),
    ]
