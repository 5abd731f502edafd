"""Models of training."""

from onestop.home.training.models.event import TrainingEventPage
from onestop.home.training.models.feedback import Feedback
from onestop.home.training.models.index import TrainingIndexPage
from onestop.home.training.models.mail import OwedMail
from onestop.home.training.models.parts import TrainingMaterial, TrainingSession, TrainingStandard
from onestop.home.training.models.proof import Proof
from onestop.home.training.models.registration import Attendance, Registration

__all__ = [
    "Attendance",
    "Feedback",
    "OwedMail",
    "Proof",
    "Registration",
    "TrainingEventPage",
    "TrainingIndexPage",
    "TrainingMaterial",
    "TrainingSession",
    "TrainingStandard",
]
