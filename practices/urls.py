"""Addresses of the catalogue, grouped by what they are about."""

from django.urls import URLPattern, URLResolver, include, path

from practices.views import keep, publish, read, write

# What is done with one practice.
acts: list[URLPattern | URLResolver] = [
    path("edit/", write.practice_edit, name="practice_edit"),
    path("propose/", write.practice_propose, name="practice_propose"),
    path("review/", publish.practice_review, name="practice_review"),
    path("submit/", publish.practice_submit, name="practice_submit"),
    path("withdraw/", publish.practice_withdraw, name="practice_withdraw"),
    path("return/", publish.practice_return, name="practice_return"),
    path("approve/", publish.practice_approve, name="practice_approve"),
    path("delete/", publish.practice_delete, name="practice_delete"),
    path("history/", publish.practice_history, name="practice_history"),
    path("archive/", keep.practice_archive, name="practice_archive"),
    path("restore/", keep.practice_restore, name="practice_restore"),
    path("take-down/", keep.practice_take_down, name="practice_take_down"),
]

# Fixed words come before <slug>: they are reserved, so no practice can take them.
urlpatterns: list[URLPattern | URLResolver] = [
    path("practices/", read.practice_list, name="practice_list"),
    path("practices/new/", write.practice_new, name="practice_new"),
    path("practices/desk/", publish.practice_desk, name="practice_desk"),
    path("practices/<slug:slug>/", include(acts)),
    path("practices/<slug:slug>/", read.practice_detail, name="practice_detail"),
]
