"""Texts and places of the network's demo; every name says 示例, no telephone can be dialled."""

import datetime as dt
from typing import Any

from onestop.catalogue.organisations.choices import (
    BasisKind,
    Decision,
    Element,
    Kind,
    Level,
    QualificationKind,
    Scale,
    Status,
)

PAGE: dict[str, Any] = {
    "title": "服务网络",
    "slug": "network",
    "show_in_menus": True,
    "introduction": "<p>服务中心、服务站、服务网点都能受理。点名称看地址、时间和电话。</p>",
    "search_description": "中心、服务站、服务网点和质量服务机构：地址、今天的办公时间、电话和资质。",
}

SPANS = ((dt.time(10), dt.time(14)), (dt.time(15, 30), dt.time(19, 30)))

BASIS: dict[str, Any] = {
    "basis_level": Level.CITY,
    "basis_issuer": "示例市级市场监督管理部门",
    "basis_issued_on": dt.date(2026, 1, 5),
    "basis_url": "https://example.org/basis",
}

CENTRE: dict[str, Any] = {
    **BASIS,
    "kind": Kind.CENTRE,
    "name": "一站式质量服务中心（示例）",
    "slug": "centre",
    "region": "650502",
    "address": "伊州区示例路 1 号一楼大厅",
    "directions": "示例数据：正门进，一楼左手边 1 号窗口",
    "longitude": "93.519800",
    "latitude": "42.833300",
    "phone": "0902-0000001",
    "introduction": "示例数据：受理全部质量服务，也办理服务站转来的事项。",
    "status": Status.RUNNING,
    "basis_kind": BasisKind.ENTRUSTED,
    "basis_number": "示例委〔2026〕1 号",
}

STATIONS: tuple[dict[str, Any], ...] = (
    {
        **BASIS,
        "kind": Kind.STATION,
        "name": "伊州服务站（示例）",
        "slug": "yizhou-station",
        "region": "650502",
        "address": "伊州区示例工业园 2 号",
        "longitude": "93.452000",
        "latitude": "42.790000",
        "phone": "0902-0000002",
        "status": Status.RUNNING,
        "basis_kind": BasisKind.AUTHORISED,
        "basis_number": "示例授〔2026〕2 号",
    },
    {
        **BASIS,
        "kind": Kind.STATION,
        "name": "巴里坤服务站（示例）",
        "slug": "balikun-station",
        "region": "650521",
        "address": "巴里坤县示例街 3 号",
        "longitude": "93.010000",
        "latitude": "43.602000",
        "phone": "0902-0000003",
        "status": Status.RUNNING,
        "basis_kind": BasisKind.NOTICE,
        "basis_number": "示例公〔2026〕3 号",
        "notice_starts_on": dt.date(2026, 1, 6),
        "notice_ends_on": dt.date(2026, 1, 15),
        "notice_text": "示例数据：拟设立巴里坤服务站，现予公示。有意见请在公示期内提出。",
    },
    {
        **BASIS,
        "kind": Kind.STATION,
        "name": "伊吾服务站（示例）",
        "slug": "yiwu-station",
        "region": "650522",
        "address": "伊吾县示例路 4 号",
        "longitude": "94.692000",
        "latitude": "43.252000",
        "phone": "0902-0000004",
        "status": Status.RUNNING,
        "basis_kind": BasisKind.AUTHORISED,
        "basis_number": "示例授〔2026〕4 号",
    },
)

ENTERPRISE: dict[str, Any] = {
    "kind": Kind.OUTLET,
    "status": Status.RUNNING,
    "enterprise_scale": Scale.LARGE,
    "quality_elements": [Element.METROLOGY, Element.STANDARDS, Element.TESTING, Element.MANAGEMENT],
    "key_enterprise_basis": "示例重点企业名单（2026 年）",
}

OUTLETS: tuple[dict[str, Any], ...] = (
    {
        **ENTERPRISE,
        "name": "示例果业服务网点",
        "slug": "fruit-outlet",
        "region": "650502",
        "above": "yizhou-station",
        "address": "伊州区示例果业园 5 号",
        "longitude": "93.610000",
        "latitude": "42.900000",
        "phone": "0902-0000005",
        "enterprise_name": "示例果业有限公司",
        "enterprise_region": "650502",
        "contact_is_public": True,
    },
    {
        **ENTERPRISE,
        "name": "示例矿业服务网点",
        "slug": "mining-outlet",
        "region": "650522",
        "above": "yiwu-station",
        "address": "伊吾县示例矿区",
        "longitude": "94.750000",
        "latitude": "43.300000",
        "phone": "0902-0000006",
        "enterprise_name": "示例矿业有限公司",
        "enterprise_region": "650522",
        "contact_is_public": False,
    },
)

AUTHORITY: dict[str, Any] = {
    "kind": Kind.AUTHORITY,
    "name": "市场监督管理部门（示例）",
    "slug": "authority",
    "region": "650500",
    "address": "伊州区示例西路 6 号",
    "longitude": "93.500000",
    "latitude": "42.815000",
    "phone": "0902-0000007",
    "status": Status.RUNNING,
}

CMA = "https://cma.cnca.cn/"
CNCA = "https://cx.cnca.cn/"


def _certificate(
    kind: str, number: str, left: int, url: str, *scopes: tuple[str, str, str, str]
) -> dict[str, Any]:
    issuer = "示例发证机关"
    return {
        "kind": kind,
        "number": number,
        "issuer": issuer,
        "since": 700,
        "left": left,
        "url": url,
        "scopes": scopes,
    }


PROVIDERS: tuple[dict[str, Any], ...] = (
    {
        "name": "示例食品检验所",
        "slug": "food-testing",
        "region": "650502",
        "address": "伊州区示例路 11 号",
        "longitude": "93.530000",
        "latitude": "42.840000",
        "phone": "0902-0000011",
        "certificates": (
            _certificate(
                QualificationKind.CMA,
                "000000000011",
                700,
                CMA,
                ("农产品", "哈密瓜", "全部项目", "GB/T 23398-2009"),
                ("农产品", "哈密瓜", "可溶性固形物", "GH/T 1184-2020"),
            ),
        ),
    },
    {
        "name": "示例建材检测公司（资质认定已过期）",
        "slug": "cement-testing",
        "region": "650502",
        "address": "伊州区示例路 12 号",
        "longitude": "93.480000",
        "latitude": "42.860000",
        "phone": "0902-0000012",
        "certificates": (
            _certificate(
                QualificationKind.CMA,
                "000000000012",
                -20,
                CMA,
                ("建材", "通用硅酸盐水泥", "强度", "GB 175-2023"),
            ),
        ),
    },
    {
        "name": "示例材料检测公司（能力范围为旧版标准）",
        "slug": "materials-testing",
        "region": "650521",
        "address": "巴里坤县示例街 13 号",
        "longitude": "93.030000",
        "latitude": "43.590000",
        "phone": "0902-0000013",
        "certificates": (
            _certificate(
                QualificationKind.CMA,
                "000000000013",
                500,
                CMA,
                ("建材", "通用硅酸盐水泥", "强度", "GB 175-2007"),
            ),
        ),
    },
    {
        "name": "示例计量技术机构",
        "slug": "metrology",
        "region": "650502",
        "address": "伊州区示例路 14 号",
        "longitude": "93.540000",
        "latitude": "42.810000",
        "phone": "0902-0000014",
        "certificates": (
            _certificate(
                QualificationKind.METROLOGY,
                "示例计授 0014",
                25,
                "",
                ("几何量", "针规、三针", "校准", "JJF 1207-2008"),
                ("容量", "常用玻璃量器", "检定", "JJG 196-2006"),
            ),
        ),
    },
    {
        "name": "示例认证中心",
        "slug": "certification",
        "region": "650000",
        "address": "示例市示例路 15 号",
        "phone": "0902-0000015",
        "certificates": (
            _certificate(
                QualificationKind.CERTIFICATION_BODY,
                "CNCA-R-示例-0015",
                400,
                CNCA,
                ("质量管理体系", "", "认证", "GB/T 19001-2016"),
                ("环境管理体系", "", "认证", "GB/T 24001-2016"),
            ),
        ),
    },
    {
        "name": "示例特种设备检验机构",
        "slug": "equipment-inspection",
        "region": "650502",
        "address": "伊州区示例路 16 号",
        "longitude": "93.500000",
        "latitude": "42.850000",
        "phone": "0902-0000016",
        "certificates": (
            _certificate(
                QualificationKind.SPECIAL_EQUIPMENT,
                "TS-示例-0016",
                80,
                CNCA,
                ("压力管道", "工业管道", "定期检验", "TSG D0001-2009"),
            ),
        ),
    },
)

CENTRE_CERTIFICATES: tuple[dict[str, Any], ...] = (
    {"kind": QualificationKind.CMA, "number": "000000000001", "issuer": "示例发证机关", "official_url": CMA},
    {"kind": QualificationKind.METROLOGY, "number": "示例计授 0001", "issuer": "示例发证机关"},
)

CENTRE_FACILITY: dict[str, Any] = {
    "base_institution": "示例检验检测机构",
    "fixed_facilities": "示例数据：食品、计量、建材三个实验室",
    "windows": 2,
    "content_displayed": True,
    "process_displayed": True,
    "computers": 4,
    "printers": 2,
}

FACILITY: dict[str, Any] = {
    "windows": 1,
    "content_displayed": True,
    "process_displayed": True,
    "computers": 2,
    "printers": 1,
    "has_remote_meeting": True,
}

EQUIPMENT = (
    ("电子天平（示例）", "示例-001", 200),
    ("气相色谱仪（示例）", "示例-002", 20),
    ("恒温水浴（示例）", "示例-003", 90),
)

SELECTION: dict[str, Any] = {
    "enterprises": "示例数据：园区企业集中。",
    "enterprises_evidence": "示例名录",
    "demand": "示例数据：送检、检定的需求多。",
    "demand_evidence": "示例统计",
    "interest": "示例数据：企业愿意参加。",
    "interest_evidence": "示例问卷",
    "transport": "示例数据：公交可以到。",
    "transport_evidence": "示例地图",
    "conditions": "示例数据：有房屋、网络和停车。",
    "conditions_evidence": "示例照片",
    "decision": Decision.APPROVED,
    "decided_by": "服务中心（示例）",
}
