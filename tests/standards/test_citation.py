"""Citing a standard (spec 2.7)."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.standards.citation import FORMATS, Citation, bibtex, csl_json, gb7714, ris

CITED = Citation(
    number="GB/T 3792—2021",
    title="信息与文献 资源描述",
    issuer="全国信息与文献标准化技术委员会",
    year="2021",
)
ONLINE = replace(CITED, url="https://example.org/standards/gb-t-3792-2021/", accessed="2026-07-01")


def test_edition_in_force_puts_the_number_first() -> None:
    assert gb7714(CITED) == "GB/T 3792—2021 信息与文献 资源描述[S]."


def test_edition_in_force_online() -> None:
    expected = "GB/T 3792—2021 信息与文献 资源描述[S/OL]. https://example.org/standards/gb-t-3792-2021/."
    assert gb7714(ONLINE) == expected


def test_former_edition_puts_the_responsible_body_first() -> None:
    expected = "全国信息与文献标准化技术委员会. 信息与文献 资源描述: GB/T 3792—2021[S]. 2021."
    assert gb7714(CITED, edition=2015) == expected


def test_former_edition_online_has_the_day_of_reading() -> None:
    assert gb7714(ONLINE, edition=2015).endswith(
        ": GB/T 3792—2021[S/OL]. 2021[2026-07-01]. https://example.org/standards/gb-t-3792-2021/."
    )


def test_unknown_edition_is_refused() -> None:
    with pytest.raises(ValueError, match="2005"):
        gb7714(CITED, edition=2005)


@pytest.mark.parametrize(
    ("issuer", "start"),
    [
        ("", "信息与文献"),
        ("国家市场监督管理总局、国家标准化管理委员会", "国家市场监督管理总局, 国家标准化管理委员会. "),
        ("甲部；乙部;丙部|丁部", "甲部, 乙部, 丙部, 等. "),
    ],
)
def test_former_edition_names_three_bodies(issuer: str, start: str) -> None:
    assert gb7714(replace(CITED, issuer=issuer), edition=2015).startswith(start)


@pytest.mark.parametrize("title", ["GB/T 3792-2021", "GB/T 3792—2021", ""])
def test_title_that_repeats_the_number_is_not_printed_twice(title: str) -> None:
    assert gb7714(replace(CITED, title=title)) == "GB/T 3792—2021[S]."


def test_bibtex_entry() -> None:
    assert bibtex(ONLINE) == (
        "@standard{gb-t-3792-2021,\n"
        "  author = {{全国信息与文献标准化技术委员会}},\n"
        "  title = {{信息与文献 资源描述}},\n"
        "  number = {GB/T 3792—2021},\n"
        "  year = {2021},\n"
        "  url = {https://example.org/standards/gb-t-3792-2021/},\n"
        "  urldate = {2026-07-01},\n"
        "  langid = {chinese},\n"
        "}\n"
    )


def test_bibtex_escapes_what_tex_would_read() -> None:
    text = bibtex(replace(CITED, title=r"50% of A&B_{x} \ ~ ^ # $ }"))
    assert r"50\% of A\&B\_\textbraceleft{}x\textbraceright{} \textbackslash{}" in text
    assert r"\textasciitilde{} \textasciicircum{} \# \$ \textbraceright{}" in text


def test_bibtex_address_is_encoded_not_escaped() -> None:
    text = bibtex(replace(CITED, url="https://example.org/a_b?q=50%25&r={x}\\ y"))
    assert "url = {https://example.org/a_b?q=50%25&r=%7Bx%7D%5C%20y}" in text


def test_bibtex_key_is_plain_letters() -> None:
    assert bibtex(replace(CITED, number="JJG(新) 12—2010")).startswith("@standard{jjg-u65b0-12-2010,")
    assert bibtex(replace(CITED, number="")).startswith("@standard{standard,")


def test_ris_record_has_one_line_a_tag() -> None:
    assert ris(replace(ONLINE, title="信息与文献\r\nER  - \n资源描述")).split("\r\n") == [
        "TY  - STAND",
        "AU  - 全国信息与文献标准化技术委员会",
        "TI  - 信息与文献 ER - 资源描述",
        "SN  - GB/T 3792—2021",
        "PB  - 全国信息与文献标准化技术委员会",
        "PY  - 2021",
        "UR  - https://example.org/standards/gb-t-3792-2021/",
        "Y2  - 2026/07/01",
        "LA  - zh",
        "ER  - ",
        "",
    ]


def test_csl_json_item() -> None:
    assert json.loads(csl_json(ONLINE)) == [
        {
            "id": "gb-t-3792-2021",
            "type": "standard",
            "title": "信息与文献 资源描述",
            "number": "GB/T 3792—2021",
            "author": [{"literal": "全国信息与文献标准化技术委员会"}],
            "publisher": "全国信息与文献标准化技术委员会",
            "issued": {"date-parts": [[2021]]},
            "accessed": {"date-parts": [[2026, 7, 1]]},
            "URL": "https://example.org/standards/gb-t-3792-2021/",
            "language": "zh",
        }
    ]


texts = st.text(max_size=40)


@given(st.builds(Citation, texts, texts, texts, texts, texts))
def test_no_text_breaks_a_format(cited: Citation) -> None:
    entry = bibtex(cited)
    assert entry.count("{") == entry.count("}")
    assert entry.count("@standard{") == 1
    record = ris(cited)
    assert all(line[2:6] == "  - " for line in record.split("\r\n")[:-1])
    assert "\n" not in record.replace("\r\n", "")
    assert len(json.loads(csl_json(cited))) == 1
    assert all("\n" not in FORMATS[name](cited) for name in ("gb7714-2025", "gb7714-2015"))
