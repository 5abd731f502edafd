"""The closed lists of a service guide (办事指南); words of GB/T 36114 in the comments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What sort of service an item is (事项类型)."""

    CONSULTATION = "consultation", _("Consultation")
    PUBLICITY = "publicity", _("Publicity")
    TRAINING = "training", pgettext_lazy("service", "Training")
    TESTING = "testing", _("Inspection and testing")
    METROLOGY = "metrology", pgettext_lazy("service", "Metrology")
    AGENCY = "agency", _("Done on your behalf")
    GUIDANCE = "guidance", _("Guidance")
    QUERY = "query", _("Look it up")
    ACTIVITY = "activity", _("Activity")
    EXAMINATION = "examination", _("Examination")


class Channel(models.TextChoices):
    """How it can be asked for (办理方式); each is a yes or no of the item under the same name."""

    ONLINE = "online", _("Online")
    WINDOW = "window", _("At the window")
    VISIT = "visit", _("We come to you")


class Who(models.TextChoices):
    """Who does a step (责任)."""

    ENTERPRISE = "enterprise", pgettext_lazy("does a step", "You")
    WINDOW = "window", pgettext_lazy("does a step", "Window")
    CENTRE = "centre", pgettext_lazy("does a step", "Service centre")
    STATION = "station", pgettext_lazy("does a step", "Service station")
    PROVIDER = "provider", pgettext_lazy("does a step", "Service institution")
    EXPERT = "expert", pgettext_lazy("does a step", "Expert")
    AUTHORITY = "authority", pgettext_lazy("does a step", "Competent authority")


class Form(models.TextChoices):
    """In which form a material is handed in."""

    ORIGINAL = "original", _("Original")  # 原件
    COPY = "copy", pgettext_lazy("material", "Copy")  # 复印件
    EITHER = "either", _("Original or copy")
    ELECTRONIC = "electronic", _("Electronic")


class Need(models.TextChoices):
    """Whether a material must be there."""

    REQUIRED = "required", _("Required")  # 必要
    OPTIONAL = "optional", _("Only if it applies")  # 非必要
    DEFERRABLE = "deferrable", _("Can follow later")  # 容缺


class Charged(models.TextChoices):
    """Whether somebody asks for money, and who (收费)."""

    NONE = "none", _("Free of charge")
    PROVIDER = "provider", _("The institution charges")
    PLATFORM = "platform", _("The platform charges")
