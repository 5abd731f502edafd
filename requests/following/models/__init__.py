"""Models of ``following``: call-backs, notices and their templates, who has read messages up to where."""

from onestop.requests.following.models.calls import CallBack, CallTry
from onestop.requests.following.models.notices import Notification, NotificationTemplate
from onestop.requests.following.models.reading import Reading

__all__ = ["CallBack", "CallTry", "Notification", "NotificationTemplate", "Reading"]
