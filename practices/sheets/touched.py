"""Which texts of an import are still as it left them, and who reads of them."""

from collections.abc import Collection

from django.db.models import Count

from practices.models import ImportRun, Practice, Revision, RevisionState
from regions.reader import Reader


def untouched_texts(run: ImportRun) -> dict[int, Revision]:
    """Those by id that nobody saved, submitted, commented or hung something on since."""
    left = {row["revision"]: (row["edit"], row["attached"]) for row in run.result["rows"]}
    drafts = Revision.objects.select_related("practice__partner").filter(
        pk__in=left, state=RevisionState.DRAFT, submitted_at__isnull=True
    )
    hanging = attachments(left)
    return {each.pk: each for each in drafts if (each.edit, hanging[each.pk]) == left[each.pk]}


def readable_rows(run: ImportRun, reader: Reader) -> set[int] | None:
    """P04: the rows whose texts the reader may read; None, which is all, for who brought them."""
    if run.user_id == reader.user_id:
        return None
    rows = {row["revision"]: row["row"] for row in run.result["rows"]}
    texts = Revision.objects.visible_to(reader).filter(pk__in=rows)
    return {rows[pk] for pk in texts.values_list("pk", flat=True)}


def closed_rows(run: ImportRun, reader: Reader) -> set[int]:
    """P16: the rows about a practice that was taken down since, unless the reader reads it still.

    They show nothing of the file any more, not even to who brought it.
    """
    taken_down = Practice.objects.taken_down_for(reader).exclude(
        pk__in=Practice.objects.visible_to(reader).values("pk")
    )
    known = taken_down.values_list("pk", "slug", "former_slugs__slug")
    ids, slugs = set(), set()
    for pk, *addresses in known:
        ids.add(pk)
        slugs.update(addresses)
    if not ids:
        return set()
    done = {row["revision"]: row["row"] for row in run.result.get("rows", ())}
    texts = Revision.objects.filter(pk__in=done, practice__in=ids)
    named = {row["row"] for row in run.plan["rows"] if row.get("slug") in slugs}
    return named | {done[pk] for pk in texts.values_list("pk", flat=True)}


def attachments(ids: Collection[int]) -> dict[int, int]:
    """How much hangs on each text besides its own lines: documents, a translation, comments."""
    counted = Revision.objects.filter(pk__in=ids).annotate(
        hanging=Count("documents", distinct=True)
        + Count("translation", distinct=True)
        + Count("comments", distinct=True)
    )
    return dict(counted.order_by().values_list("pk", "hanging"))
