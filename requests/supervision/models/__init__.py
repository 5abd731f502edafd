"""Models of supervision."""

from onestop.requests.supervision.models.complaint import Complaint, Dispute, Method, Remedy, Subject
from onestop.requests.supervision.models.rectification import Cause, Rectification

__all__ = ["Cause", "Complaint", "Dispute", "Method", "Rectification", "Remedy", "Subject"]
