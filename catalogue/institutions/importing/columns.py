"""The columns of a table of institutions: one row is one line of a certificate's annex."""

import unicodedata
from collections.abc import Sequence

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("机构名称", "名称", "检验检测机构名称", "认证机构名称", "institution", "name"),
    "credit_code": ("统一社会信用代码", "信用代码", "credit_code"),
    "region": ("行政区划", "行政区划代码", "地区", "所在地区", "region"),
    "address": ("地址", "机构地址", "address"),
    "phone": ("电话", "联系电话", "phone"),
    "kind": ("资质类型", "资质", "类型", "kind"),
    "number": ("证书编号", "证书号", "资质认定证书编号", "批准号", "批准书编号", "certificate", "number"),
    "issuer": ("发证机关", "批准机关", "issuer"),
    "valid_from": ("发证日期", "有效期起", "valid_from"),
    "valid_until": ("有效期至", "有效期止", "证书有效期", "valid_until"),
    "official_url": ("官方查询网址", "官方链接", "official_url"),
    "field": ("领域", "检测领域", "认证范围", "认证领域", "field"),
    "product": ("产品", "检测对象", "检测产品", "类别", "product"),
    "parameter": ("参数", "项目", "检测参数", "检测项目", "parameter"),
    "standard_number": ("标准号", "依据标准", "检测标准", "standard", "standard_number"),
    "limits": ("限制说明", "限制范围", "limits"),
    "range": ("测量范围", "量程", "range"),
    "uncertainty": ("不确定度", "准确度等级", "uncertainty"),
    "scope_from": ("范围有效期起", "scope_from"),
    "scope_until": ("范围有效期至", "scope_until"),
    "source": ("数据来源", "来源", "source"),
    "checked": ("核验日期", "核对日期", "检查日期", "checked"),
}
"""Field → the headers by which it is known, the export's own first."""


BEYOND = ""
"""The field for what stands right of the last column: no column has this name."""


def fold(header: str) -> str:
    """Return a header without what people vary: width, case, spaces, a star for "needed"."""
    return unicodedata.normalize("NFKC", header).casefold().replace(" ", "").strip("*＊:：\ufeff")


_FIELDS = {fold(name): field for field, names in COLUMNS.items() for name in names}


def label_of(field: str) -> str:
    """Return what the export calls the column of a field."""
    return COLUMNS[field][0] if field in COLUMNS else field


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a row names the columns: at least the institution and its certificate."""
    fields = {_FIELDS.get(fold(cell)) for cell in cells}
    return {"name", "number"} <= fields


class Header:
    """The header of a file: where each field stands; of two columns for a field the first is taken."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.width = len(cells)
        self.ignored: list[str] = []
        self._place: dict[str, int] = {}
        for place, cell in enumerate(cells):
            field = _FIELDS.get(fold(cell))
            if field and field not in self._place:
                self._place[field] = place
            elif cell.strip():
                self.ignored.append(cell.strip())

    def read(self, cells: Sequence[str]) -> dict[str, str]:
        """Return field → text of a row; without the fields that are empty."""
        found = {}
        for field, place in self._place.items():
            text = cells[place].strip() if place < len(cells) else ""
            if text:
                found[field] = " ".join(text.replace("\x00", "").split())
        beyond = [cell.strip() for cell in cells[self.width :] if cell.strip()]
        return {**found, BEYOND: " | ".join(beyond)} if beyond else found
