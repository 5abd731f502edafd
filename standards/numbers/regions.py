"""Places in the codes of local standards: GB/T 2260 digits after ``DB``."""

import re

PROVINCES: dict[str, str] = {
    "11": "北京市",
    "12": "天津市",
    "13": "河北省",
    "14": "山西省",
    "15": "内蒙古自治区",
    "21": "辽宁省",
    "22": "吉林省",
    "23": "黑龙江省",
    "31": "上海市",
    "32": "江苏省",
    "33": "浙江省",
    "34": "安徽省",
    "35": "福建省",
    "36": "江西省",
    "37": "山东省",
    "41": "河南省",
    "42": "湖北省",
    "43": "湖南省",
    "44": "广东省",
    "45": "广西壮族自治区",
    "46": "海南省",
    "50": "重庆市",
    "51": "四川省",
    "52": "贵州省",
    "53": "云南省",
    "54": "西藏自治区",
    "61": "陕西省",
    "62": "甘肃省",
    "63": "青海省",
    "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区",
    "66": "新疆生产建设兵团",
    "71": "台湾省",
    "81": "香港特别行政区",
    "82": "澳门特别行政区",
}

XINJIANG: dict[str, str] = {
    "6501": "乌鲁木齐市",
    "6502": "克拉玛依市",
    "6504": "吐鲁番市",
    "6505": "哈密市",
    "6521": "吐鲁番地区",
    "6522": "哈密地区",
    "6523": "昌吉回族自治州",
    "6527": "博尔塔拉蒙古自治州",
    "6528": "巴音郭楞蒙古自治州",
    "6529": "阿克苏地区",
    "6530": "克孜勒苏柯尔克孜自治州",
    "6531": "喀什地区",
    "6532": "和田地区",
    "6540": "伊犁哈萨克自治州",
    "6542": "塔城地区",
    "6543": "阿勒泰地区",
}

HAMI = "6505"

_DIGITS = re.compile(r"DB[A-Z]?([0-9]{2,6})")


def region_digits(code: str) -> str:
    """The place digits of a local code: ``6505`` of ``DB6505``; empty if the code is not local."""
    found = _DIGITS.fullmatch(code)
    return found[1] if found else ""


def region_name(code: str) -> str:
    """The place of a local code: ``DB6505`` is 新疆维吾尔自治区哈密市; of cities elsewhere the province."""
    digits = region_digits(code)
    return PROVINCES.get(digits[:2], "") + XINJIANG.get(digits[:4], "")
