"""The closed lists of the network; words of the municipal standard in the comments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What an organisation is in the network (clause 4.1.1.1); the three first are its physical layers."""

    CENTRE = "centre", _("Service centre")  # 服务中心
    STATION = "station", _("Service station")  # 服务站
    OUTLET = "outlet", _("Service outlet")  # 服务网点
    PROVIDER = "provider", _("Quality service institution")  # 质量服务机构
    AUTHORITY = "authority", _("Market regulation authority")  # 市场监管部门


LAYERS = (Kind.CENTRE, Kind.STATION, Kind.OUTLET)
"""The layers that have windows, in their order."""

PARENT_KINDS: dict[str, tuple[str, ...]] = {
    Kind.CENTRE: (),
    Kind.STATION: (Kind.CENTRE,),
    Kind.OUTLET: (Kind.STATION, Kind.CENTRE),
    Kind.PROVIDER: (),
    Kind.AUTHORITY: (Kind.AUTHORITY,),
}
"""Below what an organisation of a kind stands: 站→中心, 网点→站 or 中心."""


class Status(models.TextChoices):
    """Where an organisation is, as people have decided; what the dates make of it is ``standing``."""

    PLANNED = "planned", _("In preparation")  # 筹建
    NOTICE = "notice", _("On public notice")  # 公示中
    RUNNING = "running", _("In operation")  # 运行
    SUSPENDED = "suspended", _("Suspended")  # 暂停
    REVOKED = "revoked", _("Closed down")  # 撤销


PUBLIC_STATUSES = (Status.NOTICE, Status.RUNNING, Status.SUSPENDED)
"""What visitors may know of."""


class BasisKind(models.TextChoices):
    """On what an organisation acts (clauses 3.2 and 3.3)."""

    ENTRUSTED = "entrusted", _("Entrusted")  # 委托
    AUTHORISED = "authorised", _("Authorised")  # 授权
    NOTICE = "notice", _("Public notice")  # 公示


BASIS_KINDS: dict[str, tuple[str, ...]] = {
    Kind.CENTRE: (BasisKind.ENTRUSTED,),
    Kind.STATION: (BasisKind.AUTHORISED, BasisKind.NOTICE),
}
"""What a kind may act on; a kind that is not here needs no such document."""


class Level(models.TextChoices):
    """The level of the authority that gave the basis."""

    PROVINCE = "province", _("Province (autonomous region)")
    CITY = "city", _("City")


BASIS_LEVELS: dict[str, tuple[str, ...]] = {
    BasisKind.ENTRUSTED: (Level.CITY,),
    BasisKind.AUTHORISED: (Level.PROVINCE, Level.CITY),
    BasisKind.NOTICE: (Level.CITY,),
}
"""Who may give it: the centre and a public notice come from the city, an authorisation from either."""


class Scale(models.TextChoices):
    """The size of an outlet's enterprise (统计上大中小微型企业划分)."""

    LARGE = "large", _("Large")
    MEDIUM = "medium", _("Medium")
    SMALL = "small", _("Small")
    MICRO = "micro", _("Micro")


class Element(models.TextChoices):
    """Quality elements that an outlet's enterprise works with (clause 4.1.1.4)."""

    METROLOGY = "metrology", _("Metrology")
    STANDARDS = "standards", pgettext_lazy("quality element", "Standards")
    TESTING = "testing", _("Inspection and testing")
    CERTIFICATION = "certification", _("Certification")
    EQUIPMENT = "equipment", _("Special equipment")
    PROPERTY = "property", _("Intellectual property")
    MANAGEMENT = "management", _("Quality management")


class QualificationKind(models.TextChoices):
    """What a body may hold."""

    CMA = "cma", _("CMA approval")  # 检验检测机构资质认定
    CNAS = "cnas", _("CNAS accreditation")
    METROLOGY = "metrology", _("Metrology authorisation")  # 计量授权
    SPECIAL_EQUIPMENT = "special_equipment", _("Special equipment inspection approval")
    CERTIFICATION_BODY = "certification_body", _("Certification body approval")
    EXAMINATION = "examination", _("Examination body")
    IP_AGENCY = "ip_agency", _("Patent or trademark agency")
    OTHER = "other", pgettext_lazy("qualification", "Other")


class Post(models.TextChoices):
    """What a member of the staff does."""

    CENTRE_HEAD = "centre_head", _("Head of the centre")  # 中心负责人
    STATION_HEAD = "station_head", _("Head of the station or outlet")  # 站/网点负责人
    WINDOW = "window", _("Window staff")  # 窗口服务人员
    PROFESSIONAL = "professional", _("Professional")  # 专业人员


HEAD_POSTS = (Post.CENTRE_HEAD, Post.STATION_HEAD)


class Weekday(models.IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, pgettext_lazy("weekday", "Monday")
    TUESDAY = 1, pgettext_lazy("weekday", "Tuesday")
    WEDNESDAY = 2, pgettext_lazy("weekday", "Wednesday")
    THURSDAY = 3, pgettext_lazy("weekday", "Thursday")
    FRIDAY = 4, pgettext_lazy("weekday", "Friday")
    SATURDAY = 5, pgettext_lazy("weekday", "Saturday")
    SUNDAY = 6, pgettext_lazy("weekday", "Sunday")


class Outcome(models.TextChoices):
    """How an assessment of a station ended."""

    GOOD = "good", pgettext_lazy("assessment", "Good")
    PASSED = "passed", pgettext_lazy("assessment", "Passed")
    FAILED = "failed", pgettext_lazy("assessment", "Not passed, to be improved")


class Decision(models.TextChoices):
    """What was decided on a site selection."""

    OPEN = "open", _("Not decided yet")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", pgettext_lazy("site selection", "Refused")


class EquipmentStatus(models.TextChoices):
    """Whether a piece of equipment is in use."""

    IN_USE = "in_use", _("In use")
    STOPPED = "stopped", _("Out of use")
    SCRAPPED = "scrapped", _("Scrapped")
