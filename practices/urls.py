"""Addresses of the catalogue, grouped by what they are about."""

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from practices.views import (
    compare,
    confirm,
    discussion,
    documents,
    export,
    export_files,
    feed,
    files,
    find,
    history,
    importing,
    keep,
    needs,
    preview,
    publish,
    questions,
    read,
    searches,
    still_true,
    tags,
    template,
    topics,
    translation,
    write,
)


class ExportKind(StringConverter):
    """The ending of a file that the catalogue comes in."""

    regex = "csv|xlsx|json"


register_converter(ExportKind, "export_kind")

# What hangs on a practice: of a draft to those who write it, the bytes to all its readers.
hanging: list[URLPattern | URLResolver] = [
    path("", documents.practice_documents, name="practice_documents"),
    path("add/", documents.practice_document_add, name="practice_document_add"),
    path(
        "<int:pk>/describe/",
        documents.practice_document_describe,
        name="practice_document_describe",
    ),
    path(
        "<int:pk>/replace/", documents.practice_document_replace, name="practice_document_replace"
    ),
    path("<int:pk>/move/", documents.practice_document_move, name="practice_document_move"),
    path("<int:pk>/remove/", documents.practice_document_remove, name="practice_document_remove"),
    path("<int:pk>/small/<str:name>", files.practice_picture, name="practice_picture"),
    path("<int:pk>/<str:name>", files.practice_document, name="practice_document"),
]

# What is done with one practice.
acts: list[URLPattern | URLResolver] = [
    path("edit/", write.practice_edit, name="practice_edit"),
    path("propose/", write.practice_propose, name="practice_propose"),
    path("review/", publish.practice_review, name="practice_review"),
    path("submit/", publish.practice_submit, name="practice_submit"),
    path("withdraw/", publish.practice_withdraw, name="practice_withdraw"),
    path("return/", publish.practice_return, name="practice_return"),
    path("approve/", publish.practice_approve, name="practice_approve"),
    path("confirm/", confirm.practice_confirm, name="practice_confirm"),
    path("ask/", confirm.practice_ask, name="practice_ask"),
    path("still-true/", still_true.practice_still_true, name="practice_still_true"),
    path("ask-owner/", still_true.practice_ask_owner, name="practice_ask_owner"),
    path("delete/", publish.practice_delete, name="practice_delete"),
    path("copy/", template.practice_copy, name="practice_copy"),
    path("translation/", translation.practice_translation, name="practice_translation"),
    path("history/", history.practice_history, name="practice_history"),
    path("review/comments/", discussion.draft_comment, name="draft_comment"),
    path("comments/", discussion.practice_comment, name="practice_comment"),
    path("follow/", discussion.practice_follow, name="practice_follow"),
    path("unfollow/", discussion.practice_unfollow, name="practice_unfollow"),
    path("documents/", include(hanging)),
    path("archive/", keep.practice_archive, name="practice_archive"),
    path("restore/", keep.practice_restore, name="practice_restore"),
    path("question/", questions.question_new, name="question_new"),
    path("address/", keep.practice_address, name="practice_address"),
    path("take-down/", keep.practice_take_down, name="practice_take_down"),
]

# A spreadsheet that comes in.
imports: list[URLPattern | URLResolver] = [
    path("", importing.practice_import, name="practice_import"),
    path("template.xlsx", importing.practice_import_template, name="practice_import_template"),
    path("<int:pk>/", importing.import_detail, name="import_detail"),
    path("<int:pk>/plan.xlsx", importing.import_workbook, name="import_workbook"),
    path("<int:pk>/correct/", importing.import_correct, name="import_correct"),
    path("<int:pk>/run/", importing.import_run, name="import_run"),
    path("<int:pk>/cancel/", importing.import_cancel, name="import_cancel"),
    path("<int:pk>/undo/", importing.import_undo, name="import_undo"),
]

# A workbook that is too large to wait for.
exports: list[URLPattern | URLResolver] = [
    path("make/", export_files.practice_export_make, name="practice_export_make"),
    path("<int:pk>/", export_files.export_file, name="export_file"),
    path("<int:pk>/cancel/", export_files.export_file_cancel, name="export_file_cancel"),
    path("<int:pk>/<str:name>", export_files.export_file_download, name="export_file_download"),
]

# What is done with a question to an owner.
one_question: list[URLPattern | URLResolver] = [
    path("", questions.question_detail, name="question_detail"),
    path("pass-on/", questions.question_pass_on, name="question_pass_on"),
    path("decline/", questions.question_decline, name="question_decline"),
    path("answer/", questions.question_answer, name="question_answer"),
    path("show/", questions.question_show, name="question_show"),
]

# What is done with one comment.
comments: list[URLPattern | URLResolver] = [
    path("", discussion.comment_detail, name="comment_detail"),
    path("edit/", discussion.comment_edit, name="comment_edit"),
    path("delete/", discussion.comment_delete, name="comment_delete"),
    path("report/", discussion.comment_report, name="comment_report"),
    path("hide/", discussion.comment_hide, name="comment_hide"),
    path("show/", discussion.comment_unhide, name="comment_unhide"),
]

# Lists that people keep.
saved: list[URLPattern | URLResolver] = [
    path("", searches.search_list, name="search_list"),
    path("new/", searches.search_new, name="search_new"),
    path("undo/", searches.search_undo, name="search_undo"),
    path("<int:pk>/edit/", searches.search_edit, name="search_edit"),
    path("<int:pk>/delete/", searches.search_delete, name="search_delete"),
    path("<int:pk>/open/", searches.search_open, name="search_open"),
    path("<int:pk>/keep/", searches.search_keep, name="search_keep"),
]

# What a region looks for.
region_needs: list[URLPattern | URLResolver] = [
    path("", needs.need_list, name="need_list"),
    path("undo/", needs.need_undo, name="need_undo"),
    path("<int:pk>/", needs.need_change, name="need_change"),
    path("<int:pk>/remove/", needs.need_remove, name="need_remove"),
]

# Fixed words come before <slug>: they are reserved, so no practice can take them.
urlpatterns: list[URLPattern | URLResolver] = [
    path("practices/", read.practice_list, name="practice_list"),
    path("practices/map/", find.practice_map, name="practice_map"),
    path("practices/suggest/", find.practice_suggest, name="practice_suggest"),
    path("practices/compare/", compare.practice_compare, name="practice_compare"),
    path("practices/export.<export_kind:kind>", export.practice_export, name="practice_export"),
    path("practices/export/", include(exports)),
    path("practices/import/", include(imports)),
    path("practices/questions/", questions.question_list, name="question_list"),
    path("practices/questions/<int:pk>/", include(one_question)),
    path("practices/feed/", feed.practice_feed, name="practice_feed"),
    path("practices/new/", write.practice_new, name="practice_new"),
    path("practices/new/preview/", preview.practice_preview, name="practice_preview"),
    path("practices/desk/", publish.practice_desk, name="practice_desk"),
    path(
        "practices/desk/export.<export_kind:kind>",
        export.practice_export_drafts,
        name="practice_export_drafts",
    ),
    path("practices/confirm/thanks/", confirm.link_thanks, name="link_thanks"),
    path("practices/tags/", tags.tag_list, name="tag_list"),
    path("practices/tags/suggest/", tags.tag_suggest, name="tag_suggest"),
    path("practices/tags/merge/", tags.tag_merge, name="tag_merge"),
    path("practices/tags/remove/", tags.tag_remove, name="tag_remove"),
    path("practices/tags/restore/", tags.tag_restore, name="tag_restore"),
    path("practices/ageing/", still_true.ageing_list, name="ageing_list"),
    path(
        "practices/confirm/still-true/<str:token>/",
        still_true.still_true_by_link,
        name="still_true_by_link",
    ),
    path("practices/confirm/entry/<str:token>/", confirm.entry_by_link, name="entry_by_link"),
    path(
        "practices/confirm/document/<str:token>/<str:name>",
        files.entry_document,
        name="entry_document",
    ),
    path(
        "practices/confirm/document/<str:token>/small/<str:name>",
        files.entry_picture,
        name="entry_picture",
    ),
    path("practices/searches/", include(saved)),
    path("practices/topics/", topics.topic_board, name="topic_board"),
    path("practices/topics/new/", topics.topic_new, name="topic_new"),
    path("practices/topics/sort/", topics.topic_sort, name="topic_sort"),
    path("practices/topics/<int:pk>/", topics.topic_edit, name="topic_edit"),
    path("practices/topics/<int:pk>/delete/", topics.topic_delete, name="topic_delete"),
    path("practices/<slug:slug>/", include(acts)),
    path("practices/<slug:slug>/", read.practice_detail, name="practice_detail"),
    path("comments/<int:pk>/", include(comments)),
    path("regions/<str:code>/needs/", include(region_needs)),
]
