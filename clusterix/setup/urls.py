"""Addresses of day one; all of them 404 once the place is set up."""

from django.urls import path

from clusterix.setup import views

urlpatterns = [
    path("setup/", views.setup_closed, name="setup_closed"),
    path("setup/<str:token>/", views.setup, name="setup"),
    path("setup/<str:token>/<slug:key>/", views.setup_step, name="setup_step"),
]
