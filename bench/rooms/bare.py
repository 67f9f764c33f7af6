"""The least that answers: key, rating and line in the audit trail in one transaction, no more.

Django's own handler and connection, one view without middleware, SQL by hand: what a tap costs
before anybody asks whose it is, for which round, and whether it still counts.
"""

import json
import os
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from clusterix.environment import read_database

RATING: Final = """
INSERT INTO bare_rating (seat, criterion, uuid, value) VALUES (%s, %s, %s, %s)
ON CONFLICT (seat, criterion) DO UPDATE SET uuid = excluded.uuid, value = excluded.value
"""


def taps(request: HttpRequest) -> HttpResponse:
    sent = json.loads(request.body)
    [tap] = sent["taps"]
    uuid = tap["uuid"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare_key VALUES (%s) ON CONFLICT DO NOTHING", [uuid])
        if cursor.rowcount:
            cursor.execute(RATING, [sent["device"], tap["criterion"], uuid, tap["value"]])
            told = json.dumps({"taps": [uuid]})
            cursor.execute("INSERT INTO bare_audit (verb, changes) VALUES ('sent', %s)", [told])
    response = JsonResponse({"kept": [uuid]})
    response.headers["Content-Length"] = str(len(response.content))
    return response


def alive(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("taps/", taps), path("livez", alive)]

database = read_database(os.environ, Path(__file__).resolve().parents[2])
settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    USE_TZ=True,
    DATABASES={"default": database | {"CONN_MAX_AGE": None}},
)
application = get_wsgi_application()
