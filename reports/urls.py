"""Addresses of progress reports."""

from django.urls import include, path

from reports.views import approving, assembling, contributing, read

one_report = [
    path("", read.report_detail, name="report_detail"),
    path("refresh/", assembling.report_refresh, name="report_refresh"),
    path("edit/", assembling.report_edit, name="report_edit"),
    path("new-version/", assembling.report_new_version, name="report_new_version"),
    path("approve/", approving.report_approve, name="report_approve"),
    path("answer/", approving.report_answer, name="report_answer"),
    path("lock/", approving.report_lock, name="report_lock"),
    path("publish/", approving.report_publish, name="report_publish"),
]

one_section = [
    path("", contributing.contribution_detail, name="contribution_detail"),
    path("edit/", contributing.contribution_edit, name="contribution_edit"),
    path("confirm/", contributing.contribution_confirm, name="contribution_confirm"),
    path("entries/", contributing.entry_new, name="entry_new"),
    path("entries/<int:pk>/confirm/", contributing.entry_confirm, name="entry_confirm"),
]

urlpatterns = [
    path("reports/", read.report_list, name="report_list"),
    path("reports/new/", assembling.report_create, name="report_create"),
    path("reports/indicators/", assembling.indicator_list, name="indicator_list"),
    path("reports/periods/new/", assembling.period_new, name="period_new"),
    path("reports/periods/<int:number>/targets/", assembling.target_edit, name="target_edit"),
    path("reports/periods/<int:number>/partners/<str:code>/", include(one_section)),
    path("reports/<int:pk>.xlsx", read.report_xlsx, name="report_xlsx"),
    path("reports/<int:pk>.csv", read.report_csv, name="report_csv"),
    path("reports/<int:pk>.json", read.report_json, name="report_json"),
    path("reports/<int:pk>/", include(one_report)),
]
