"""Addresses of regions, people, and what leads to them."""

from django.urls import path

from regions import views

urlpatterns = [
    path("emblem/<slug:digest>.png", views.emblem, name="emblem"),
    path("partnership/edit/", views.partnership_edit, name="partnership_edit"),
    path("regions/", views.region_list, name="region_list"),
    path("regions/new/", views.partner_create, name="partner_create"),
    path("regions/<str:code>/", views.region_detail, name="region_detail"),
    path("regions/<str:code>/edit/", views.region_edit, name="region_edit"),
    path("regions/<str:code>/names/", views.partner_edit, name="partner_edit"),
    path("regions/<str:code>/leave/", views.partner_deactivate, name="partner_deactivate"),
    path("regions/<str:code>/context/", views.context_edit, name="context_edit"),
    path("regions/<str:code>/context/confirm/", views.context_confirm, name="context_confirm"),
    path("regions/context/<str:token>/", views.context_by_link, name="context_by_link"),
    path("regions/<str:code>/strengths/", views.strength_list, name="strength_list"),
    path(
        "regions/<str:code>/strengths/<int:pk>/remove/",
        views.strength_remove,
        name="strength_remove",
    ),
    path("people/", views.person_list, name="person_list"),
    path("people/invite/", views.invite, name="invite"),
    path("people/invite/<int:pk>/withdraw/", views.invitation_withdraw, name="invitation_withdraw"),
    path("people/acting-for/", views.acting_for, name="acting_for"),
    path("people/<int:pk>/", views.person_detail, name="person_detail"),
    path("people/<int:pk>/administrator/", views.person_admin, name="person_admin"),
    path("people/<int:pk>/second-step/", views.person_second_step, name="person_second_step"),
    path("people/<int:pk>/tokens/", views.person_tokens, name="person_tokens"),
    path("people/<int:pk>/erase/", views.person_erase, name="person_erase"),
    path("people/memberships/<int:pk>/role/", views.membership_role, name="membership_role"),
    path("people/memberships/<int:pk>/end/", views.membership_end, name="membership_end"),
    path("accounts/invitation/<str:token>/", views.invitation, name="invitation"),
    path("accounts/tokens/", views.token_list, name="token_list"),
    path("accounts/tokens/<int:pk>/revoke/", views.token_revoke, name="token_revoke"),
    path("accounts/data/", views.own_data, name="own_data"),
    path("accounts/data/download/", views.own_data_download, name="own_data_download"),
    path("accounts/data/erasure/", views.own_erasure, name="own_erasure"),
]
