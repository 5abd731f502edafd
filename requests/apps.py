"""App configuration of ``onestop.requests``."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

PACKAGES = (
    *("workflow", "enterprises", "filing", "matching", "serving"),
    *("following", "evaluation", "supervision", "archives", "desks"),
)
"""The packages in the order of figure 1; each imports only from those before it."""

PRIVATE = (
    *("AccessLog", "ArchiveItem", "Attachment", "CallBack", "CallTry", "CandidateList"),
    *("CapabilityGap", "Complaint", "ConsentRecord", "Dispute", "Enterprise", "EnterpriseArchive"),
    *("EnterpriseVersion", "Escalation", "Evaluation", "EvaluationInvitation", "Event"),
    *("ExpertAnswer", "Extension", "Invitation", "Match", "Membership", "NoticeReceipt"),
    *("Notification", "NotificationTemplate", "NumberCounter", "Pause", "Person", "PhoneCode"),
    *("Pledge", "Press", "Purge", "Reading", "Rectification", "ServiceRecord", "ServiceRequest"),
    *("WrongTry",),
)
"""Models whose rows change all day without changing a public page."""


class RequestsConfig(AppConfig):
    """Service requests."""

    name = "onestop.requests"
    label = "requests"
    verbose_name = _("Service requests")
    default_auto_field = "django.db.models.BigAutoField"
    # Namespace packages have several possible paths, so every app names its own.
    path = str(Path(__file__).parent)
    url_module = "onestop.requests.urls"
    api_router = "onestop.requests.api.router"
    # No public page shows these, or only one that says how long it is true (the progress board).
    page_cache_ignores = tuple(f"requests.{name}" for name in PRIVATE)

    def ready(self) -> None:
        """Let every package attach what it brings: ways to cases, listeners, actions, rules."""
        for name in PRIVATE:
            # Wagtail would list for editors which cases refer to a page, and need its queue for each step.
            model: Any = self.get_model(name)
            model.wagtail_reference_index_ignore = True
        for package in PACKAGES:
            module = f"onestop.requests.{package}.attach"
            if find_spec(module):
                import_module(module)
