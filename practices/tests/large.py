"""Files that nobody waits for, for tests: sent, read, asked to be written."""

from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Notice
from practices.models import ImportRun
from practices.tests.reading import text_of
from practices.tests.sheets import csv_file, plan, work_all

URL = "/practices/import/"


def shrink(settings):
    """Three rows are many, and half a kilobyte is large."""
    limits = {"rows_at_once": 2, "workbook_kilobytes_at_once": 0.5, "text_kilobytes_at_once": 0.5}
    settings.PRACTICE_IMPORT = settings.PRACTICE_IMPORT | limits


def rows(count, words="Forty firms came."):
    return [["Title", "Evidence of success"], *([f"School {n}", words] for n in range(count))]


LARGE = csv_file(*rows(3, "x" * 200))


def send(client, file=LARGE, **more):
    upload = SimpleUploadedFile("march.csv", file)
    return client.post(URL, {"file": upload, **more})


def sent(client):
    """A large file that waits to be read."""
    answer = send(client)
    run = ImportRun.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{URL}{run.pk}/")
    return run


def asked(client):
    """A long plan that waits to be carried out."""
    run = plan(csv_file(*rows(3)), client.reader)
    answer = client.post(f"{URL}{run.pk}/run/", {"seen": run.sha256})
    assert (answer.status_code, answer.url) == (302, f"{URL}{run.pk}/")
    run.refresh_from_db()
    return run


def words_at(client, run):
    return text_of(client.get(f"{URL}{run.pk}/"))


def look(client, run, seen):
    """As the page does it every two seconds."""
    return client.get(f"{URL}{run.pk}/", {"seen": seen}, headers={"HX-Request": "true"})


def notices(person):
    return list(Notice.objects.visible_to(person.reader).values_list("text", "url"))


def done(client):
    """A long plan that was carried out."""
    run = asked(client)
    work_all()
    run.refresh_from_db()
    assert run.state == "done"
    return run
