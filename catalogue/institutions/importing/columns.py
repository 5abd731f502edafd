"""The columns of a table of institutions: one row is one line of a certificate's annex."""

from onestop.catalogue.importing.columns import Columns

_NAMES = {
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

COLUMNS = Columns(_NAMES, needed=("name", "number"))
