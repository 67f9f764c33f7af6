"""An action of a plan: where it comes from, who does it, what became of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.models import Decision, Mitigation
from core import clock
from core.public_changes import CountsAsPublic
from plans.models.plan import OF_PUBLIC_PLAN, Plan
from plans.querysets import ActionQuerySet, ActionSourceQuerySet
from practices.models import Practice, RequirementKind


class ActionState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    DELAYED = "delayed", _("Delayed")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


OF_PUBLIC_ACTION = (
    "EXISTS (SELECT 1 FROM plans_action action"
    " JOIN plans_plan plan ON plan.id = action.plan_id AND plan.is_public"
    " JOIN plans_planversion version ON version.plan_id = plan.id AND version.state = 'adopted'"
    " WHERE action.id = {row}.action_id)"
)


class Action(models.Model):
    """One action, with the fields of the Interreg Europe action plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    position = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=160)
    background = models.TextField(_("background and link to the exchange"), blank=True)
    description = models.TextField(_("what we will do"), blank=True)
    players = models.TextField(_("players involved"), blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    cost = models.DecimalField(
        _("indicative costs in euro"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    funding_sources = models.CharField(_("indicative funding sources"), max_length=300, blank=True)
    funding_levered = models.DecimalField(
        _("funding obtained in euro"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    improves_policy = models.BooleanField(_("improves the policy instrument"), default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_actions",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ActionState, default=ActionState.PLANNED
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)
    dropped_on = models.DateField(_("dropped on"), null=True, blank=True)
    drop_reason = models.CharField(_("why it was dropped"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="action_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="action_dropped_has_reason",
                condition=~Q(state="dropped") | (~Q(drop_reason="") & Q(dropped_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="action_done_has_date",
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on__isnull=True)),
            ),
        ]
        triggers = [
            CountsAsPublic(OF_PUBLIC_PLAN.format(plan_id="{row}.plan_id"), hidden=("owner_id",))
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("action_detail", args=[self.plan.region.code, self.plan.number, self.pk])


class SourceKind(models.TextChoices):
    DECISION = "decision", _("A decision")
    PRACTICE = "practice", _("A practice")
    MITIGATION = "mitigation", _("The answer to an obstacle")
    GAP = "gap", _("A gap")
    OWN_IDEA = "own_idea", _("Our own idea")


class ActionSource(models.Model):
    """Why the action is there: exactly one of a decision, practice, mitigation, gap, own idea."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("kind"), max_length=10, choices=SourceKind)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="action_sources"
    )
    practice = models.ForeignKey(
        Practice, null=True, blank=True, on_delete=models.PROTECT, related_name="action_sources"
    )
    mitigation = models.ForeignKey(
        Mitigation, null=True, blank=True, on_delete=models.PROTECT, related_name="action_sources"
    )
    gap_kind = models.CharField(_("gap"), max_length=20, choices=RequirementKind, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ActionSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of an action")
        verbose_name_plural = _("sources of actions")
        constraints = [
            models.CheckConstraint(
                name="action_source_exactly_one",
                condition=(
                    Q(kind="decision", decision__isnull=False, practice__isnull=True)
                    & Q(mitigation__isnull=True, gap_kind="")
                )
                | (
                    Q(kind="practice", practice__isnull=False, decision__isnull=True)
                    & Q(mitigation__isnull=True, gap_kind="")
                )
                | (
                    Q(kind="mitigation", mitigation__isnull=False, decision__isnull=True)
                    & Q(practice__isnull=True, gap_kind="")
                )
                # the gap of which practice, where it is known: one needs what another does not
                | (Q(kind="gap", decision__isnull=True, mitigation__isnull=True) & ~Q(gap_kind=""))
                | (
                    Q(kind="own_idea", decision__isnull=True, practice__isnull=True)
                    & Q(mitigation__isnull=True, gap_kind="")
                    & ~Q(note="")
                ),
            ),
            models.UniqueConstraint(
                fields=["action", "decision"],
                condition=Q(decision__isnull=False),
                name="action_source_decision_once",
            ),
        ]
        triggers = [CountsAsPublic(OF_PUBLIC_ACTION)]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.kind}"

    @property
    def practice_cited(self) -> Practice | None:
        """The practice that this source carries on; to close its gap does not carry it on yet."""
        if self.decision is not None:
            return self.decision.transfer.practice
        if self.mitigation is not None:
            return self.mitigation.assessment.transfer.practice
        return self.practice if self.kind == SourceKind.PRACTICE else None


class Milestone(models.Model):
    """A step of an action with its date."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=160)
    due_on = models.DateField(_("due on"))
    reached_on = models.DateField(_("reached on"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "pk"]
        triggers = [CountsAsPublic(OF_PUBLIC_ACTION)]

    def __str__(self) -> str:
        return self.title


class Progress(models.Model):
    """What somebody reported about an action; never changed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="progress")
    state = models.CharField(_("state"), max_length=10, choices=ActionState)
    percent = models.PositiveSmallIntegerField(_("percent done"), default=0)
    text = models.TextField(_("what happened"), max_length=2000)
    reported_on = models.DateField(_("date"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        ordering = ["-reported_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="progress_percent", condition=Q(percent__lte=100))
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            CountsAsPublic(OF_PUBLIC_ACTION),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Evidence(models.Model):
    """Proof of what became of an action: a link or a reference, dated."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="evidence")
    text = models.CharField(_("evidence"), max_length=300)
    url = models.URLField(_("link"), blank=True)
    dated_on = models.DateField(_("date"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["dated_on", "pk"]
        triggers = [CountsAsPublic(OF_PUBLIC_ACTION, hidden=("by_id",))]

    def __str__(self) -> str:
        return self.text
