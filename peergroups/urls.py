"""Addresses of groups, sessions and the room."""

from django.urls import URLPattern, URLResolver, include, path

from peergroups.views import (
    answers,
    board,
    groups,
    join,
    minutes,
    minutes_files,
    minutes_link,
    outcome,
    paper,
    papers,
    people,
    plan,
    preparing,
    rate,
    room,
    sessions,
)

group = [
    path("", groups.group_detail, name="group_detail"),
    path("edit/", groups.group_edit, name="group_edit"),
    path("members/", groups.group_add, name="group_add"),
    path("members/leave/", groups.group_leave, name="group_leave"),
    path("members/moderator/", groups.group_moderator, name="group_moderator"),
    path("sessions/new/", sessions.session_new, name="session_new"),
]

moderator = [
    path("", board.session_board, name="session_board"),
    path("open/", board.session_open, name="session_open"),
    path("close/", board.session_close_round, name="session_close_round"),
    path("reopen/", board.session_reopen, name="session_reopen"),
    path("reveal/", board.session_reveal, name="session_reveal"),
    path("second/", board.session_second, name="session_second"),
    path("next/", board.session_go, name="session_go"),
    path("timer/", board.session_timer, name="session_timer"),
    path("notes/", board.session_notes, name="session_notes"),
    path("acts/", board.session_acts, name="session_acts"),
    path("record/", answers.session_record, name="session_record"),
    path("void/", answers.session_void, name="session_void"),
    path(
        "answers/<int:round_pk>/",
        answers.session_single_answers,
        name="session_single_answers",
    ),
]

written = [
    path("", minutes.session_minutes, name="session_minutes"),
    path("edit/<slug:section>/", minutes.minutes_write, name="minutes_write"),
    path("circulate/", minutes.minutes_circulate, name="minutes_circulate"),
    path("prolong/", minutes.minutes_prolong, name="minutes_prolong"),
    path("read/", minutes.minutes_read, name="minutes_read"),
    path("confirm/", minutes.minutes_confirm, name="minutes_confirm"),
    path("correct/", minutes.minutes_correct, name="minutes_correct"),
    path("amendments/", minutes.minutes_amend, name="minutes_amend"),
    path("amendments/<int:amendment_pk>/", minutes.amendment_answer, name="amendment_answer"),
]

session: list[URLPattern | URLResolver] = [
    path("", sessions.session_detail, name="session_detail"),
    path("edit/", sessions.session_edit, name="session_edit"),
    path("cancel/", sessions.session_cancel, name="session_cancel"),
    path("close/", sessions.session_close, name="session_close"),
    path("agenda/", sessions.session_agenda, name="session_agenda"),
    path("agenda/move/", sessions.session_agenda_move, name="session_agenda_move"),
    path("agenda/remove/", sessions.session_agenda_remove, name="session_agenda_remove"),
    path("people/", people.session_invite, name="session_invite"),
    path("people/withdraw/", people.session_withdraw, name="session_withdraw"),
    path("people/release/", people.session_release, name="session_release"),
    path("people/seat/", plan.session_seat, name="session_seat"),
    path("prepare/", preparing.session_prepare, name="session_prepare"),
    path("prepare/question/", preparing.case_question, name="case_question"),
    path("prepare/remind/", preparing.session_remind, name="session_remind"),
    path("papers/", papers.session_papers, name="session_papers"),
    path("papers/<int:paper_pk>/title/", papers.paper_name, name="paper_name"),
    path("papers/<int:paper_pk>/move/", papers.paper_move, name="paper_move"),
    path("papers/<int:paper_pk>/remove/", papers.paper_remove, name="paper_remove"),
    path("papers/<int:paper_pk>/<str:name>", papers.session_paper, name="session_paper"),
    path("pack/", paper.session_pack, name="session_pack"),
    path("sheets/", paper.session_sheets, name="session_sheets"),
    path("join/", people.session_join, name="session_join"),
    path("ready/", rate.session_ready, name="session_ready"),
    path("rate/", rate.session_rate, name="session_rate"),
    path("rate/privacy/", rate.session_privacy, name="session_privacy"),
    path("rate/done/", rate.session_finish, name="session_finish"),
    path("rate/contest/", rate.session_contest, name="session_contest"),
    path("room/", room.session_room, name="session_room"),
    path("room/now/", room.session_now, name="session_now"),
    path("room/taps/", room.session_taps, name="session_taps"),
    path("minutes/", include(written)),
    path("minutes.pdf", minutes_files.minutes_pdf, name="minutes_pdf"),
    path("minutes.docx", minutes_files.minutes_docx, name="minutes_docx"),
    path("minutes.json", minutes_files.minutes_json, name="minutes_json"),
    path("step/", outcome.session_step, name="session_step"),
    path("to-do/new/", outcome.follow_up_add, name="follow_up_add"),
    path("to-do/<int:follow_up_pk>/", outcome.follow_up_change, name="follow_up_change"),
    path("to-do/<int:follow_up_pk>/done/", outcome.follow_up_tick, name="follow_up_tick"),
    path("answers/<int:round_pk>/", answers.session_answers, name="session_answers"),
    path("board/", include(moderator)),
]

urlpatterns = [
    path("groups/", groups.group_list, name="group_list"),
    path("groups/new/", groups.group_new, name="group_new"),
    path("groups/<slug:slug>/", include(group)),
    path("sessions/plan/", plan.session_plan, name="session_plan"),
    path("sessions/worker.js", room.session_worker, name="session_worker"),
    path("sessions/shell/", room.session_shell, name="session_shell"),
    path("sessions/<int:pk>/", include(session)),
    path("minutes/<str:token>/", minutes_link.minutes_by_link, name="minutes_by_link"),
    path("minutes/<str:token>/pdf/", minutes_link.minutes_pdf_by_link, name="minutes_pdf_by_link"),
    path(
        "minutes/<str:token>/read/", minutes_link.minutes_read_by_link, name="minutes_read_by_link"
    ),
    path("minutes/<str:token>/contest/", minutes_link.contest_by_link, name="contest_by_link"),
    path("join/", join.join, name="join"),
    path("join/<str:code>/", join.join_room, name="join_room"),
]
