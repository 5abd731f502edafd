"""Taking a lost second factor off an account: by the head of the centre or an administrator, never one's own.

Reason and who did it stand in the log that the auditor reads; the sessions of the account end; its person is
told, so that a stranger's call does not go unnoticed (GB/T 22239-2019, 身份鉴别). Without an address of the
account, whoever removed the factor reads so, and tells the person.
"""

from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import LogFormatter, log

from onestop.requests.enterprises import accounts, sms
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role

ACTION = "requests.second_factor_reset"
SHORTEST = 4


def may_reset(user: Any) -> bool:
    """Tell whether ``user`` may take a second factor off somebody's account."""
    return keeps_system(user) or Role.HEAD in roles.roles_of(user)


def keeps_system(user: Any) -> bool:
    """Tell whether ``user`` is a 系统管理员 of matrix 5.3, or the superuser with whom a site begins."""
    return bool(user.is_active and user.is_superuser) or Role.ADMIN in roles.roles_of(user)


@transaction.atomic
def reset(username: str, by: Any, reason: str) -> Any:
    """Take every second factor off an account and end its sessions.

    Args:
        username: Whose.
        by: Who does it.
        reason: Why, and how it was made sure who asks.

    Returns:
        The account.

    Raises:
        ValidationError: There is nobody of this name with one, it is the own account, or it keeps the system
            and only another administrator may do it.
    """
    user: Any = get_user_model().objects.select_for_update().filter(username=username, is_active=True).first()
    found = Authenticator.objects.filter(user=user) if user else Authenticator.objects.none()
    if not found.exists():
        raise ValidationError(_("There is no account of this name that has a second factor."))
    if user.pk == by.pk:
        raise ValidationError(_("Somebody else must do this for your own account."))
    if keeps_system(user) and not keeps_system(by):
        raise ValidationError(_("Only another administrator may do this for an administrator."))
    found.delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    log(instance=user, action=ACTION, user=by, data={"reason": reason})
    transaction.on_commit(partial(tell, user))
    return user


def can_be_told(user: Any) -> bool:
    """Tell whether there is a way to reach the person of an account."""
    return bool(user.email or (accounts.person_of(user).phone and sms.can_send()))


def tell(user: Any) -> None:
    """Tell the person by whatever way the account has."""
    text = _("The second factor of your account was removed. If you did not ask for it, tell us at once.")
    person = accounts.person_of(user)
    if user.email:
        send_mail(_("Second factor removed"), text, None, [user.email], fail_silently=True)
    if person.phone and sms.can_send():
        try:
            sms.send(person.phone, text)
        except sms.NotSent:
            return


class ResetForm(forms.Form):
    """Whose, why, and that it was made sure who asks."""

    username = forms.CharField(label=gettext_lazy("User name"), max_length=150)
    reason = forms.CharField(
        label=gettext_lazy("Why, and how you made sure who asks"),
        max_length=200,
        min_length=SHORTEST,
        help_text=gettext_lazy("It stands in the log that the auditor reads."),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I have seen the person, or called back on a number that we know"),
        error_messages={"required": gettext_lazy("Make sure first who asks.")},
    )


class ResetView(WagtailAdminTemplateMixin, FormView[ResetForm]):
    """The page in the admin."""

    template_name = "requests/enterprises/factor.html"
    form_class = ResetForm
    page_title = gettext_lazy("Lost second factor")
    header_icon = "key"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else.

        Raises:
            PermissionDenied: The role is another.
        """
        if not may_reset(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ResetForm) -> HttpResponse:
        """Do it, or say why not beside the name."""
        name, reason = form.cleaned_data["username"], form.cleaned_data["reason"]
        try:
            user = reset(name, self.request.user, reason)
        except ValidationError as error:
            form.add_error("username", error)
            return self.form_invalid(form)
        if can_be_told(user):
            done = _("Removed. At the next sign-in %(name)s sets up a new one; the person is told.")
            messages.success(self.request, done % {"name": name})
        else:
            alone = _(
                "Removed. At the next sign-in %(name)s sets up a new one. The account has neither e-mail nor "
                "telephone, so the platform cannot tell the person: please do it yourself."
            )
            messages.warning(self.request, alone % {"name": name})
        return redirect(reverse("requests_second_factor"))

    def form_invalid(self, form: ResetForm) -> HttpResponse:
        """Show what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """End with this page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.page_title)}]


@hooks.register("register_log_actions")
def log_action(actions: Any) -> None:
    """Say in words what stands in the log."""
    actions.register_action(ACTION)(Said)


class Said(LogFormatter):
    """The entry of the log, with its reason."""

    label = gettext_lazy("Remove a second factor")

    def format_message(self, log_entry: Any) -> str:
        """Return it in words."""
        return _("Second factor removed: %(reason)s") % {"reason": log_entry.data.get("reason", "")}
