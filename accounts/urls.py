"""Addresses of the person's own pages; login and the like are allauth's."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("colours/", views.colour_mode, name="colour_mode"),
]
