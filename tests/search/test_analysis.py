"""The tokeniser: what it gives for known texts, and what holds for any text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.search import analysis

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)
HAN = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("text", "bigrams", "unigrams"),
    [
        ("质量标准", "质量 量标 标准", "质 量 标 准"),
        ("水", "水", "水"),
        ("5G网络 技术", "5g 网络 技术", "5g 网 络 技 术"),
        ("GB/T 19012—2019", "gb t 19012 2019", "gb t 19012 2019"),
        ("ＡＢＣ１２３", "abc123", "abc123"),
        ("质量，标准", "质量 标准", "质 量 标 准"),
        ("𠀀𠀁𠀂", "𠀀𠀁 𠀁𠀂", "𠀀 𠀁 𠀂"),
        ("人々", "人々", "人 々"),
        ("Straße ﬁn", "strasse fin", "strasse fin"),
        ("ۇيغۇر تىلى", "ۇيغۇر تىلى", "ۇيغۇر تىلى"),
        ("  。！ ", "", ""),
        ("", "", ""),
    ],
)
def test_tokens_of_known_texts(text: str, bigrams: str, unigrams: str) -> None:
    assert analysis.bigrams(text) == bigrams
    assert analysis.unigrams(text) == unigrams


def test_words_are_the_users_own_each_once_in_order() -> None:
    assert analysis.words("质量标准，服务 质量标准 5G网络/ISO") == ["质量标准", "服务", "5g网络", "iso"]


def test_a_very_long_run_is_cut_alike_in_document_and_query() -> None:
    assert analysis.bigrams("x" * 5000) == "x" * analysis.MAX_TOKEN


@given(ANY_TEXT)
def test_normal_form_is_stable_and_can_be_stored_anywhere(text: str) -> None:
    normal = analysis.normalise(text)
    assert analysis.normalise(normal) == normal
    normal.encode()
    assert not {unicodedata.category(character) for character in normal} & {"Cc", "Cf", "Cs"}
    assert normal == normal.strip()
    assert "  " not in normal


@given(ANY_TEXT)
def test_tokens_hold_no_space_and_are_never_long(text: str) -> None:
    for tokens in (analysis.bigrams(text).split(" "), analysis.unigrams(text).split(" ")):
        assert all(token == "" or len(token) <= analysis.MAX_TOKEN for token in tokens)
        assert all(token.split() == [token] for token in tokens if token)


@given(HAN, HAN, HAN)
def test_every_part_of_a_han_run_is_found_as_a_phrase_of_its_bigrams(
    before: str, part: str, after: str
) -> None:
    whole = f" {analysis.bigrams(before + part + after)} "
    if len(analysis.normalise(part)) > 1:
        assert f" {analysis.bigrams(part)} " in whole


@given(ANY_TEXT)
def test_width_and_case_make_no_difference(text: str) -> None:
    assert analysis.bigrams(text.upper().lower()) == analysis.bigrams(
        analysis.normalise(text.upper().lower())
    )


@given(ANY_TEXT)
def test_bigrams_and_unigrams_hold_the_same_characters(text: str) -> None:
    assert set(analysis.bigrams(text).replace(" ", "")) == set(analysis.unigrams(text).replace(" ", ""))
