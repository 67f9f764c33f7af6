"""The committee's part: answer, lock, publish."""

from core import clock
from core.audit import action, record
from regions.models import Partner, Partnership
from regions.reader import Reader
from reports.actions.assembling import lock_draft
from reports.content import data_of, plain, sha256_of
from reports.models import Approval, Period, Report, ReportState
from reports.refusals import (
    NotAsTheReportStands,
    NotYourReport,
    ReportHasChanged,
    ReportNeedsMore,
    refuse,
)
from reports.rules import (
    answer_blockers,
    lock_blockers,
    publish_blockers,
    remark_blockers,
    seat_of,
    steering_refusals,
)
from reports.votes import votes_of


@action
def answer_approval(
    *, report: Report, answer: str, remark: str = "", seen: str, by: Reader
) -> Approval:
    """One seat's answer to the text with the fingerprint `seen`; a later one replaces it."""
    refuse(NotYourReport, steering_refusals(by))
    report = lock_draft(report)
    refuse(NotAsTheReportStands, answer_blockers(report))
    refuse(ReportNeedsMore, remark_blockers(answer, remark))
    if seen != sha256_of(data_of(report)):
        raise ReportHasChanged
    seat = seat_of(by)
    if seat is None:
        raise NotYourReport
    approval, _is_new = Approval.objects.update_or_create(
        report=report,
        partner_id=seat,
        defaults={
            "by_id": by.user_id,
            "answer": answer,
            "remark": remark.strip(),
            "seen_sha256": seen,
            "at": clock.now(),
        },
    )
    record(
        by=by,
        verb="report.answered",
        obj=report,
        changes={"seat": approval.partner_id, "answer": answer, "seen": seen},
    )
    return approval


@action
def lock_report(*, report: Report, seen: str, by: Reader) -> Report:
    """Lock exactly the text with the fingerprint `seen`: snapshot, SHA-256, no change any more.

    The fingerprint is that of the content, so that it equals the one each seat answered to; the
    answers stand beside it in the snapshot.
    """
    refuse(NotYourReport, steering_refusals(by))
    report = lock_draft(report)
    # Whoever is writing a section now has locked the period: their words are in, or refused.
    Period.objects.select_for_update().get(pk=report.period_id)
    content = data_of(report)
    sha256 = sha256_of(content)
    if not report.is_locked and seen != sha256:
        raise ReportHasChanged
    approvals = list(report.approvals.select_related("partner__region").order_by("at", "pk"))
    votes = votes_of(list(Partner.objects.with_seat()), approvals, sha256, _quorum())
    blockers = lock_blockers(
        report,
        ends_on=report.period.ends_on,
        agree=votes.agree,
        object_=votes.object_,
        quorum=votes.quorum,
        today=clock.today(),
    )
    refuse(NotAsTheReportStands, blockers)
    report.snapshot = {
        "content": content,
        "approvals": plain({"all": [_approval(each) for each in approvals]})["all"],
        **plain({"refreshed_at": report.refreshed_at}),
    }
    report.sha256 = sha256
    report.state = ReportState.LOCKED
    report.locked_at = clock.now()
    report.save()
    record(by=by, verb="report.locked", obj=report, changes={"sha256": sha256})
    return report


@action
def publish_report(*, report: Report, by: Reader) -> Report:
    """Let everybody read a locked report."""
    refuse(NotYourReport, steering_refusals(by))
    report = lock_draft(report)
    refuse(NotAsTheReportStands, publish_blockers(report))
    report.published_at = clock.now()
    report.save(update_fields=["published_at"])
    record(by=by, verb="report.published", obj=report)
    return report


def _quorum() -> int:
    return Partnership.objects.values_list("report_quorum", flat=True).first() or 1


def _approval(approval: Approval) -> dict[str, object]:
    return {
        "partner_id": approval.partner_id,
        "region": approval.partner.region.name,
        "answer": approval.answer,
        "remark": approval.remark,
        "at": approval.at,
        "seen_sha256": approval.seen_sha256,
    }
