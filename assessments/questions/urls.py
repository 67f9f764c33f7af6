"""Addresses of the method page and of the versions of its questions."""

from django.urls import URLPattern, URLResolver, include, path

from assessments.views import criteria, criteria_sets, method

one_question: list[URLPattern | URLResolver] = [
    path("", criteria.criterion_edit, name="criterion_edit"),
    path("move/", criteria.criterion_move, name="criterion_move"),
    path("remove/", criteria.criterion_remove, name="criterion_remove"),
    path("<slug:language>/", criteria.criterion_text, name="criterion_text"),
]

one_version: list[URLPattern | URLResolver] = [
    path("", criteria_sets.criteria_set_detail, name="criteria_set_detail"),
    path("edit/", criteria_sets.criteria_set_edit, name="criteria_set_edit"),
    path("preview/", criteria_sets.criteria_set_preview, name="criteria_set_preview"),
    path("release/", criteria_sets.criteria_set_release, name="criteria_set_release"),
    path("discard/", criteria_sets.criteria_set_discard, name="criteria_set_discard"),
    path("take-back/", criteria_sets.criteria_set_take_back, name="criteria_set_take_back"),
    path("add/", criteria.criterion_add, name="criterion_add"),
    path("questions/<slug:criterion>/", include(one_question)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", method.method, name="method"),
    path("questions/", criteria_sets.criteria_set_list, name="criteria_set_list"),
    path("questions/<slug:code>/new/", criteria_sets.criteria_set_copy, name="criteria_set_copy"),
    path("questions/<slug:code>/<int:version>/", include(one_version)),
]
