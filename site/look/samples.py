"""What the style guide shows: every component in every state. Numbers and names are examples."""

from typing import Any

from django import forms

from onestop.site.look.parts import Action, Door, Link

STATES = (
    ("current", "现行"),
    ("upcoming", "即将实施"),
    ("replaced", "被代替"),
    ("withdrawn", "废止"),
    ("unknown", "未核验"),
    ("new", "新提交"),
    ("active", "办理中"),
    ("waiting", "等补材料"),
    ("done", "已办结"),
    ("late", "已超期"),
)

TOKENS = (
    ("main", "天山青"),
    ("wash", "天山青，浅"),
    ("deep", "天山青，深"),
    ("melon", "瓜橙"),
    ("accent", "瓜橙，文字"),
    ("accent-wash", "瓜橙，浅"),
    ("ink", "正文"),
    ("muted", "次要文字"),
    ("edge", "控件边"),
    ("line", "线"),
    ("page", "页面"),
    ("sunken", "凹下"),
    ("card", "卡片"),
    ("good", "现行、完成"),
    ("go", "即将、进行"),
    ("wait", "被代替、等待"),
    ("bad", "废止、逾期"),
)

ICONS = (
    "search",
    "arrow",
    "document",
    "shop",
    "message",
    "close",
    "check",
    "filter",
    "copy",
    "print",
    "external",
    "list",
    "phone",
    "place",
    "clock",
    "person",
    "money",
    "warning",
    "info",
    "link",
    "download",
    "edit",
    "calendar",
    "scales",
    "ruler",
    "flask",
    "crane",
    "seal",
    "bulb",
    "easel",
    "cycle",
    "question",
    "attach",
    "star",
)

YEARS: list[dict[str, Any]] = [
    {"title": "2008", "url": "#ticket", "state": "replaced", "state_text": "被代替"},
    {"title": "2019", "text": "2020-01-01 起实施", "now": True},
    {"title": "2028", "text": "复审", "next": True},
]

FACTS: list[dict[str, Any]] = [
    {"icon": "document", "term": "办成什么", "value": "检定或校准证书", "note": "纸质一份"},
    {"icon": "person", "term": "谁能办", "value": "企业和个体户", "note": "器具归您使用"},
    {"icon": "clock", "term": "多久办好", "value": "7 个工作日", "note": "在路上的时间不算"},
    {"term": "现在办理中", "value": "17 件", "figure": True},
]

GROUPS: list[dict[str, Any]] = [
    {"title": "是什么", "rows": [("ICS", "65.020.20"), ("CCS", "B31")]},
    {"title": "什么时候", "rows": [("发布", "2023-08-10"), ("实施", "2023-08-30")]},
    {"title": "谁管的", "rows": [("归口", "示例单位")]},
]

EVENTS: list[dict[str, Any]] = [
    {"kind": "next", "title": "出证书", "time": "12-03 19:30 前"},
    {
        "kind": "now",
        "title": "正在检定",
        "time": "11-26 10:20 起",
        "text": "检完 9 块，8 块合格。",
        "who": "示例所",
    },
    {"kind": "stopped", "title": "停表 1 天", "time": "11-25 11:00", "text": "样品在路上。"},
    {"title": "服务中心受理", "time": "11-23 10:26"},
]

FACETS: list[dict[str, Any]] = [
    {
        "title": "状态",
        "options": [
            {"title": "现行", "count": 5, "url": "#facets", "chosen": True},
            {"title": "被代替", "count": 1, "url": "#facets"},
            {"title": "即将实施", "count": 0, "url": "#facets"},
        ],
    }
]

STEPS: list[dict[str, Any]] = [
    {"title": "选事项", "state": "done"},
    {"title": "描述需求", "state": "current"},
    {"title": "联系方式", "state": "todo"},
    {"title": "核对提交", "state": "todo"},
]

PAGES: list[dict[str, Any]] = [
    {"number": 1, "url": "#pager"},
    {"number": 2, "current": True},
    {"number": 3, "url": "#pager"},
    {"number": None},
    {"number": 40, "url": "#pager"},
]

HEAD = ("编号", "事项", "应办结", "件数")

ROWS = [
    ("1122-0007", "计量器具检定、校准", "2026-12-03", "12"),
    ("1124-0003", "标准公开咨询", "2026-11-27", "1"),
]


class SampleForm(forms.Form):
    """A form with one field of each kind."""

    what = forms.CharField(
        label="说说要检定的器具",
        help_text="是什么、多少件、用在哪里。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    day = forms.DateField(label="希望哪天前拿到证书", help_text="写成 2026-12-02。")
    way = forms.ChoiceField(
        label="器具怎么送检",
        choices=[("window", "我送到窗口"), ("fetch", "上门取"), ("site", "现场检定")],
        widget=forms.RadioSelect,
    )
    county = forms.ChoiceField(
        label="所在区县", choices=[("1", "伊州区"), ("2", "巴里坤县"), ("3", "伊吾县")], required=False
    )
    agree = forms.BooleanField(label="我已看过隐私政策", required=False)


def samples() -> dict[str, Any]:
    """Return the context of the style guide."""
    typed = {"wrong-what": "压力表 12 块，量程 0～1.6 MPa", "wrong-day": "昨天", "wrong-way": "fetch"}
    return {
        "breadcrumbs": [Link("首页", "/"), Link("样式", "", current=True)],
        "tokens": TOKENS,
        "states": STATES,
        "icons": ICONS,
        "door": Door("查标准", "看是否现行、由谁代替。", "#card"),
        "accent_door": Door("提需求", "说清遇到的事，三分钟提交。", "#card", "message", accent=True),
        "action": Action("现在回答", "#card", primary=True),
        "actions": [Action("看这项标准", "#ticket", primary=True), Action("打印", "#ticket", "print")],
        "notes": ["国家标准，推荐性", "等同采用 ISO 10002:2018"],
        "years": YEARS,
        "facts": FACTS,
        "groups": GROUPS,
        "events": EVENTS,
        # Two working days gone, one stood still, one running.
        "days": ["past", "past", "stopped", "now", "next", "next", "next"],
        "chosen": [Link("国家标准", "#facets"), Link("现行", "#facets")],
        "facets": FACETS,
        "steps": STEPS,
        "head": HEAD,
        "rows": [
            [{"head": name, "value": cell} for name, cell in zip(HEAD, row, strict=True)] for row in ROWS
        ],
        "pages": PAGES,
        "form": SampleForm(),
        "wrong_form": SampleForm(typed, prefix="wrong"),
        "tones": [("", "说明"), ("good", "好消息"), ("wait", "注意"), ("bad", "警告"), ("ask", "请您定")],
    }
