"""Names of the groups that come with the site; an app gives them its own permissions."""

EDITORS = "编辑"
"""Write and submit; nothing of theirs is public before a reviewer has agreed."""

REVIEWERS = "审核"
"""Agree or send back, and publish."""

SYSTEM_ADMIN = "系统管理员"
"""Keeps accounts and settings; sees no case and changes no content."""

AUDITOR = "审计员"
"""Reads who did what, and nothing else."""

CENTRE_HEAD = "中心负责人"
"""Head of the service centre: approves, supervises."""

CENTRE_AGENT = "服务中心坐席"
"""Staff of the service centre: the whole network's daily work."""

STATION_HEAD = "服务站负责人"
"""Head of a station; the own station only."""

WINDOW = "窗口服务人员"
"""Staff at a window; the own organisation only."""

OUTLET = "服务网点"
"""Staff of an outlet; the own outlet only."""

PROVIDER = "质量服务机构"
"""Staff of an institution; the own institution only."""

EXPERT = "专家"
"""Somebody of the pool; the questions put to this person only."""

SUPERVISOR = "市场监管监督"
"""The authority that supervises: reads everything."""

CENTRE = (CENTRE_HEAD, CENTRE_AGENT)
"""Roles of the centre that decide on a request."""

WHOLE_NETWORK = (*CENTRE, SUPERVISOR)
"""Roles that see the rows of every organisation; all others see those of their own."""
