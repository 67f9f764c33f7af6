"""Addresses of assessments, decisions and rounds at home."""

from django.urls import URLPattern, URLResolver, include, path

from assessments.views import (
    deciding,
    decision_sheet,
    detail,
    for_us,
    home,
    home_people,
    invited,
    join,
    matrix,
    pairs,
    portfolio,
    reasons,
    self_check,
)

# What a region does with a practice, with or without an assessment.
pair: list[URLPattern | URLResolver] = [
    path("mark/", pairs.mark_set, name="mark_set"),
    path("mark/remove/", pairs.mark_remove, name="mark_remove"),
    path("public/", pairs.transfer_public, name="transfer_public"),
    path("decide/", deciding.decision_new, name="decision_new"),
]

one: list[URLPattern | URLResolver] = [
    path("", detail.assessment_detail, name="assessment_detail"),
    path("obstacles/<str:code>/", detail.mitigation_save, name="mitigation_save"),
    path("finish/", detail.assessment_finish, name="assessment_finish"),
    path("reopen/", detail.assessment_reopen, name="assessment_reopen"),
    path("sheet/", decision_sheet.decision_sheet, name="decision_sheet"),
    path("sheet.pdf", decision_sheet.decision_sheet_pdf, name="decision_sheet_pdf"),
]

decision: list[URLPattern | URLResolver] = [
    path("", deciding.decision_detail, name="decision_detail"),
    path("dissent/", deciding.decision_dissent, name="decision_dissent"),
    path("stays/", deciding.decision_stays, name="decision_stays"),
]

at_home: list[URLPattern | URLResolver] = [
    path("<slug:slug>/<str:nuts>/open/", home.home_round_open, name="home_round_open"),
    path("<int:pk>/", home.home_round_detail, name="home_round_detail"),
    path("<int:pk>/close/", home.home_round_close, name="home_round_close"),
    path("<int:pk>/end/", home.home_round_move, name="home_round_move"),
    path("<int:pk>/people/", home_people.home_people_add, name="home_people_add"),
    path("<int:pk>/people/<int:person>/", home_people.home_person_act, name="home_person_act"),
    path("<int:pk>/remind/", home_people.home_remind_all, name="home_remind_all"),
    path("<int:pk>/rate/", join.home_round_rate, name="home_round_rate"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/reasons/", reasons.reasons, name="reasons"),
    path("matrix/reasons/export.csv", reasons.reasons_csv, name="reasons_csv"),
    path("matrix/export.<export_kind:kind>", matrix.matrix_export, name="matrix_export"),
    path("practices/<slug:slug>/self-check/", self_check.self_check, name="self_check"),
    path("assessments/<int:pk>/", include(one)),
    path("assessments/pair/<slug:slug>/<str:nuts>/", include(pair)),
    path("assessments/home/", include(at_home)),
    path("method/", include("assessments.questions.urls")),
    path("for-us/", for_us.for_us, name="for_us"),
    path("regions/<str:code>/portfolio/", portfolio.portfolio, name="portfolio"),
    path("rate/mine/<str:token>/", invited.home_invited, name="home_invited"),
    path("assessments/decisions/<int:pk>/", include(decision)),
    path("rate/<str:token>/", join.home_round_join, name="home_round_join"),
]
