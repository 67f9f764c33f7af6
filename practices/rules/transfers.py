"""Where a pair of practice and region stands after a move."""

from practices.models import TransferStatus

# done > in plan > latest decision > in assessment > interested > proposed
RANK: dict[TransferStatus, int] = {
    TransferStatus.PROPOSED: 1,
    TransferStatus.INTERESTED: 2,
    TransferStatus.ASSESSING: 3,
    TransferStatus.ADOPT: 4,
    TransferStatus.ADAPT: 4,
    TransferStatus.LEARN: 4,
    TransferStatus.NOT_NOW: 4,
    TransferStatus.PLAN: 5,
    TransferStatus.DONE: 6,
}


def status_after(
    current: TransferStatus, to: TransferStatus, falls_back: bool = False
) -> TransferStatus:
    """The status of a pair after a move: the higher rank stays, of equals the later one."""
    if falls_back or RANK[to] >= RANK[current]:
        return to
    return current
