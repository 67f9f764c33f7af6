"""How a queryset reaches the rows of another table without importing its model."""

from typing import Any

from django.db import models


def related_rows(model: type[models.Model], name: str) -> Any:
    """The rows at the other end of a relation: models import this folder, not the other way."""
    other: Any = model._meta.get_field(name).related_model
    return other._default_manager.all()
