"""What must never be in the register, the database itself refuses."""

import datetime as dt

import pytest

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from onestop.standards.models import Standard, StandardRelation
from onestop.tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db


def refused(**changes: object) -> bool:
    """Return whether the database refuses a record with these columns, whatever code wrote them."""
    record = StandardFactory()
    try:
        with transaction.atomic():
            Standard.objects.filter(pk=record.pk).update(**changes)
    except IntegrityError:
        return True
    return False


def test_one_record_a_full_key() -> None:
    StandardFactory(number="GB/T 19012-2019")

    with pytest.raises(IntegrityError), transaction.atomic():
        StandardFactory(number="ＧＢ／Ｔ　１９０１２－２０１９")


def test_dates_are_in_order() -> None:
    assert refused(issued_on=dt.date(2020, 1, 2), effective_on=dt.date(2020, 1, 1))
    assert refused(effective_on=dt.date(2020, 1, 2), withdrawn_on=dt.date(2020, 1, 1))
    assert not refused(issued_on=dt.date(2020, 1, 1), effective_on=dt.date(2020, 1, 1))


def test_an_override_has_a_reason() -> None:
    assert refused(status_override="withdrawn")
    assert not refused(status_override="withdrawn", override_reason="公告 2026 年第 1 号")


def test_every_record_names_its_source() -> None:
    assert refused(source="")


def test_no_edge_to_itself_and_none_twice() -> None:
    record = StandardFactory()
    edge = StandardRelation.objects.create(standard=record, kind="cites", target_number="GB/T 1.1-2020")

    with pytest.raises(IntegrityError), transaction.atomic():
        StandardRelation.objects.filter(pk=edge.pk).update(target=record)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandardRelation(standard=record, kind="cites", target_number="GB/T 1.1—2020").save()


def test_a_degree_only_for_an_adoption() -> None:
    edge = StandardRelation.objects.create(
        standard=StandardFactory(), kind="cites", target_number="ISO 10002:2018"
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        StandardRelation.objects.filter(pk=edge.pk).update(degree="IDT")


def test_the_form_says_what_the_database_would_refuse_beside_the_field() -> None:
    StandardFactory(number="GB/T 19012-2019")
    record = Standard(
        number="gbt19012-2019",
        title="质量管理",
        source="示例数据",
        issued_on=dt.date(2020, 1, 2),
        effective_on=dt.date(2020, 1, 1),
        status_override="withdrawn",
    )

    with pytest.raises(ValidationError) as refusal:
        record.clean()

    assert set(refusal.value.message_dict) == {"number", "effective_on", "override_reason"}


def test_what_is_no_number_is_refused_in_words() -> None:
    with pytest.raises(ValidationError) as refusal:
        Standard(number="住建部令第 37 号", title="规定", source="示例数据").clean()

    assert "住建部令第 37 号" in str(refusal.value.message_dict["number"])
