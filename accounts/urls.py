"""Addresses of the person's own pages; login and the like are allauth's."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
