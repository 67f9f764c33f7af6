"""Runs in the environment of Datasette: reads addresses, writes how long their pages took."""

import asyncio
import json
import sys
import time

from datasette.app import Datasette  # type: ignore[import-not-found]  # not among ours

SETTINGS = {
    # Nothing is cut short, and no facets are suggested beside those that are asked for.
    "sql_time_limit_ms": 600_000,
    "facet_time_limit_ms": 600_000,
    "suggest_facets": False,
    "num_sql_threads": 1,
}


async def main(path: str) -> None:
    datasette = Datasette(files=[path], settings=SETTINGS)
    await datasette.invoke_startup()
    for line in sys.stdin:
        begin, worked = time.perf_counter(), time.process_time()
        response = await datasette.client.get(line.strip())
        taken = {
            "passed": (time.perf_counter() - begin) * 1000,
            "worked": (time.process_time() - worked) * 1000,
        }
        print(json.dumps({**taken, "status": response.status_code}), flush=True)


asyncio.run(main(sys.argv[1]))
