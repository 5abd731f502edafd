"""The columns of a table of experts: one row is one person."""

from onestop.catalogue.importing.columns import Columns

_NAMES = {
    "name": ("姓名", "专家姓名", "name"),
    "employer": ("工作单位", "单位", "所在单位", "employer"),
    "professional_title": ("职称", "专业技术职称", "title", "professional_title"),
    "region": ("所在区县", "行政区划", "地区", "所在地区", "region"),
    "fields": ("专业领域", "领域", "专业", "field", "fields"),
    "categories": ("服务类别", "类别", "category", "categories"),
    "standards": ("熟悉的标准", "标准号", "standard", "standards"),
    "laws": ("熟悉的法规", "法律法规", "law", "laws"),
    "introduction": ("专业经历", "工作经历", "简介", "experience", "introduction"),
    "phone": ("电话", "联系电话", "手机", "phone"),
    "email": ("电子邮箱", "邮箱", "email"),
    "recommended_by": ("推荐单位", "推荐人", "recommended_by"),
    "source": ("数据来源", "来源", "source"),
    "checked": ("核验日期", "登记日期", "核对日期", "checked"),
}

COLUMNS = Columns(_NAMES, needed=("name", "fields"))
