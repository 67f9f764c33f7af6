"""Addresses that stand in the weekly letter."""

from django.urls import path

from clusterix.letter import views

urlpatterns = [path("letter/stop/<str:token>/", views.letter_stop, name="letter_stop")]
