"""What would tell an expert whose request it is, is found however it is written (clause 6.3)."""

import pytest

from onestop.requests.matching.nameless import secrets_in
from onestop.requests.workflow.choices import Status
from onestop.site.logs import redact
from onestop.tests.factories.requests_matching import matching_case

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]


@pytest.mark.parametrize(
    "number",
    [
        *("19900000033", "199 0000 0033", "199-0000-0033", "+86 199-0000-0033", "8619900000033"),
        *("１９９００００００３３", "199－0000－0033", "0902-0000001", "0902 0000001", "0902–0000001"),
    ],
)
def test_a_telephone_is_found_however_it_is_written(number: str) -> None:
    case = matching_case(status=Status.ACCEPTED)
    assert "电话" in secrets_in(f"请回电{number}，谢谢。", case)


def test_what_is_masked_in_logs_is_found_and_a_number_of_a_standard_is_not() -> None:
    case = matching_case(status=Status.ACCEPTED)
    for text in ("GB/T 19012—2019", "DB6505/T 123-2020", "2026-11-28 10:00", "批号 20261128001"):
        assert secrets_in(text, case) == ""
        assert redact(text) == text
