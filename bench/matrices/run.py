"""How fast the transfer matrix is, side by side with its bare statements.

Makes a database of its own on the server that DATABASE_URL names (else on the embedded one), fills
it with invented practices, regions, assessments and answers, and removes it.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys

from bench.databases import BASE, database, server
from bench.matrices import report

REPORT = BASE / "docs" / "performance.md"


def main() -> int:
    options = _options()
    sizes = [str(getattr(options, each)) for each in ("practices", "regions", "answers", "rounds")]
    name = f"clusterix_bench_matrix_{'_'.join(sizes[:3])}"
    with server(), database(name, keep=options.keep) as url:
        module = [sys.executable, "-m", "bench.within", "bench.matrices.one"]
        environment = {
            "SECRET_KEY": secrets.token_urlsafe(64),
            "ALLOWED_HOSTS": "localhost",
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "clusterix.settings",
            "EMAIL_URL": f"file://{BASE / 'var' / 'bench' / 'mail'}",
            "DEBUG": "",
        }
        done = subprocess.run(
            [*module, *sizes],
            cwd=BASE,
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
    result = json.loads(done.stdout.splitlines()[-1])
    print(report.as_markdown(result))
    if options.write:
        report.write_into(REPORT, result)
        print(f"Written to {REPORT.relative_to(BASE)}.")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/matrix", description=__doc__)
    parser.add_argument("--practices", type=int, default=300)
    parser.add_argument("--regions", type=int, default=40)
    parser.add_argument("--answers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=25, help="measurements of each kind")
    parser.add_argument("--write", action="store_true", help="put it into docs/performance.md")
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
