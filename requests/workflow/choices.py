"""The three axes of a request and the closed lists around them; words of the standard in the comments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a request is, in the words of staff; ``public.STATES`` has those of the public."""

    DRAFT = "draft", pgettext_lazy("request", "Draft")  # 草稿
    SUBMITTED = "submitted", pgettext_lazy("request", "Submitted")  # 已提交
    RETURNED = "returned", _("Returned for completion")  # 退回补正
    REFUSED = "refused", _("Not accepted")  # 不予受理
    ACCEPTED = "accepted", pgettext_lazy("request", "Accepted")  # 已受理
    MATCHING = "matching", _("Being matched")  # 对接中
    CONSENT = "consent", _("Waiting for the enterprise’s consent")  # 待企业同意
    OFFERED = "offered", _("Waiting for the institution")  # 待机构接单
    MATCHED = "matched", _("Matched")  # 已对接
    EXPERT = "expert", _("With an expert")  # 专家答疑
    SERVING = "serving", _("Being served")  # 服务中
    WAITING = "waiting", _("Waiting for the enterprise")  # 等待企业
    SAMPLE = "sample", _("Sample under way")  # 样品在途
    ESCALATED = "escalated", _("Escalated to the centre")  # 已上报服务中心
    COMPLETED = "completed", pgettext_lazy("request", "Completed")  # 已办结
    TO_EVALUATE = "to_evaluate", _("Waiting for evaluation")  # 待评价
    EVALUATED = "evaluated", _("Evaluated")  # 已评价
    UNEVALUATED = "unevaluated", _("Not evaluated")  # 未评价
    RECTIFYING = "rectifying", _("Being rectified")  # 整改中
    RECTIFIED = "rectified", _("Rectified")  # 整改完成
    ARCHIVED = "archived", pgettext_lazy("request", "Archived")  # 已归档
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")  # 已撤回


FINAL = frozenset({Status.REFUSED, Status.ARCHIVED, Status.WITHDRAWN})
"""Nothing leads out of these."""

UNFINISHED = tuple(status for status in Status if status not in FINAL and status != Status.DRAFT)
"""Something is still to be done: what the queues of staff are about."""

UNDER_WAY = (
    *(Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED, Status.MATCHING, Status.CONSENT),
    *(Status.OFFERED, Status.MATCHED, Status.EXPERT, Status.SERVING, Status.WAITING),
    *(Status.SAMPLE, Status.ESCALATED),
)
"""The enterprise waits for its service: what counts as open."""

SERVED = (
    *(Status.COMPLETED, Status.TO_EVALUATE, Status.EVALUATED, Status.UNEVALUATED),
    *(Status.RECTIFYING, Status.RECTIFIED, Status.ARCHIVED),
)
"""The service has ended."""

STOPPED = (Status.RETURNED, Status.CONSENT, Status.WAITING, Status.SAMPLE)
"""The clock of the office stands still: somebody else is to do something (process 3.4)."""


class Resolution(models.TextChoices):
    """How a request ended; empty while it is open."""

    SOLVED = "solved", _("Solved")  # 已解决
    ANSWERED = "answered", _("Answered")  # 已答复
    UNSOLVED = "unsolved", _("Could not be solved")  # 无法解决
    REFUSED = "refused", _("Not accepted")  # 不予受理
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")  # 已撤回
    LAPSED = "lapsed", _("Not completed in time, counts as withdrawn")  # 逾期未补正，视为撤回


class Visibility(models.TextChoices):
    """Who may see that there is this request; its words are for the parties in any case."""

    PARTIES = "parties", _("The parties only")  # 本企业
    PUBLIC = "public", _("The public board, without names and words")  # 社会（脱敏）


class Channel(models.TextChoices):
    """How a request came (来源)."""

    COLUMN = "column", _("Consultation column")  # 咨询专栏
    VISIT = "visit", _("Visit to the enterprise")  # 走访
    SERVICE = "service", _("During a service")  # 服务过程
    WINDOW = "window", pgettext_lazy("channel", "At the window")  # 窗口
    PHONE = "phone", _("By telephone")  # 电话
    EXPERT = "expert", _("Expert’s answering hour")  # 专家答疑
    OUTLET = "outlet", _("Filed by an outlet")  # 网点代报


class Role(models.TextChoices):
    """As what somebody acts on a request (roles of spec 5.3)."""

    VISITOR = "visitor", _("Visitor")  # 访客
    ENTERPRISE = "enterprise", _("Enterprise")  # 企业用户
    EXPERT = "expert", _("Expert")  # 专家
    PROVIDER = "provider", _("Quality service institution")  # 服务机构
    OUTLET = "outlet", _("Service outlet")  # 网点
    STATION = "station", _("Service station")  # 服务站
    WINDOW = "window", _("Window staff")  # 窗口人员
    AGENT = "agent", _("Agent of the centre")  # 服务中心坐席
    HEAD = "head", _("Head of the centre")  # 中心负责人
    SUPERVISOR = "supervisor", _("Supervising authority")  # 市场监管（监督）
    EDITOR = "editor", _("Editor")  # 内容编辑
    AUDITOR = "auditor", _("Auditor")  # 审计员
    ADMIN = "admin", _("System administrator")  # 系统管理员
    SYSTEM = "system", _("The platform itself")  # 系统


STAFF = (Role.OUTLET, Role.STATION, Role.WINDOW, Role.AGENT, Role.HEAD)
"""Roles that receive and carry requests."""


class Stage(models.TextChoices):
    """What has a time limit (process 3.4); the limits are an editable, versioned policy."""

    ACCEPT = "accept", _("Decide on acceptance")  # 受理/不予受理/补正
    GAPS = "gaps", _("Enterprise sends what is missing")  # 企业补正
    MATCH = "match", _("Match")  # 对接
    CONSENT = "consent", _("Enterprise says whether it agrees")  # 企业答复是否同意
    TAKE = "take", _("Institution accepts")  # 服务机构接单
    ANSWER = "answer", _("Answer of the expert")  # 咨询答复
    START = "start", _("Begin the service")
    SERVE = "serve", _("Serve")  # 事项承诺时限
    ESCALATE = "escalate", _("Escalate what cannot be solved")  # 上报
    DECIDE = "decide", _("Decide on an escalation")
    UPDATE = "update", _("Tell how it goes")  # 进度更新
    CALL_BACK = "call_back", _("Call back")  # 回访
    CALL_BACK_LATER = "call_back_later", _("Call back once more")  # 30 日回访
    EVALUATE = "evaluate", _("Evaluate")  # 评价
    REOPEN = "reopen", _("Reopen")
    PAUSE = "pause", _("Longest pause in all")
    EXTEND = "extend", _("Longest extension")
    RECTIFY_ANSWER = "rectify_answer", _("First answer of a rectification")
    RECTIFY = "rectify", _("Finish a rectification")
    COMPLAINT_ACCEPT = "complaint_accept", _("Accept a complaint")
    COMPLAINT_ANSWER = "complaint_answer", _("Answer a complaint")


OF_ENTERPRISE = (Stage.GAPS, Stage.CONSENT)
"""Limits of the enterprise’s own: it answers within them while the clock of the office stands still."""

VOLUNTARY = (Stage.EVALUATE,)
"""Whoever is asked need not answer: the time for it ends, and nobody is late (clause 5.2)."""


class Audience(models.TextChoices):
    """Who may read an event of a request."""

    PUBLIC = "public", _("Everybody, without names")
    PARTIES = "parties", _("Enterprise, office and whoever serves")
    STAFF = "staff", _("Office and centre")


OFFICE_FIRST = (
    *(Role.SYSTEM, Role.ENTERPRISE, Role.EXPERT, Role.PROVIDER, Role.OUTLET, Role.STATION, Role.WINDOW),
    *(Role.AGENT, Role.HEAD, Role.SUPERVISOR, Role.VISITOR, Role.EDITOR, Role.AUDITOR, Role.ADMIN),
)
"""Roles from the nearest to a case to the farthest: somebody with several acts as the first that may."""
