"""Rows of the floor for tests."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from core.models import Notice


def make_notice(
    user: AbstractBaseUser, obj: models.Model, *, text: str = "Something is new", **fields: Any
) -> Notice:
    """Something new for this person about an object."""
    values = {"kind": "something.new", "url": "/somewhere/"} | fields
    return Notice.objects.create(
        user=user, object_type=obj._meta.label_lower, object_id=str(obj.pk), text=text, **values
    )
