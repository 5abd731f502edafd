"""Spellings as real documents, file names and catalogues have them."""

import pytest

from onestop.standards.numbers import Kind, interpret, parse

SPELLINGS = [
    ("YY/T0466.1-2009", "YY/T 0466.1—2009"),
    ("YY /T0514-2018", "YY/T 0514—2018"),
    ("YY/ T0316-2008", "YY/T 0316—2008"),
    ("YY/T0313－1998", "YY/T 0313—1998"),
    ("SYT6449-2000", "SY/T 6449—2000"),
    ("DLT5168-2016", "DL/T 5168—2016"),
    ("AQT 1087-2020", "AQ/T 1087—2020"),
    ("HJ-T 102 - 2003", "HJ/T 102—2003"),
    ("GB T 42062-2022", "GB/T 42062—2022"),
    ("GB/T 16886.1 -2022", "GB/T 16886.1—2022"),
    ("GB /T 16886.20-2015", "GB/T 16886.20—2015"),
    ("DB37-T5312-2025", "DB37/T 5312—2025"),
    ("DB32／T 4412-2022", "DB32/T 4412—2022"),
    ("DB14/ T 1763-2018", "DB14/T 1763—2018"),
    ("DB 3405/T 0005-2024", "DB3405/T 0005—2024"),
    ("DB13/T\n5651.5-2023", "DB13/T 5651.5—2023"),
    ("DB11/ 1023-2013", "DB11/ 1023—2013"),
    ("DB11-1023-2013", "DB11/ 1023—2013"),
    ("DB111023-2013", "DB11/ 1023—2013"),
    ("DB50- 1997", "DB50/ 1997"),
    ("DBN6522/T 005-2013", "DBN6522/T 005—2013"),
    ("DBN654000/T 184-2014", "DBN654000/T 184—2014"),
    ("DBS65/ 001-2014", "DBS65/ 001—2014"),
    ("DBJ/T 15-30-2018", "DBJ/T 15-30—2018"),
    ("DBJ50/T-123-2019", "DBJ50/T 123—2019"),
    ("DG/TJ08-2103-2019", "DG/TJ 08-2103—2019"),
    ("DGJ32/J 123-2011", "DGJ 32/J123—2011"),
    ("DB/T 29-247-2017", "DB/T 29-247—2017"),
    ("JJF(冀) 124-2015", "JJF(冀) 124—2015"),
    ("JJF （军工） 1-2012", "JJF(军工) 1—2012"),
    ("JJG新12-2010", "JJG(新) 12—2010"),
    ("GB 50016-2014(2018年版)", "GB 50016—2014(2018年版)"),
    ("JGJ 39-2016（2019版）", "JGJ 39—2016(2019年版)"),
    ("GB 50011-2010（2016年局部修订）", "GB 50011—2010(2016年局部修订)"),
    ("GB/T 3179-92", "GB/T 3179—1992"),
    ("GB/T 3179－92。", "GB/T 3179—1992"),
    ("GB/T 5169-5-2008", "GB/T 5169.5—2008"),
    ("GB/T 1·1—2000", "GB/T 1.1—2000"),
    ("GB/T 19012——2019", "GB/T 19012—2019"),
    ("GB/T 19012:2019", "GB/T 19012—2019"),
    ("GB/T 19012（2019）", "GB/T 19012—2019"),
    ("(GB/T 19012-2019)", "GB/T 19012—2019"),
    ("[GB/T 19012-2019].", "GB/T 19012—2019"),
    ("标准号：GB/T 19012-2019", "GB/T 19012—2019"),
    ("产品执行标准编号: GB 2763-2021", "GB 2763—2021"),
    ("国家标准GB/T 19012-2019", "GB/T 19012—2019"),
    ("推标 19012-2019", "GB/T 19012—2019"),
    ("哈密地标 101-2021", "DB6505/T 101—2021"),
    ("GBn 123-82", "GBn 123—1982"),
    ("GBJ16-87", "GBJ 16—1987"),
    ("GB 3100~3102-93", "GB 3100~3102—1993"),
    ("HG/T 20592～20635-2009", "HG/T 20592~20635—2009"),
    ("GSB 05-1426-2001", "GSB 05-1426—2001"),
    ("GJB 150.1A-2009", "GJB 150.1A—2009"),
    ("GJBZ 9001-2000", "GJB/Z 9001—2000"),
    ("NB-SH-T 0632-2014", "NB/SH/T 0632—2014"),
    ("SF/Z JD0100001-2010", "SF/Z JD0100001—2010"),
    ("JTG F80/1-2017", "JTG F80/1—2017"),
    ("TSG T7001-2009", "TSG T7001—2009"),
    ("YBB00142002", "YBB 0014—2002"),
    ("YBB00032002-2015", "YBB 00032002—2015"),
    ("T/BSSF  0001—2024", "T/BSSF 0001—2024"),
    ("T_ZGTX_27_2025", "T/ZGTX 27—2025"),
    ("T-CECS 10067-2019", "T/CECS 10067—2019"),
    ("T/CSGF T/CSGF023.3-2023", "T/CSGF 023.3—2023"),
    ("T/HSCA 001.—2017", "T/HSCA 001—2017"),
    ("T/DLSHXH T/DLSHXH 001--2017", "T/DLSHXH 001—2017"),
    ("T/XCFW TG04-011.7—2023", "T/XCFW TG04-011.7—2023"),
    ("T/PTSHOES GS001—2017", "T/PTSHOES GS001—2017"),
    ("T/CPASE MT 001-2019", "T/CPASE MT001—2019"),
    ("T/CECS G:D50-01-2019", "T/CECS G:D50-01—2019"),
    ("T/310101002-C001-2016", "T/310101002 C001—2016"),
    ("QSH0289-2009", "Q/SH 0289—2009"),
    ("QSH1020/2335-2015", "Q/SH 1020/2335—2015"),
    ("Q/CSG 2 16 004-2019", "Q/CSG 2 16 004—2019"),
    ("Q/CSG-GPG-GPED 2 16 016-2019", "Q/CSG-GPG-GPED 2 16 016—2019"),
    ("Q/370702 ABC 001-2019", "Q/370702ABC 001—2019"),
    ("QB/T 2601-2013", "QB/T 2601—2013"),
    ("ISO9001：2015", "ISO 9001:2015"),
    ("ISO/IEC TR 24028:2020", "ISO/IEC TR 24028:2020"),
    ("ISO TS 22002-1:2009", "ISO/TS 22002-1:2009"),
    ("IEC/TR 62380:2004", "IEC TR 62380:2004"),
    ("ISO/IEC GUIDE 51:2014", "ISO/IEC Guide 51:2014"),
    ("ISO 9001:2015/AMD1:2024", "ISO 9001:2015/Amd 1:2024"),
    ("ISO 10002:2018(E)", "ISO 10002:2018"),
    ("EN 60601-1:2006+A1:2013", "EN 60601-1:2006+A1:2013"),
    ("BS EN ISO 9001-2015", "BS EN ISO 9001:2015"),
    ("DIN EN 1090-2:2018-09", "DIN EN 1090-2:2018"),
    ("ASTM D638-14", "ASTM D638-14"),
    ("ASTM A370-2020", "ASTM A370-20"),
    ("JIS B0001-2010", "JIS B 0001:2010"),
    ("IEEE Std 802.3-2018", "IEEE 802.3-2018"),
    ("PY/T 123-2025", "PY/T 123—2025"),
]


@pytest.mark.parametrize(("written", "printed"), SPELLINGS)
def test_real_spelling_is_read_and_printed(written: str, printed: str) -> None:
    number = parse(written)
    assert str(number) == printed
    assert interpret(written).number == number


NO_NUMBERS = [
    "应急厅函 299 号",
    "建质〔2009〕87 号",
    "住建部令第 37 号",
    "DB440 3- 583",
    "DB99/T 1-2020",
    "GB",
    "GB/T",
    "GB/T 1234-5678",
    "GB/T 19012-2019 质量管理",
    "GB/T 19012-2008, GB/T 19013-2009",
    "19012-2019",
    "COVID-19",
    "iPhone 15",
    "top 10",
    "test 2019",
    "2019年度报告",
    "地标 101-2021",
    "A4",
    "5G",
]


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_not_one_number_is_refused(written: str) -> None:
    assert parse(written) is None


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("GB 1-2020", Kind.NATIONAL),
        ("GBZ 1-2010", Kind.OCCUPATIONAL_HEALTH),
        ("GJB 9001C-2017", Kind.MILITARY),
        ("HB 1-2020", Kind.INDUSTRY),
        ("JGJ/T 1-2020", Kind.INDUSTRY),
        ("DB/T 45-2012", Kind.INDUSTRY),
        ("DB45/T 45-2012", Kind.LOCAL),
        ("XJJ 062-2014", Kind.LOCAL),
        ("CECS 24-2020", Kind.GROUP),
        ("T/CAS 1-2020", Kind.GROUP),
        ("Q/A 1-2020", Kind.ENTERPRISE),
        ("JJG 1-2020", Kind.METROLOGY),
        ("TSG 21-2016", Kind.EQUIPMENT),
        ("ISO 1:2020", Kind.INTERNATIONAL),
        ("ASTM D1-14", Kind.FOREIGN),
        ("20213297-T-469", Kind.PLAN),
    ],
)
def test_kind_follows_from_the_form(written: str, kind: Kind) -> None:
    number = parse(written)
    assert number is not None
    assert number.kind is kind
