"""The only door to the job queue: jobs live in PostgreSQL and commit with their cause."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

from django.db import transaction
from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

SECONDS_UNTIL_STALLED = 60  # a living worker gives a sign every ten seconds
JOBS_AT_ONCE = 2
SECONDS_TO_FINISH = 10  # when a worker is asked to stop

log = logging.getLogger(__name__)
_nightly: dict[str, Callable[[], object]] = {}
_hourly: dict[str, Callable[[], object]] = {}
_for_each: dict[str, Callable[[int, str], object]] = {}


def every_night(name: str, work: Callable[[], object]) -> None:
    """What one worker does once a night; apps register it when they are ready."""
    _nightly[name] = work


def every_hour(name: str, work: Callable[[], object]) -> None:
    """What one worker does at the full hour; it looks itself whether there is anything to do."""
    _hourly[name] = work


def for_each(name: str, work: Callable[[int, str], object]) -> None:
    """Work on one row at a time: `work` takes its id and what it is about (a week, say)."""
    _for_each[name] = work


def defer_each(name: str, ids: Iterable[int], about: str) -> None:
    """Queue one job per id in the current transaction, none that waits already."""
    for pk in ids:
        task = app.configure_task("for_each", queueing_lock=f"{name}:{about}:{pk}")
        with suppress(AlreadyEnqueued), transaction.atomic():
            task.defer(name=name, pk=pk, about=about)


def defer(task: str, **arguments: int | str) -> int:
    """Queue the task of that name in the current transaction and return the job's id."""
    job_id: int = app.configure_task(task).defer(**arguments)
    return job_id


# A mail server that is away for a night is no reason to lose a letter: 3, 9, 27 … seconds.
@app.task(name="send_mail", retry=RetryStrategy(max_attempts=10, exponential_wait=3))  # type: ignore[untyped-decorator]  # the package has no types
def send_mail(mail_id: int) -> None:
    """Send one letter of the outbox."""
    from core.mail import send  # noqa: PLC0415 - mail queues jobs, jobs send mail

    send(mail_id)


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator]  # the package has no types
@app.task(name="retry_stalled", queueing_lock="retry_stalled")  # type: ignore[untyped-decorator]  # nor here
async def retry_stalled(timestamp: int) -> None:
    """Give jobs of a worker that died to another one."""
    await retry_jobs_of_dead_workers(SECONDS_UNTIL_STALLED)


@app.periodic(cron="37 3 * * *")  # type: ignore[untyped-decorator]  # the package has no types
@app.task(name="nightly", queueing_lock="nightly")  # type: ignore[untyped-decorator]  # nor here
def nightly(timestamp: int) -> None:
    """One after the other; what fails is told, tried again the next night, and stops no other."""
    for name, work_of_night in _nightly.items():
        try:
            work_of_night()
        except Exception:
            log.exception("The nightly work %s failed.", name)


@app.periodic(cron="0 * * * *")  # type: ignore[untyped-decorator]  # the package has no types
@app.task(name="hourly", queueing_lock="hourly")  # type: ignore[untyped-decorator]  # nor here
def hourly(timestamp: int) -> None:
    """One after the other; what fails is told and tried again in an hour."""
    for name, work_of_hour in _hourly.items():
        try:
            work_of_hour()
        except Exception:
            log.exception("The hourly work %s failed.", name)


@app.task(name="for_each", retry=RetryStrategy(max_attempts=5, exponential_wait=5))  # type: ignore[untyped-decorator]  # the package has no types
def work_on_one(name: str, pk: int, about: str) -> None:
    """One row of a work that was split; one that fails stops no other."""
    _for_each[name](pk, about)


async def retry_jobs_of_dead_workers(seconds: float) -> int:
    """Queue again what a worker without a sign of life since `seconds` was doing; how many."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)


def work(
    *, until_empty: bool = False, seconds_until_stalled: float = SECONDS_UNTIL_STALLED
) -> None:
    """Do jobs until SIGTERM or Ctrl-C; `until_empty`: only what is waiting now.

    It begins with what a worker that died left behind.
    """
    with app.replace_connector(app.connector.get_worker_connector()) as workers_app:
        asyncio.run(_work(workers_app, until_empty, seconds_until_stalled))


async def _work(workers_app: App, until_empty: bool, seconds_until_stalled: float) -> None:
    async with workers_app.open_async():
        await retry_jobs_of_dead_workers(seconds_until_stalled)
        await workers_app.run_worker_async(
            wait=not until_empty,
            concurrency=JOBS_AT_ONCE,
            delete_jobs="successful",
            shutdown_graceful_timeout=SECONDS_TO_FINISH,
        )
