"""Which texts of an import are still as it left them."""

from collections.abc import Collection

from django.db.models import Count

from practices.models import ImportRun, Revision, RevisionState


def untouched_texts(run: ImportRun) -> dict[int, Revision]:
    """Those by id that nobody saved, submitted, commented or hung something on since."""
    left = {row["revision"]: (row["edit"], row["attached"]) for row in run.result["rows"]}
    drafts = Revision.objects.select_related("practice").filter(
        pk__in=left, state=RevisionState.DRAFT, submitted_at__isnull=True
    )
    hanging = attachments(left)
    return {each.pk: each for each in drafts if (each.edit, hanging[each.pk]) == left[each.pk]}


def attachments(ids: Collection[int]) -> dict[int, int]:
    """How much hangs on each text besides its own lines: documents, a translation, comments."""
    counted = Revision.objects.filter(pk__in=ids).annotate(
        hanging=Count("documents", distinct=True)
        + Count("translation", distinct=True)
        + Count("comments", distinct=True)
    )
    return dict(counted.order_by().values_list("pk", "hanging"))
