"""Words that people write around a number: labels before it, and names of code classes instead of codes."""

import re

_LABEL_WORDS = (
    r"(?:(?:产品|企业|生产|检验|检测|执行|现行|参照|采用|依据|按照|根据|符合|遵循|参考|引用|代替|替代|国家|行业|地方|团体|推荐性|强制性|"
    r"新疆|哈密|中国|中华人民共和国|见|按|依|据|执)|标准(?:文献)?(?:编号|号码|代号|号)?|编号|号码|标号|国标|推标|行标|地标|团标|企标|NO\.?)"
)
_LABEL = re.compile(rf"(?:{_LABEL_WORDS}[ :为是-]{{0,3}}){{1,6}}", re.IGNORECASE)
_ONLY_LABEL = re.compile(rf"(?:{_LABEL_WORDS}[ :为是的-]{{0,3}}){{1,6}}$", re.IGNORECASE)

_ALIASES: dict[str, tuple[str, ...]] = {
    "哈密地标": ("DB6505/T", "DB6505"),
    "哈密市地方标准": ("DB6505/T", "DB6505"),
    "哈密地方标准": ("DB6505/T", "DB6505"),
    "新疆地标": ("DB65/T", "DB65"),
    "新疆地方标准": ("DB65/T", "DB65"),
    "地标": ("DB6505/T", "DB65/T", "DB6505", "DB65"),
    "地方标准": ("DB6505/T", "DB65/T", "DB6505", "DB65"),
    "推标": ("GB/T",),
    "推荐性国家标准": ("GB/T",),
    "强制性国家标准": ("GB",),
    "国标": ("GB", "GB/T", "GB/Z"),
    "国家标准": ("GB", "GB/T", "GB/Z"),
    "国军标": ("GJB", "GJB/Z"),
}
"""What a class in words may stand for, alone or before digits; 地标 alone is of the places we serve."""

_LONGEST_FIRST = "|".join(sorted(_ALIASES, key=len, reverse=True))
_ALIAS = re.compile(
    rf"({_LONGEST_FIRST})(?:编号|号)?[ :-]{{0,3}}(/?T)?[ -]{{0,2}}(?=[0-9])",
    re.IGNORECASE,
)


def named_codes(text: str) -> tuple[str, ...]:
    """Return the codes that a class in words stands for: ``哈密地标`` for DB6505/T and DB6505."""
    return _ALIASES.get("".join(text.split()), ())


def strip_label(text: str) -> str:
    """Remove a label at the beginning: ``标准号: GB 1`` to ``GB 1``."""
    found = _LABEL.match(text)
    return text[found.end() :] if found else text


def is_label(text: str) -> bool:
    """True if the words say no more than that a standard's number stands beside them."""
    return bool(_ONLY_LABEL.match(text))


def spell_out_alias(text: str) -> tuple[str, ...]:
    """Replace a class in words before digits by its codes: ``国标19012`` to ``GB 19012``, ``GB/T 19012``.

    Args:
        text: Softened text.

    Returns:
        The likeliest text first; the text itself alone if there is no such word.
    """
    found = _ALIAS.search(text)
    if not found:
        return (text,)
    codes = _ALIASES[found[1]]
    if found[2]:
        codes = tuple(
            code if code.endswith("/T") else f"{code}/T" for code in codes if not code.endswith("/Z")
        )
        codes = tuple(dict.fromkeys(codes))
    return tuple(f"{text[: found.start()]}{code} {text[found.end() :]}" for code in codes)
