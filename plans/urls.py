"""Addresses of implementation plans and their actions."""

from django.urls import URLPattern, URLResolver, include, path

from plans.views import actions, delivery, plans

one_action = [
    path("", actions.action_detail, name="action_detail"),
    path("edit/", actions.action_edit, name="action_edit"),
    path("move/", actions.action_move, name="action_move"),
    path("progress/", delivery.action_progress, name="action_progress"),
    path("milestones/", delivery.milestone_add, name="milestone_add"),
    path("milestones/<int:milestone>/", delivery.milestone_reach, name="milestone_reach"),
    path("evidence/", delivery.evidence_add, name="evidence_add"),
    path("close/", delivery.action_close, name="action_close"),
    path("drop/", delivery.action_drop, name="action_drop"),
]

one_plan: list[URLPattern | URLResolver] = [
    path("", plans.plan_detail, name="plan_detail"),
    path("edit/", plans.plan_edit, name="plan_edit"),
    path("submit/", plans.plan_submit, name="plan_submit"),
    path("back-to-draft/", plans.plan_back_to_draft, name="plan_back_to_draft"),
    path("adopt/", plans.plan_adopt, name="plan_adopt"),
    path("new-version/", plans.plan_new_version, name="plan_new_version"),
    path("delete/", plans.plan_delete, name="plan_delete"),
    path("actions/new/", actions.action_new, name="action_new"),
    path("actions/<int:pk>/", include(one_action)),
]

urlpatterns = [
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/<str:code>/", plans.region_plans, name="region_plans"),
    path("plans/<str:code>/new/", plans.plan_new, name="plan_new"),
    path("plans/<str:code>/<int:number>/", include(one_plan)),
    path("plans/<str:code>/gaps/<slug:slug>/<str:kind>/", actions.gap_plan, name="gap_plan"),
    path("decisions/<int:pk>/plan/", actions.decision_plan, name="decision_plan"),
]
