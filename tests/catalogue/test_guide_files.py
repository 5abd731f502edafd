"""The content of the service guides keeps the rules of a guide before any page is made of it."""

import csv
import datetime as dt
import re
import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from onestop import catalogue
from onestop.standards.numbers import parse

DATA = Path(catalogue.__file__).parent / "data"
GUIDES = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((DATA / "guides").glob("*.toml"))
}
SYNONYMS = tomllib.loads((DATA / "synonyms.toml").read_text("utf-8"))["group"]
QUESTIONS = Path(__file__).parent / "everyday_questions.csv"

CLAUSES_OF = {"4.2.1": 4, "4.2.2": 5, "4.2.3": 6, "4.2.4": 3, "4.2.5": 3, "4.2.6": 3, "4.2.7": 3, "4.2.8": 2}
CLAUSES = [
    f"{category}.{number}" for category, many in CLAUSES_OF.items() for number in range(1, many + 1)
] + ["4.2.9"]
ABOUT_THE_CITY = {"4.2.3.1", "4.2.3.4", "4.2.3.5"}

TEXT = ("clause", "slug", "title", "category", "kind", "summary", "audience", "result", "delivery")
MAY_BE_EMPTY = ("statutory", "decided_by", "caution", "required_qualification")
FIELDS = {
    *TEXT,
    *MAY_BE_EMPTY,
    *("conditions", "channels", "promised_days", "instant", "important", "keywords", "valid_from"),
    *("fee", "basis", "materials", "steps", "faq", "related"),
}
FIELDS_OF = {
    "basis": {"title", "article", "text", "standard", "url"},
    "materials": {"name", "form", "copies", "need", "note", "blank"},
    "steps": {"name", "who", "days", "text"},
    "faq": {"question", "answer"},
}
MAY_HAVE = {"sample"}
CHOICES = {
    "kind": "consultation publicity training testing metrology agency guidance query activity examination",
    "required_qualification": " cma cnas metrology special_equipment certification_body examination ip_agency"
    " other",
    "channels": "online window visit",
    "charged": "none provider platform",
    "form": "original copy either electronic",
    "need": "required optional deferrable",
    "who": "enterprise window centre station provider expert authority",
}
# What a condition may not ask for: that belongs to the materials, where form and number are told.
MATERIAL_WORDS = re.compile(
    "材料|原件|复印件|扫描件|申请表|申请书|申报书|委托书|授权书|执照|身份证|证明文件|照片|清单"
)


def allowed(field: str) -> list[str]:
    """Return the values that a field may have."""
    return CHOICES[field].split(" ")


@pytest.fixture(params=sorted(GUIDES))
def guide(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each guide in its turn."""
    return GUIDES[request.param]


@pytest.mark.parametrize("clause", [pytest.param(c, marks=pytest.mark.clause(c)) for c in CLAUSES])
def test_every_clause_of_the_services_has_a_guide(clause: str) -> None:
    assert clause in {guide["clause"] for guide in GUIDES.values()}


def test_there_are_guides_for_these_thirty_clauses_only_and_each_has_its_own_address() -> None:
    assert len(CLAUSES) == 30
    assert {guide["clause"] for guide in GUIDES.values()} == set(CLAUSES)
    slugs = [guide["slug"] for guide in GUIDES.values()]
    assert len(set(slugs)) == len(slugs) >= 36


@pytest.mark.parametrize("name", sorted(GUIDES))
def test_a_file_is_named_by_clause_and_address(name: str) -> None:
    guide = GUIDES[name]
    assert name == f"{guide['clause']}-{guide['slug']}"
    assert re.fullmatch(r"[a-z][a-z0-9-]*", guide["slug"])
    assert guide["category"] == ".".join(guide["clause"].split(".")[:3])


def test_a_guide_has_exactly_the_fields_that_the_loader_reads(guide: dict[str, Any]) -> None:
    assert set(guide) == FIELDS
    assert set(guide["fee"]) == {"charged", "standard", "basis", "charged_by"}
    assert set(guide["related"]) == {"standards", "links"}
    for name, fields in FIELDS_OF.items():
        assert all(set(row) - MAY_HAVE == fields for row in guide[name]), name


def test_no_element_that_a_reader_needs_is_empty(guide: dict[str, Any]) -> None:
    assert all(guide[name].strip() for name in TEXT)
    assert all(guide[name] for name in ("conditions", "channels", "basis", "materials", "steps"))
    assert guide["fee"]["standard"].strip()
    assert guide["fee"]["charged"] == "none" or (guide["fee"]["basis"] and guide["fee"]["charged_by"])
    assert all(row["title"] and row["text"] for row in guide["basis"])
    assert all(row["name"] and row["copies"] >= 1 for row in guide["materials"])
    assert all(row["text"] for row in guide["steps"])
    assert isinstance(guide["valid_from"], dt.date)


def test_choices_are_those_of_the_catalogue(guide: dict[str, Any]) -> None:
    assert guide["kind"] in allowed("kind")
    assert guide["required_qualification"] in allowed("required_qualification")
    assert set(guide["channels"]) <= set(allowed("channels"))
    assert guide["fee"]["charged"] in allowed("charged")
    assert {row["form"] for row in guide["materials"]} <= set(allowed("form"))
    assert {row["need"] for row in guide["materials"]} <= set(allowed("need"))
    assert {row["who"] for row in guide["steps"]} <= set(allowed("who"))


def test_the_promised_days_are_the_sum_of_the_steps(guide: dict[str, Any]) -> None:
    assert guide["promised_days"] == sum(row["days"] for row in guide["steps"])
    assert all(row["days"] >= 0 for row in guide["steps"])
    assert not guide["instant"] or guide["promised_days"] <= 1


def test_steps_go_from_acceptance_over_completion_to_delivery(guide: dict[str, Any]) -> None:
    names = [row["name"] for row in guide["steps"]]
    assert names.index("受理") < names.index("办结") < names.index("送达") == len(names) - 1
    assert len(set(names)) == len(names)


def test_no_step_before_acceptance_takes_time_and_acceptance_at_most_a_day(guide: dict[str, Any]) -> None:
    days = {row["name"]: row["days"] for row in guide["steps"]}
    assert days["提出需求"] == 0
    assert days["受理"] <= 1


def test_what_others_do_in_their_own_time_is_not_promised(guide: dict[str, Any]) -> None:
    assert all(row["days"] == 0 for row in guide["steps"] if row["who"] in {"authority", "enterprise"})


def test_conditions_name_no_material(guide: dict[str, Any]) -> None:
    names = {row["name"] for row in guide["materials"]}
    for condition in guide["conditions"]:
        assert not MATERIAL_WORDS.search(condition)
        assert not any(name in condition for name in names)


def test_a_guide_answers_real_questions_and_has_everyday_words(guide: dict[str, Any]) -> None:
    assert 2 <= len(guide["faq"]) <= 4
    assert all(row["question"].endswith("？") and row["answer"] for row in guide["faq"])
    assert 8 <= len(guide["keywords"]) <= 24


def test_an_everyday_word_belongs_to_one_guide() -> None:
    words = Counter(chain.from_iterable(guide["keywords"] for guide in GUIDES.values()))
    assert [word for word, times in words.items() if times > 1] == []


def test_no_sentence_of_advice_is_repeated_between_guides() -> None:
    answers = Counter(row["answer"] for guide in GUIDES.values() for row in guide["faq"])
    summaries = Counter(guide["summary"] for guide in GUIDES.values())
    assert [text for text, times in (answers + summaries).items() if times > 1] == []


def test_the_city_is_named_only_where_the_clause_is_about_it() -> None:
    naming = {guide["clause"] for guide in GUIDES.values() if "哈密" in str(guide)}
    assert naming <= ABOUT_THE_CITY


def test_standards_can_be_looked_up_and_links_are_whole_addresses(
    guide: dict[str, Any],
) -> None:
    cited = [row["standard"] for row in guide["basis"] if row["standard"]]
    for number in [*guide["related"]["standards"], *cited]:
        assert parse(number) is not None, number
    for link in [*guide["related"]["links"], *(row["url"] for row in guide["basis"] if row["url"])]:
        assert re.match(r"https://[\w.-]+\.(cn|com)/", link), link


def test_every_form_has_a_sample_that_fills_in_each_of_its_lines(guide: dict[str, Any]) -> None:
    forms = [row for row in guide["materials"] if row["blank"]]
    for row in forms:
        asked, filled = row["blank"].strip().splitlines(), row["sample"].strip().splitlines()
        assert len(asked) == len(filled)
        for line, answer in zip(asked, filled, strict=True):
            assert answer.startswith(re.split("[（：]", line)[0])
            assert not answer.endswith("：")
    assert all(row in forms for row in guide["materials"] if row.get("sample"))


def test_no_form_asks_for_an_identity_card(guide: dict[str, Any]) -> None:
    assert not any("身份证" in row["name"] or "身份证" in row["blank"] for row in guide["materials"])


def test_groups_of_synonyms_have_at_least_two_words_and_share_none() -> None:
    words = Counter(chain.from_iterable(group["words"] for group in SYNONYMS))
    assert all(len(group["words"]) >= 2 for group in SYNONYMS)
    assert all(set(group) <= {"words", "note"} for group in SYNONYMS)
    assert [word for word, times in words.items() if times > 1] == []


def test_everyday_questions_name_guides_that_exist_and_every_guide_is_asked_for() -> None:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    slugs = {guide["slug"] for guide in GUIDES.values()}
    expected = [set(row["expected"].split("|")) for row in rows]
    assert len({row["question"] for row in rows}) == len(rows) >= 60
    assert set.union(*expected) == slugs
