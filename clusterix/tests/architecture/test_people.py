"""Every table says its name; every field about a person is in the registry."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.functional import Promise

from clusterix.tests.architecture.tree import HEIGHT, refuse
from core.personal_data import registered

# Text fields with these names are about a person, where the table is about people at all.
ABOUT_A_PERSON = {"name", "email", "phone", "owner", "author", "contact", "organisation_contact"}


def models_of_ours():
    return [model for model in apps.get_models() if model._meta.app_label in HEIGHT]


def test_every_table_has_a_name_for_people():
    wrong = [
        model._meta.label
        for model in models_of_ours()
        if not isinstance(model._meta.original_attrs.get("verbose_name"), Promise)
        or not isinstance(model._meta.original_attrs.get("verbose_name_plural"), Promise)
        if not model._meta.auto_created
    ]
    refuse(wrong, "Give Meta a translatable verbose_name and verbose_name_plural.")


def test_choices_can_be_translated():
    wrong = [
        f"{model._meta.label}.{field.name}: {label}"
        for model in models_of_ours()
        for field in model._meta.local_fields
        for value, label in field.flatchoices
        if value is not None and not isinstance(label, Promise)
    ]
    refuse(wrong, "Wrap the labels of choices in gettext_lazy.")


def test_every_link_to_a_person_is_registered():
    owners = {(entry.model.lower(), entry.owner) for entry in registered()}
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in models_of_ours()
        for field in model._meta.local_fields
        if field.related_model is get_user_model()
        if (model._meta.label_lower, field.name) not in owners
    ]
    refuse(
        wrong,
        "Register it: PersonalData(model, owner=field, fields, on_erasure) in <app>/"
        "personal_data.py, called in AppConfig.ready(); see core/personal_data.py.",
    )


def test_every_name_and_address_is_registered():
    known = {
        (entry.model.lower(), name)
        for entry in registered()
        for name in (*entry.fields, *entry.replace, entry.owner)
    }
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in models_of_ours()
        for field in model._meta.local_fields
        if is_about_a_person(model, field)
        if (model._meta.label_lower, field.name) not in known
    ]
    refuse(wrong, "Name the field in the table's PersonalData entry; see core/personal_data.py.")


def is_about_a_person(model, field):
    if isinstance(field, models.EmailField):
        return True
    knows_people = any(
        (each.related_model is get_user_model() and each.null)
        or isinstance(each, models.EmailField)
        for each in model._meta.local_fields
    )
    is_text = isinstance(field, models.CharField | models.TextField)
    return knows_people and is_text and field.name in ABOUT_A_PERSON


def test_what_is_registered_exists():
    wrong = []
    for entry in registered():
        model = entry.model_class
        for lookup in (*entry.fields, *entry.replace, *filter(None, [entry.owner])):
            if not resolves(model, lookup):
                wrong.append(f"{entry.model}: {lookup}")
    refuse(wrong, "The registry names fields that do not exist: correct the entry.")


def resolves(model, lookup):
    names = {each.name for each in model._meta.get_fields()} | {"pk"}
    name, _, rest = lookup.partition("__")
    if name not in names or not rest:
        return name in names
    return resolves(model._meta.get_field(name).related_model, rest)
