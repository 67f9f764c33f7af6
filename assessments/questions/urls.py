"""Addresses of the method page and of the versions of its questions."""

from django.urls import URLPattern, URLResolver, path

from assessments.views import method

urlpatterns: list[URLPattern | URLResolver] = [
    path("", method.method, name="method"),
]
