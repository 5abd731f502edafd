"""Addresses of ``enterprises``: the way to an account, and the pages of the room that are its own."""

from django.urls import URLPattern, path

from onestop.requests.enterprises.views import company, forgotten, gates, joining, privacy, settings

urlpatterns: list[URLPattern] = [
    path("accounts/enterprise/", joining.join, name="requests_join"),
    path("accounts/enterprise/code/", joining.code, name="requests_join_code"),
    path("accounts/enterprise/last/", joining.last, name="requests_join_last"),
    path("accounts/enterprise/none/", joining.no_enterprise, name="requests_no_enterprise"),
    path("accounts/enterprise/choose/", joining.choose, name="requests_choose_enterprise"),
    path("accounts/invitation/<str:token>/", joining.invitation, name="requests_invitation"),
    path("accounts/forgotten/", forgotten.forgotten, name="requests_forgotten"),
    path("accounts/forgotten/code/", forgotten.new_password, name="requests_new_password"),
    path("accounts/pledge/", gates.pledge, name="requests_pledge"),
    path("accounts/notice/", gates.new_notice, name="requests_new_notice"),
    path("privacy/", privacy.notice, name="requests_notice"),
    path("my/company/", company.company, name="requests_company"),
    path("my/people/", company.members, name="requests_people"),
    path("my/people/invite/", company.invite, name="requests_invite"),
    path("my/people/invitations/<int:pk>/", company.take_back, name="requests_take_back"),
    path("my/people/<int:pk>/remove/", company.remove, name="requests_remove"),
    path("my/people/<int:pk>/role/", company.set_role, name="requests_set_role"),
    path("my/consents/", privacy.consent_list, name="requests_consents"),
    path("my/consents/agree/", privacy.agree, name="requests_agree"),
    path("my/consents/<int:pk>/withdraw/", privacy.withdraw, name="requests_withdraw_consent"),
    path("my/looks/", privacy.look_list, name="requests_looks"),
    path("my/data/", privacy.data, name="requests_data"),
    path("my/data/copy.json", privacy.data_copy, name="requests_data_copy"),
    path("my/data/delete/", privacy.delete, name="requests_delete_account"),
    path("my/settings/", settings.account, name="requests_settings"),
    path("my/settings/contact/", settings.contact, name="requests_contact"),
    path("my/settings/contact/code/", settings.contact_code, name="requests_contact_code"),
]
