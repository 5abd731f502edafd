"""Certificates by day, scopes by edition."""

import datetime as dt

import pytest

from django.core.exceptions import ValidationError

from onestop.catalogue.organisations.models import CapabilityScope, Qualification
from onestop.tests.factories import network

pytestmark = pytest.mark.django_db
MONDAY = network.MONDAY
DAY = dt.timedelta(days=1)


def scope(number: str = "", **fields: object) -> CapabilityScope:
    certificate = Qualification.objects.first() or network.certificate(network.provider())
    made = CapabilityScope(qualification=certificate, standard_number=number, **fields)
    made.full_clean()
    made.save()
    return made


@pytest.mark.parametrize(
    ("begins", "ends", "valid"),
    [
        (None, None, True),
        (MONDAY, MONDAY, True),
        (MONDAY + DAY, None, False),
        (None, MONDAY - DAY, False),
    ],
)
def test_a_certificate_is_valid_from_its_first_to_its_last_day(
    begins: dt.date | None, ends: dt.date | None, valid: bool
) -> None:
    certificate = network.certificate(network.provider(), valid_from=begins, valid_until=ends)

    assert certificate.is_valid_on(MONDAY) is valid
    assert Qualification.objects.valid_on(MONDAY).exists() is valid


def test_another_edition_is_another_scope() -> None:
    old, new = scope("GB 175-2007"), scope("gb175—2023")

    assert list(CapabilityScope.objects.for_standard("GB 175-2023")) == [new]
    assert set(CapabilityScope.objects.for_standard("GB 175")) == {old, new}
    assert not CapabilityScope.objects.for_standard("水泥").exists()
    assert new.standard_number == "GB 175—2023"


def test_a_scope_ends_with_its_certificate() -> None:
    line = scope("GB 175-2023", valid_until=MONDAY)

    assert list(CapabilityScope.objects.valid_on(MONDAY)) == [line]
    assert not CapabilityScope.objects.valid_on(MONDAY + DAY).exists()
    CapabilityScope.objects.update(valid_until=None)
    Qualification.objects.update(valid_until=MONDAY - DAY)
    assert not CapabilityScope.objects.valid_on(MONDAY).exists()


def test_a_scope_may_name_no_standard_but_not_nothing_and_not_nonsense() -> None:
    assert scope(field="质量管理体系").full_key == ""
    with pytest.raises(ValidationError, match="至少填一项"):
        scope()
    with pytest.raises(ValidationError) as refused:
        scope("随便写的")
    assert "standard_number" in refused.value.message_dict
