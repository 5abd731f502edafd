"""The way into the pool and out of it, and who can be asked when (clause 4.1.2.1)."""

import datetime as dt
from io import StringIO

import pytest

from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from onestop.catalogue.experts import demo
from onestop.catalogue.experts.choices import State
from onestop.catalogue.experts.coverage import coverage
from onestop.catalogue.experts.models import Competence, Expert, ExpertEvent
from onestop.catalogue.experts.moving import move
from onestop.catalogue.experts.workflow import MOVES
from onestop.standards import numbers
from onestop.tests.factories.experts import category, day, make_expert
from onestop.tests.factories.site_pages import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.1.2.1")]

TERM = (day(0), day(1000))


def applicant(**values: object) -> Expert:
    return make_expert(state=State.APPLIED, term_from=None, term_until=None, **values)


def test_the_way_from_the_application_to_the_end_of_the_term() -> None:
    expert = applicant()
    move(expert.pk, "examine", None)
    move(expert.pk, "admit", None, term=TERM)
    assert Expert.objects.matchable().get() == expert
    move(expert.pk, "leave", None, note="本人申请")
    assert not Expert.objects.matchable().exists()
    move(expert.pk, "return", None)
    states = list(ExpertEvent.objects.order_by("pk").values_list("source", "target"))
    assert states == [
        ("applied", "reviewing"),
        ("reviewing", "pool"),
        ("pool", "out"),
        ("out", "applied"),
    ]


def test_without_a_standard_or_a_law_the_review_cannot_pass() -> None:
    expert = applicant(standards=())
    move(expert.pk, "examine", None)
    with pytest.raises(ValidationError, match="标准或法规"):
        move(expert.pk, "admit", None, term=TERM)
    expert.refresh_from_db()
    assert (expert.state, expert.term_until) == (State.REVIEWING, None)
    Competence.objects.create(expert=expert, kind="law", reference="中华人民共和国计量法")
    assert move(expert.pk, "admit", None, term=TERM).state == State.POOL


def test_without_the_pledge_the_review_cannot_pass() -> None:
    expert = applicant(pledged_on=None)
    move(expert.pk, "examine", None)
    with pytest.raises(ValidationError, match="保密承诺"):
        move(expert.pk, "admit", None, term=TERM)


@pytest.mark.parametrize("term", [(None, None), (day(5), day(4)), (day(5), None)])
def test_a_term_has_a_first_and_a_last_day(term: tuple[dt.date | None, dt.date | None]) -> None:
    expert = applicant()
    move(expert.pk, "examine", None)
    with pytest.raises(ValidationError) as caught:
        move(expert.pk, "admit", None, term=term)
    assert list(caught.value.error_dict) == ["term_until"]


def test_a_refusal_says_why() -> None:
    expert = applicant()
    move(expert.pk, "examine", None)
    with pytest.raises(ValidationError) as caught:
        move(expert.pk, "refuse", None, note="  ")
    assert list(caught.value.error_dict) == ["note"]
    assert move(expert.pk, "refuse", None, note="材料不实").state == State.REFUSED


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("name", MOVES)
def test_only_the_moves_of_the_table_are_possible(state: str, name: str) -> None:
    expert = make_expert(state=state)
    if state in MOVES[name].sources:
        assert move(expert.pk, name, None, note="原因", term=TERM).state == MOVES[name].target
    else:
        with pytest.raises(ValidationError, match="不能再"):
            move(expert.pk, name, None, note="原因", term=TERM)
        assert not ExpertEvent.objects.exists()


def test_only_who_may_review_moves_anybody(django_user_model: type[User]) -> None:
    expert, user = applicant(), django_user_model.objects.create_user("somebody")
    with pytest.raises(PermissionDenied):
        move(expert.pk, "examine", user)
    user.user_permissions.add(Permission.objects.get(codename="review_expert"))
    move(expert.pk, "examine", django_user_model.objects.get(pk=user.pk))
    assert ExpertEvent.objects.get().by == user


def test_nobody_is_in_the_pool_without_term_and_pledge_not_even_by_sql() -> None:
    expert = applicant()
    for wrong in ({"term_until": None}, {"pledged_on": None}, {"term_until": day(-20)}):
        good = {"state": State.POOL, "term_from": day(-10), "term_until": day(10), "pledged_on": day(-1)}
        with pytest.raises(IntegrityError), transaction.atomic():
            Expert.objects.filter(pk=expert.pk).update(**{**good, **wrong})


def test_the_term_is_over_the_day_after_its_last() -> None:
    expert = make_expert(term_from=day(-100), term_until=day(0))
    assert expert.is_matchable()
    assert list(Expert.objects.matchable(day(0))) == [expert]
    assert not expert.is_matchable(day(1))
    assert not Expert.objects.matchable(day(1)).exists()
    assert not Expert.objects.matchable(day(-101)).exists()


def test_without_consent_not_public_and_still_matchable() -> None:
    make_expert("甲")
    silent = make_expert("乙", consented_on=None)
    assert silent in Expert.objects.matchable()
    assert silent not in Expert.objects.public()
    assert Expert.objects.public().count() == 1


def test_a_standard_is_known_in_any_spelling_and_any_edition() -> None:
    expert = make_expert(standards=("gb/t27025-2019",), laws=("中华人民共和国计量法",))
    assert [str(each) for each in expert.competences.order_by("pk")] == [
        "GB/T 27025—2019",
        "中华人民共和国计量法",
    ]
    for spelling in ("GB/T 27025", "gbt 27025-2008"):
        number = numbers.parse(spelling)
        assert number is not None
        assert list(Expert.objects.knowing(number)) == [expert]


def test_a_competence_that_is_no_number_is_refused_as_a_standard_and_taken_as_a_law() -> None:
    expert = make_expert()
    with pytest.raises(ValidationError) as caught:
        Competence(expert=expert, kind="standard", reference="质量法").full_clean()
    assert "reference" in caught.value.error_dict
    Competence(expert=expert, kind="law", reference="质量法").full_clean()


def test_a_category_without_an_expert_is_a_warning() -> None:
    category("4.2.5"), category("4.2.8")
    make_expert(categories=("4.2.5",))
    make_expert("过期", categories=("4.2.8",), term_until=day(-1))
    found = {row.category.code: row for row in coverage() if row.category.code in {"4.2.5", "4.2.8"}}
    assert (found["4.2.5"].experts, found["4.2.5"].is_missing) == (1, False)
    assert (found["4.2.8"].experts, found["4.2.8"].is_missing) == (0, True)


def test_the_demo_has_ten_samples_one_of_them_without_consent() -> None:
    home_page()
    out = StringIO()
    demo.load(out.write)
    demo.load(out.write)
    assert Expert.objects.count() == 10
    assert Expert.objects.matchable().count() == 9
    assert Expert.objects.public().count() == 8
    assert all(expert.is_sample and expert.name.startswith("示例") for expert in Expert.objects.all())


def test_days_to_come_are_refused() -> None:
    expert = make_expert()
    expert.consented_on = expert.pledged_on = day(2)
    with pytest.raises(ValidationError) as caught:
        expert.full_clean(exclude=["fields", "categories"])
    assert set(caught.value.error_dict) == {"consented_on", "pledged_on"}
