"""The only door to the job queue: jobs live in PostgreSQL and commit with their cause."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

MINUTES_UNTIL_STALLED = 5


def defer(task: str, **arguments: int | str) -> int:
    """Queue the task of that name in the current transaction and return the job's id."""
    return app.configure_task(task).defer(**arguments)


@app.task(name="send_mail", retry=5)
def send_mail(mail_id: int) -> None:
    """Send one letter of the outbox."""
    from core.mail import send  # noqa: PLC0415 - mail queues jobs, jobs send mail

    send(mail_id)


@app.periodic(cron="* * * * *")
@app.task(name="retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give jobs of a worker that died to another one."""
    stalled = await app.job_manager.get_stalled_jobs(
        seconds_since_heartbeat=60 * MINUTES_UNTIL_STALLED
    )
    for job in stalled:
        await app.job_manager.retry_job(job)
