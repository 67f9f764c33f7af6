"""Addresses of meetings and visits."""

from django.urls import include, path

from exchanges.views import people, plan, read

one = [
    path("", read.exchange_detail, name="exchange_detail"),
    path("edit/", plan.exchange_edit, name="exchange_edit"),
    path("cancel/", plan.exchange_cancel, name="exchange_cancel"),
    path("people/", people.exchange_invite, name="exchange_invite"),
    path("people/withdraw/", people.exchange_withdraw, name="exchange_withdraw"),
    path("reply/", people.exchange_reply, name="exchange_reply"),
    path("attendance/", people.exchange_attendance, name="exchange_attendance"),
    path("reflection/", people.exchange_reflect, name="exchange_reflect"),
]

urlpatterns = [
    path("exchanges/", read.exchange_list, name="exchange_list"),
    path("exchanges/new/", plan.exchange_new, name="exchange_new"),
    path("exchanges/calendar.ics", read.exchange_calendar, name="exchange_calendar"),
    path("exchanges/<slug:slug>/", include(one)),
]
