"""Codes of industry standards and their sectors, and the codes around them.

To add a code: one line in ``SECTORS`` (or ``ENGINEERING``), one test. Nothing else needs to know.
"""

SECTORS: dict[str, str] = {
    "AQ": "安全生产",
    "BB": "包装",
    "CB": "船舶",
    "CH": "测绘",
    "CJ": "城镇建设",
    "CY": "新闻出版",
    "DA": "档案",
    "DB": "地震",
    "DL": "电力",
    "DY": "电影",
    "DZ": "地质矿产",
    "EJ": "核工业",
    "FZ": "纺织",
    "GA": "公共安全",
    "GC": "国家物资储备",
    "GH": "供销合作",
    "GM": "密码",
    "GY": "广播电视和网络视听",
    "HB": "航空",
    "HG": "化工",
    "HJ": "生态环境",
    "HS": "海关",
    "HY": "海洋",
    "JB": "机械",
    "JC": "建材",
    "JG": "建筑工业",
    "JR": "金融",
    "JS": "机关事务",
    "JT": "交通运输",
    "JY": "教育",
    "KA": "矿山安全",
    "LB": "旅游",
    "LD": "劳动和劳动安全",
    "LS": "粮食和物资储备",
    "LY": "林业和草原",
    "MH": "民用航空",
    "MR": "市场监督管理",
    "MT": "煤炭",
    "MZ": "民政",
    "NB": "能源",
    "NB/SH": "能源（石油化工）",
    "NY": "农业",
    "QB": "轻工",
    "QC": "汽车",
    "QJ": "航天",
    "QX": "气象",
    "RB": "认证认可",
    "SB": "国内贸易",
    "SC": "水产",
    "SF": "司法",
    "SH": "石油化工",
    "SJ": "电子",
    "SL": "水利",
    "SN": "出入境检验检疫",
    "SW": "税务",
    "SY": "石油天然气",
    "TB": "铁路运输",
    "TD": "土地管理",
    "TY": "体育",
    "WB": "物资管理",
    "WH": "文化和旅游",
    "WJ": "兵工民品",
    "WM": "对外经济贸易",
    "WS": "卫生",
    "WW": "文物保护",
    "XB": "稀土",
    "XF": "消防救援",
    "YB": "黑色冶金",
    "YBB": "药品包装材料",
    "YC": "烟草",
    "YD": "通信",
    "YJ": "应急管理",
    "YS": "有色金属",
    "YY": "医药",
    "YZ": "邮政",
    "ZY": "中医药",
}

ENGINEERING: dict[str, str] = {
    "CJJ": "城镇建设工程",
    "DLGJ": "电力工程",
    "DLJ": "电力建设工程",
    "GD/J": "广播电视",
    "HGJ": "化工工程",
    "JGJ": "建筑工程",
    "JTG": "公路工程",
    "JTJ": "交通工程",
    "JTS": "水运工程",
    "LYJ": "林业工程",
    "MTJ": "煤炭工程",
    "NYJ": "农业工程",
    "SBJ": "商业工程",
    "SDJ": "水利电力工程",
    "SHJ": "石油化工工程",
    "SLJ": "水利工程",
    "SYJ": "石油工程",
    "TBJ": "铁路工程",
    "YBJ": "冶金工程",
    "YDJ": "通信工程",
    "YSJ": "有色金属工程",
}

SOCIETIES: frozenset[str] = frozenset(
    "CAAMTB CAGHP CAPE CAS CASME CBDA CCAA CCIAT CCPITCSC CCSA CEC CECA CECS CGAS CHTS CI CIE CIECCPA CISA CITS "
    "CMES CNFIA CNIA CNTAC CPCIF CPASE CSAE CSEE CSPSTC CSTM CWAN TAF UWA ZZB".split()
)
"""Societies whose code is believed even when ``T`` and code are written as one word without a year."""

COMPANIES: frozenset[str] = frozenset("CNPC CR CSG GDW SH SY".split())
"""Companies whose code is believed even when ``Q`` and code are written as one word without a year."""


def sector_name(code: str) -> str:
    """The Chinese name of the sector that a code belongs to; empty if the code is none of an industry."""
    return SECTORS.get(code) or ENGINEERING.get(code, "")
