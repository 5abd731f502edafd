"""The nine categories of chapter 4.2 as the platform starts with them; editors change them afterwards."""

from typing import Final

CATEGORIES: Final[tuple[dict[str, str], ...]] = (
    {
        "code": "4.2.1",
        "slug": "training",
        "name": "质量宣传和培训",
        "icon": "easel",
        "intro": "听政策解读，学质量管理和标准知识，培训专业技术人员。",
    },
    {
        "code": "4.2.2",
        "slug": "quality",
        "name": "质量管理",
        "icon": "cycle",
        "intro": "请人诊断质量问题，做 6S 现场管理、质量比对和品牌建设。",
    },
    {
        "code": "4.2.3",
        "slug": "standardization",
        "name": "标准化",
        "icon": "ruler",
        "intro": "查标准、用标准、写标准，申报地方标准和试点示范项目。",
    },
    {
        "code": "4.2.4",
        "slug": "metrology",
        "name": "计量",
        "icon": "scales",
        "intro": "计量器具检定、校准，管好器具和制度，代您送检。",
    },
    {
        "code": "4.2.5",
        "slug": "testing",
        "name": "产品检验检测",
        "icon": "flask",
        "intro": "产品送检，找有资质的机构，改进工艺。",
    },
    {
        "code": "4.2.6",
        "slug": "special-equipment",
        "name": "特种设备",
        "icon": "crane",
        "intro": "设备登记、报检、定期检验，作业人员考试。",
    },
    {
        "code": "4.2.7",
        "slug": "certification",
        "name": "认证认可",
        "icon": "seal",
        "intro": "认证怎么办、找谁办，查认证机构和检验检测机构。",
    },
    {
        "code": "4.2.8",
        "slug": "intellectual-property",
        "name": "知识产权",
        "icon": "bulb",
        "intro": "商标注册、专利申请怎么办。",
    },
    {
        "code": "4.2.9",
        "slug": "other",
        "name": "其他服务",
        "icon": "message",
        "intro": "和质量有关、别处没有列出的，都可以问。",
    },
)
