"""How a result comes about, for everybody (CS01)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.questions.method import MethodPage
from core.public_pages import public_page
from regions.http import HttpRequest


@login_not_required
@require_safe
@public_page
def method(request: HttpRequest) -> HttpResponse:
    """The method in plain words, with formulas, the questions in use and a worked example."""
    return render(request, "assessments/method.html", {"method": MethodPage()})
