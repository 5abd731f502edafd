"""The columns of the table: what a header may be called, and what the export calls it."""

import re
import unicodedata
from collections.abc import Sequence

from onestop.site.exporting import FORMULA_SIGNS

COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("标准号", "标准编号", "编号", "标准代号", "number", "standard_number", "std_no"),
    "title": ("标准名称", "中文名称", "名称", "中文标题", "标题", "title", "title_zh", "name"),
    "title_en": ("英文名称", "标准英文名称", "英文标题", "title_en", "english_title"),
    "other_titles": ("其他名称", "曾用名", "曾用名称", "别名", "other_titles"),
    "kind": ("标准类别", "标准类型", "类别", "标准种类", "kind", "class"),
    "nature": ("标准性质", "性质", "标准属性", "nature"),
    "issued_on": ("发布日期", "颁布日期", "批准日期", "发布时间", "issue_date", "issued", "published"),
    "effective_on": (
        "实施日期",
        "生效日期",
        "施行日期",
        "实施时间",
        "effective_date",
        "effective",
        "act_date",
    ),
    "withdrawn_on": ("废止日期", "作废日期", "废止时间", "abolish_date", "withdraw_date", "withdrawn"),
    "reviewed_on": ("复审日期", "复审时间", "review_date"),
    "review_result": ("复审结论", "复审结果", "review_result"),
    "stated_status": (
        *("来源所述状态", "状态", "标准状态", "当前状态", "有效性", "status", "status_as_stated"),
        "stated_status",
    ),
    "status_override": ("手工状态", "status_override"),
    "override_reason": ("手工状态理由", "override_reason"),
    "ics": ("ICS", "ICS分类号", "国际标准分类号", "ics_code"),
    "ccs": ("CCS", "CCS分类号", "中国标准分类号", "中标分类号", "中标分类", "ccs_code"),
    "authority": ("主管部门", "主管单位", "行政主管部门", "competent_authority", "authority"),
    "owner": (
        *(
            "归口单位",
            "归口部门",
            "技术归口",
            "归口",
            "归口单位或主管部门",
            "managed_by",
            "proposed_or_managed_by",
        ),
        "owner",
    ),
    "proposer": ("提出单位", "提出部门", "proposed_by", "proposer"),
    "issuer": ("发布单位", "发布部门", "发布机关", "批准单位", "发布机构", "issued_by", "issuer"),
    "drafting_orgs": ("起草单位", "主要起草单位", "起草机构", "drafted_by", "drafting_orgs"),
    "drafters": ("起草人", "主要起草人", "drafters"),
    "record_number": ("备案号", "record_number"),
    "recorded_on": ("备案日期", "record_date"),
    "announcement": ("公告号", "发布公告", "公告", "announcement"),
    "plan_number": ("计划号", "计划编号", "项目计划号", "plan_number"),
    "replaces": ("代替标准", "代替", "替代标准", "替代", "代替标准号", "被本标准代替", "replaces"),
    "replaced_by": ("被代替", "被代替标准", "被替代", "被替代标准", "被以下标准替代", "replaced_by"),
    "adopts": ("采用标准", "采标", "采标号", "采用国际标准", "采标情况", "adopts", "adopted"),
    "cites": ("引用标准", "规范性引用文件", "引用文件", "cites", "references"),
    "amendments": ("修改单", "amendments"),
    "aliases": ("其他编号", "双编号", "曾用编号", "aliases"),
    "scope": ("适用范围", "适用范围摘要", "范围", "摘要", "scope", "abstract"),
    "industry_chains": ("适用产业链", "产业链", "industry_chains"),
    "text_policy": ("全文策略", "text_policy"),
    "links": ("官方链接", "links"),
    "remarks": ("公开说明", "remarks"),
    "import_notes": ("备注", "说明", "note", "notes", "remark", "import_notes"),
    "source": ("数据来源", "来源", "sources", "source"),
    "source_url": ("来源网址", "来源链接", "网址", "链接", "url", "source_url", "source_url_or_repo"),
    "checked_on": ("核验日期", "核查日期", "checked", "checked_on"),
}
"""Field → names of its column. The first one is the export's; all are compared without spaces and case."""

STATUS_TODAY, PUBLISHED, ADDRESS = "标准状态(自动)", "是否发布", "网址路径"
DERIVED = frozenset({STATUS_TODAY, PUBLISHED, ADDRESS})
"""Columns of the export that follow from others; an import passes over them without a word."""

_DECORATION = re.compile(r"[\s*＊:：]|\((?:必填|选填|可选|必填项)\)")


def fold(header: str) -> str:
    """Return a header without what does not matter: width, case, spaces, stars, “(必填)”."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", header)).casefold()


_FIELDS = {fold(name): field for field, names in COLUMNS.items() for name in names}
_DERIVED = {fold(name) for name in DERIVED}


def label_of(field: str) -> str:
    """Return what the export calls the column of ``field``; other names are returned as they are."""
    return COLUMNS[field][0] if field in COLUMNS else field


def field_of(header: str) -> str | None:
    """Return the field that a header names."""
    return _FIELDS.get(fold(header))


def is_header(cells: Sequence[str]) -> bool:
    """Return whether a row of cells is the header: it names the number and one more field."""
    fields = {field_of(cell) for cell in cells} - {None}
    return "number" in fields and len(fields) > 1


class Header:
    """Which cell of a row is which field."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.width = len(cells)
        self.positions: dict[str, int] = {}
        self.ignored: list[str] = []
        for position, cell in enumerate(cells):
            field = field_of(cell)
            if field and field not in self.positions:
                self.positions[field] = position
            elif cell.strip() and fold(cell) not in _DERIVED:
                self.ignored.append(cell.strip())

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the cells of a row that are not empty, by field."""
        found = {field: _value(cells[n]) for field, n in self.positions.items() if n < len(cells)}
        return {field: value for field, value in found.items() if value}


def _value(cell: str) -> str:
    """Return a cell without spaces around and without the mark that ``as_text`` put before it."""
    value = cell.strip()
    return value[1:] if value[:1] == "'" and value[1:2] in FORMULA_SIGNS else value
