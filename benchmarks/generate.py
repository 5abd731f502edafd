"""Records of standards in any number, shaped like the real Chinese ones.

The shape was measured on 4,988 real records: lengths of titles, their endings and most frequent words,
shares of part numbers, English titles and scopes, years, and the time between issue and effect, by class.
The words between are made of frequent characters by a Zipf law. The same seed gives the same records.
Nothing of it is real: it is load.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PERCENTS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
YEARS = ((1980, 1999), (2000, 2004), (2005, 2009), (2010, 2014), (2015, 2019), (2020, 2022), (2023, 2026))
LATEST = dt.date(2026, 12, 31)

FREQUENT = {
    "安全": 590, "器械": 502, "设备": 496, "体育": 454, "医用": 447, "医疗": 440, "运动": 357,
    "植入": 313, "系统": 311,
    "评价": 296, "通用": 264, "材料": 252, "使用": 247, "性能": 245, "测定": 239, "管理": 218,
    "试剂": 215, "基本": 213,
    "牙科": 209, "健身": 203, "标准": 200, "场地": 194, "外科": 189, "服务": 182, "测试": 176,
    "电气": 176, "场所": 167,
}  # fmt: skip
RECORDS_MEASURED = 4988
FIRST_SERIAL = 60_001
"""Beyond the numbers of real standards, which the demo content holds."""
VOCABULARY = 6000
CHARACTERS = 1770

EDITIONS = 196 / RECORDS_MEASURED
"""Share of numbers that have more than one edition."""
ENGLISH = 271 / RECORDS_MEASURED
SCOPES = 689 / RECORDS_MEASURED
WITHDRAWN = 152 / RECORDS_MEASURED
CLASSIFIED = 110 / RECORDS_MEASURED


@dataclass(frozen=True)
class Kind:
    """The shape of one class of standards.

    Attributes:
        share: records of this class in the measurement.
        codes: number codes with their weights.
        lengths: lengths of titles at ``PERCENTS``.
        part: share of numbers with a part.
        years: shares of ``YEARS``.
        lag: days from issue to effect at ``PERCENTS``.
        endings: last words of titles with their weights.
    """

    share: int
    codes: dict[str, int]
    lengths: Sequence[int]
    part: float
    years: Sequence[float]
    lag: Sequence[int]
    endings: dict[str, int]


KINDS = (
    Kind(
        1443,
        {"GB/T": 80, "GB": 18, "GB/Z": 2},
        (2, 6, 12, 18, 25, 38, 60),
        0.389,
        (0.037, 0.038, 0.121, 0.141, 0.107, 0.13, 0.426),
        (0, 32, 160, 206, 369, 735, 1126),
        {
            "试验方法": 108, "专用要求": 46, "通用要求": 39, "技术规范": 33, "技术条件": 29,
            "技术要求": 29, "通用规范": 26,
            "验收规范": 20, "测评规范": 18, "安全要求": 13, "要求": 80, "规范": 70, "方法": 60,
            "指南": 40, "标准": 33, "术语": 21,
        },
    ),
    Kind(
        2324,
        {"YY/T": 30, "YY": 10, "JB/T": 15, "HG/T": 12, "NY/T": 10, "JT/T": 6, "SN/T": 6, "DL/T": 6, "JGJ": 5},
        (2, 6, 12, 18, 26, 40, 81),
        0.255,
        (0.013, 0.027, 0.124, 0.156, 0.279, 0.18, 0.221),
        (0, 183, 339, 370, 441, 783, 5291),
        {
            "试验方法": 137, "技术条件": 60, "通用要求": 57, "专用要求": 48, "技术规范": 46,
            "测试方法": 41, "安全规范": 31,
            "检测试剂盒": 27, "技术规程": 16, "评价方法": 13, "方法": 90, "要求": 60, "规范": 60,
            "设备": 60, "指南": 54,
        },
    ),
    Kind(
        648,
        {
            "DB11/T": 69, "DB37/T": 62, "DB13/T": 44, "DB32/T": 42, "DB44/T": 41, "DB51/T": 38,
            "DB65/T": 17, "DB4403/T": 12, "DB6505/T": 2,
        },
        (4, 10, 12, 15, 19, 27, 62),
        0.133,
        (0.002, 0.009, 0.045, 0.071, 0.165, 0.168, 0.54),
        (0, 8, 30, 31, 90, 107, 202),
        {
            "技术规范": 80, "技术规程": 45, "管理规范": 35, "服务规范": 33, "建设规范": 24,
            "技术要求": 20, "排放标准": 11,
            "技术指南": 9, "规范": 60, "要求": 30, "指南": 30, "标准": 20,
        },
    ),
    Kind(
        545,
        {
            "T/ZZB": 29, "T/HTSJ": 23, "T/CSSS": 20, "T/BJTN": 19, "T/NTB": 16, "T/CSGF": 11,
            "T/JSRA": 10, "T/CSTM": 40,
        },
        (2, 5, 10, 14, 17, 24, 33),
        0.055,
        (0.0, 0.0, 0.0, 0.0, 0.101, 0.376, 0.523),
        (0, 8, 15, 30, 31, 60, 202),
        {
            "服务规范": 37, "管理规范": 33, "技术规范": 25, "评价规范": 20, "技术要求": 9, "规范": 80,
            "要求": 50, "标准": 29, "指南": 25,
        },
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """One generated edition."""

    number: str
    title: str
    title_en: str
    scope: str
    issued: dt.date
    effective: dt.date
    withdrawn: dt.date | None
    replaces: str
    classified: bool


def _characters() -> list[str]:
    """Return frequent Han characters: the first level of GB 2312 holds the 3,755 most used."""
    rows = (bytes([0xB0 + row, 0xA1 + cell]) for row in range(39) for cell in range(94))
    return [code.decode("gb2312") for code in rows][:CHARACTERS]


class Generator:
    """Makes records; ``seed`` decides which."""

    def __init__(self, seed: int = 19012) -> None:
        self.chance = random.Random(seed)
        characters = _characters()
        self.chance.shuffle(characters)
        made = ["".join(self.chance.choices(characters, k=2)) for _ in range(VOCABULARY)]
        measured = sum(FREQUENT.values())
        # Half of the words of a title are frequent ones; the rest follows Zipf's law.
        rest = [measured / (rank + 10) for rank in range(VOCABULARY)]
        scale = measured / sum(rest)
        self.words = [*FREQUENT, *made]
        self.weights = list(
            itertools.accumulate([*map(float, FREQUENT.values()), *(weight * scale for weight in rest)])
        )
        self.serials = {code: itertools.count(FIRST_SERIAL) for kind in KINDS for code in kind.codes}

    def records(self, count: int) -> Iterator[Record]:
        """Yield ``count`` records; editions of one number follow each other, oldest first."""
        kinds = self.chance.choices(KINDS, weights=[kind.share for kind in KINDS], k=count)
        made = 0
        for kind in kinds:
            for record in self._editions(kind):
                if made == count:
                    return
                made += 1
                yield record

    def _editions(self, kind: Kind) -> Iterator[Record]:
        code = self._weighted(kind.codes)
        serial, part = next(self.serials[code]), ""
        title = self._title(kind)
        if self.chance.random() < kind.part:
            place = self.chance.randint(1, 9)
            part, title = f".{place}", f"{title[: len(title) // 2]} 第{place}部分：{title[len(title) // 2 :]}"
        years = sorted({self._year(kind) for _ in range(3 if self.chance.random() < EDITIONS else 1)})
        older = ""
        for year in years:
            number = f"{code} {serial}{part}-{year}"
            yield self._record(kind, number, title, year, older)
            older = number

    def _record(self, kind: Kind, number: str, title: str, year: int, older: str) -> Record:
        issued = min(dt.date(year, 1, 1) + dt.timedelta(self.chance.randrange(365)), LATEST)
        effective = issued + dt.timedelta(round(self._percentile(kind.lag)))
        english = " ".join(
            self.chance.choices(("Test", "method", "for", "general", "safety", "part", "of"), k=7)
        )
        return Record(
            number=number,
            title=title,
            title_en=english if self.chance.random() < ENGLISH else "",
            scope=self._scope(title) if self.chance.random() < SCOPES else "",
            issued=issued,
            effective=effective,
            withdrawn=effective + dt.timedelta(3650) if self.chance.random() < WITHDRAWN else None,
            replaces=older,
            classified=self.chance.random() < CLASSIFIED,
        )

    def _title(self, kind: Kind) -> str:
        ending = self._weighted(kind.endings)
        length = round(self._percentile(kind.lengths))
        words = self.chance.choices(
            self.words, cum_weights=self.weights, k=max(1, (length - len(ending)) // 2)
        )
        return "".join(words) + ending

    def _scope(self, title: str) -> str:
        words = self.chance.choices(self.words, cum_weights=self.weights, k=30)
        return f"本文件规定了{title}的术语和定义、{''.join(words[:15])}。本文件适用于{''.join(words[15:])}。"

    def _year(self, kind: Kind) -> int:
        first, last = self.chance.choices(YEARS, weights=kind.years)[0]
        return self.chance.randint(first, last)

    def _weighted(self, choices: dict[str, int]) -> str:
        return self.chance.choices(list(choices), weights=list(choices.values()))[0]

    def _percentile(self, values: Sequence[int]) -> float:
        """Return a value of the distribution that has ``values`` at ``PERCENTS``."""
        at = self.chance.random()
        above = next(place for place, percent in enumerate(PERCENTS) if at <= percent and place)
        low, high = PERCENTS[above - 1], PERCENTS[above]
        return values[above - 1] + (values[above] - values[above - 1]) * (at - low) / (high - low)
