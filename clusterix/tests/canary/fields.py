"""Every field of ours that holds words: public, a code without words, or planted.

A new field stands in neither list and is planted on every row: if a public page shows it, the
test fails until somebody has said here that it may.
"""

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from practices.models import TRANSLATED_FIELDS, Content
from regions.reader import Reader

WORDS = (models.CharField, models.TextField, models.JSONField, ArrayField)
OURS = {
    *("accounts", "core", "regions", "practices", "assessments"),
    *("exchanges", "peergroups", "plans", "reports"),
}
VISITOR = Reader.visitor()
TEXT = {each.name for each in Content._meta.local_fields}

# What visitors may read of rows that are public; rows that are not are planted all the same.
PUBLIC = {
    "accounts.User": {"name"},
    "assessments.CriteriaSet": {"name", "note"},
    "assessments.Criterion": {"topic", "question", "low_label", "high_label", "guidance"},
    "assessments.CriterionText": {"topic", "question", "low_label", "high_label", "guidance"},
    "assessments.Decision": {"rationale", "without_assessment_reason", "body", "reference"},
    "exchanges.Exchange": {
        *("slug", "title", "also_kinds", "place", "country", "our_part", "notes", "source"),
        *("guests_from", "timezone"),
    },
    "exchanges.ProgrammeItem": {"title", "place"},
    "peergroups.PeerGroup": {"slug", "name", "purpose"},
    "peergroups.Session": {"title"},
    "plans.Plan": {"title", "policy_instrument", "context"},
    "plans.PlanVersion": {"snapshot"},
    "plans.Action": {
        *("title", "background", "description", "players", "funding_sources", "drop_reason"),
    },
    "plans.ActionSource": {"note"},
    "plans.Milestone": {"title"},
    "plans.Progress": {"text"},
    "plans.Evidence": {"text", "url"},
    # The index of what is listed, kept from it: no words of its own.
    "practices.CatalogueEntry": {"title_sort"},
    "practices.CatalogueValue": {"value"},
    "practices.Document": {"name", "title", "alt", "content_type"},
    "practices.EvidenceStatement": {"text", "figure", "source"},
    "practices.OwnerQuestion": {"text", "answer"},
    "practices.Practice": TEXT | {"slug", "title_sort"},
    "practices.Requirement": {"text"},
    "practices.Revision": TEXT | {"tag_names", "industry_codes"},
    "practices.Tag": {"name", "slug", "folded"},
    "practices.Theme": {"name", "heading", "text"},
    "practices.Translation": {"language", *TRANSLATED_FIELDS},
    "practices.Word": {"text", "folded"},
    "regions.ContextItem": {"text"},
    "regions.Industry": {"name"},
    "regions.Partner": {"organisation", "short", "website"},
    "regions.Partnership": {
        *("name", "full_name", "programme", "funding_sentence", "languages"),
        *("linkedin_group", "x_account"),
    },
    "regions.Region": {"name", "name_sort", "local_name", "short_code", "country", "profile"},
    "regions.Strength": {"evidence"},
    "reports.Indicator": {"name"},
    "reports.Report": {"highlights", "problems", "deviations", "snapshot"},
}

# Codes, hashes, addresses of rows and sizes: no words, and often with a rule of their own.
CODES = {
    "accounts.User": {"password", "language"},
    "assessments.Assessment": {"kernel_version", "input_hash", "result", "suggestion"},
    "assessments.CriteriaSet": {"code"},
    "assessments.Criterion": {"code"},
    "assessments.HomePass": {"code"},
    "assessments.Round": {"link_hash"},
    "core.Activity": {"object_type", "object_id", "request_id", "verb"},
    "core.IdempotencyKey": {"holder_kind", "holder_id", "key", "body_hash", "result_ref"},
    "core.Notice": {"kind", "object_type", "object_id"},
    "peergroups.Minutes": {"sha256"},
    "peergroups.Paper": {"sha256"},
    "peergroups.Session": {"room_code"},
    "plans.PlanVersion": {"sha256"},
    "practices.Document": {"sha256"},
    "practices.FormerSlug": {"slug"},
    "practices.ImportRun": {"sha256"},
    "practices.Theme": {"code"},
    "practices.Translation": {"original_hash"},
    "regions.ApiToken": {"token_hash", "ending"},
    "regions.Industry": {"code"},
    "regions.Invitation": {"token_hash"},
    "regions.Partnership": {"emblem_hash"},
    "regions.Region": {"code", "nuts_version"},
    "regions.SetupLink": {"token_hash"},
    "reports.Approval": {"seen_sha256"},
    "reports.FigureRecord": {"object_type", "object_id"},
    "reports.Indicator": {"code", "query", "unit"},
    "reports.Report": {"sha256"},
}
# Not at all: their columns follow a language or a length that no word fits.
SHORT = {"language", "countries", "nuts_codes", "industry_codes", "country", "timezone"}


def planted_fields():
    """Triples of model, field, and whether it may be read on public rows."""
    for model in apps.get_models():
        if model._meta.app_label not in OURS:
            continue
        label = model._meta.label
        for field in model._meta.local_fields:
            if not holds_words(field) or field.choices or field.name in SHORT:
                continue
            if field.name in CODES.get(label, ()):
                continue
            yield model, field, field.name in PUBLIC.get(label, ())


def holds_words(field):
    """Text, or a list of texts."""
    return isinstance(getattr(field, "base_field", field), WORDS)


def hidden_rows(model):
    """The rows of which visitors read nothing; all, where the model has no public rows."""
    rows = model._base_manager.all()
    public = PUBLIC_ROWS.get(model._meta.label)
    return rows.exclude(pk__in=public(model).values("pk")) if public else rows.none()


def _by(lookup, parent):
    """Rows of a part are as public as the whole."""

    def public(model):
        above = apps.get_model(parent)
        return model._base_manager.filter(**{f"{lookup}__in": PUBLIC_ROWS[parent](above)})

    return public


def _readable(model):
    return model._default_manager.visible_to(VISITOR)


PUBLIC_ROWS = {
    "accounts.User": lambda model: model._base_manager.filter(is_public_contact=True),
    "assessments.CriteriaSet": _readable,
    "assessments.Criterion": _by("criteria_set", "assessments.CriteriaSet"),
    "assessments.CriterionText": _by("criterion", "assessments.Criterion"),
    "assessments.Decision": _readable,
    "exchanges.Exchange": _readable,
    "exchanges.ProgrammeItem": _by("exchange", "exchanges.Exchange"),
    "peergroups.PeerGroup": _readable,
    "peergroups.Session": lambda model: model._default_manager.lines_for(VISITOR),
    "plans.Plan": _readable,
    "plans.PlanVersion": _by("plan", "plans.Plan"),
    "plans.Action": _by("plan", "plans.Plan"),
    "plans.ActionSource": _by("action", "plans.Action"),
    "plans.Milestone": _by("action", "plans.Action"),
    "plans.Progress": _by("action", "plans.Action"),
    "plans.Evidence": _by("action", "plans.Action"),
    "practices.Practice": _readable,
    "practices.Revision": _readable,
    "practices.Document": _by("revision", "practices.Revision"),
    "practices.EvidenceStatement": _by("revision", "practices.Revision"),
    "practices.Requirement": _by("revision", "practices.Revision"),
    "practices.Translation": _by("revision", "practices.Revision"),
    "reports.Report": _readable,
    "practices.OwnerQuestion": lambda model: model._default_manager.shown_on_pages(),
}
