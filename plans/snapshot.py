"""The plan as it is submitted and adopted: one object, and its hash."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from plans.models import Action, Plan


def snapshot_of(plan: Plan) -> dict[str, Any]:
    """Everything the plan says, in the order of its pages; JSON-able, dates as ISO text."""
    actions = plan.actions.in_order().with_parts()
    return json.loads(  # type: ignore[no-any-return]  # a round trip makes plain JSON values
        json.dumps(
            {
                "region": plan.region.code,
                "number": plan.number,
                "title": plan.title,
                "policy_instrument": plan.policy_instrument,
                "context": plan.context,
                "starts_on": plan.starts_on,
                "ends_on": plan.ends_on,
                "actions": [_action(action) for action in actions],
            },
            cls=DjangoJSONEncoder,
        )
    )


def sha256_of(snapshot: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no spaces), as 64 hexadecimal digits."""
    text = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _action(action: Action) -> dict[str, Any]:
    return {
        "id": action.pk,
        "number": action.position,
        "title": action.title,
        "background": action.background,
        "description": action.description,
        "players": action.players,
        "starts_on": action.starts_on,
        "ends_on": action.ends_on,
        "cost": action.cost,
        "funding_sources": action.funding_sources,
        "state": action.state,
        "sources": [
            {
                "kind": source.kind,
                "decision": source.decision_id,
                "practice": source.practice_id,
                "mitigation": source.mitigation_id,
                "gap": source.gap_kind,
                "note": source.note,
            }
            for source in action.sources.all()
        ],
        "milestones": [
            {"title": each.title, "due_on": each.due_on} for each in action.milestones.all()
        ],
    }
