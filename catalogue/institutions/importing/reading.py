"""Understanding one row: what is certain becomes an entry, what is not a problem with field and reason."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from onestop.catalogue.importing.columns import BEYOND
from onestop.catalogue.importing.reading import Said, day, settle
from onestop.catalogue.importing.reasons import Problem, Reason
from onestop.catalogue.institutions.certificates import read_cma, tidy
from onestop.catalogue.organisations.choices import QualificationKind
from onestop.standards import numbers
from onestop.standards.importing import cells

CARRIED = (
    *("name", "credit_code", "region", "address", "phone", "kind", "number", "issuer"),
    *("valid_from", "valid_until", "official_url", "source", "checked"),
)
"""What a row without institution and certificate has from the row above: merged cells of a printed annex."""

KIND_WORDS: dict[str, str] = {
    **dict.fromkeys(("cma", "资质认定", "检验检测机构资质认定", "检验检测机构"), QualificationKind.CMA),
    **dict.fromkeys(("cnas", "实验室认可"), QualificationKind.CNAS),
    **dict.fromkeys(("计量授权", "法定计量检定机构", "计量检定机构授权"), QualificationKind.METROLOGY),
    **dict.fromkeys(("特种设备检验核准", "特种设备检验机构"), QualificationKind.SPECIAL_EQUIPMENT),
    **dict.fromkeys(("认证机构", "认证机构批准", "认证机构批准书"), QualificationKind.CERTIFICATION_BODY),
    **dict.fromkeys(("考试机构", "作业人员考试机构"), QualificationKind.EXAMINATION),
    **dict.fromkeys(("专利代理", "商标代理", "知识产权代理"), QualificationKind.IP_AGENCY),
    **{value: value for value in QualificationKind.values},
}


@dataclass(frozen=True, slots=True)
class Defaults(Said):
    """What is said for the whole file, its kind as well."""

    kind: str = ""


@dataclass(slots=True)
class Entry:
    """A row that was understood."""

    institution: dict[str, str]
    certificate: dict[str, Any]
    scope: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    @property
    def known_as(self) -> str:
        """Return the certificate's number."""
        return str(self.certificate["number"])


class Reader:
    """Reads the rows of one file, in their order.

    Args:
        defaults: what is said for the whole file.
    """

    def __init__(self, defaults: Defaults) -> None:
        self._defaults = defaults
        self._above: dict[str, str] = {}

    def read(self, given: dict[str, str]) -> Entry:
        """Return what a row says.

        Raises:
            Refused: the row cannot be taken.
        """
        if "name" not in given and "number" not in given:
            given = {**self._above, **given}
        self._above = {name: given[name] for name in CARRIED if name in given}
        problems: list[Problem] = []
        if BEYOND in given:
            problems.append(Problem(BEYOND, Reason.COLUMNS, given[BEYOND]))
        entry = Entry(
            institution={
                name: given.get(name, "") for name in ("name", "credit_code", "region", "address", "phone")
            },
            certificate=self._certificate(given, problems),
            scope=_scope(given, problems),
        )
        entry.problems = settle(problems)
        return entry

    def _certificate(self, given: dict[str, str], problems: list[Problem]) -> dict[str, Any]:
        if not given.get("name"):
            problems.append(Problem("name", Reason.NAME_MISSING))
        number = given.get("number", "")
        kind = self._kind(given.get("kind", ""), number, problems)
        if not number:
            problems.append(Problem("number", Reason.CERTIFICATE_MISSING))
        elif kind == QualificationKind.CMA:
            if read_cma(number, timezone.localdate()) is None:
                problems.append(Problem("number", Reason.CERTIFICATE_FORM, number))
            number = tidy(number)
        begins, ends = day("valid_from", given, problems), day("valid_until", given, problems)
        if begins and ends and ends < begins:
            problems.append(Problem("valid_until", Reason.DATES_ORDER, given["valid_until"]))
        return {
            "kind": kind,
            "number": number,
            "issuer": given.get("issuer", ""),
            "valid_from": begins,
            "valid_until": ends,
            "official_url": _address(given, problems),
            "source": self._defaults.source_of(given, problems),
            "checked_on": self._defaults.checked_of(given, problems),
            "checked_by": self._defaults.by[:40],
        }

    def _kind(self, text: str, number: str, problems: list[Problem]) -> str:
        if text:
            found = KIND_WORDS.get(cells.plain(text).casefold(), "")
            if not found:
                problems.append(Problem("kind", Reason.KIND_UNKNOWN, text))
            return found
        if self._defaults.kind:
            return self._defaults.kind
        if read_cma(number, timezone.localdate()):
            return QualificationKind.CMA.value
        problems.append(Problem("kind", Reason.KIND_MISSING))
        return ""


def _address(given: dict[str, str], problems: list[Problem]) -> str:
    text = given.get("official_url", "")
    if text and not cells.is_address(text):
        problems.append(Problem("official_url", Reason.URL, text))
        return ""
    return text


def _scope(given: dict[str, str], problems: list[Problem]) -> dict[str, Any]:
    """Read the line of the annex; empty when the row has none."""
    standard = given.get("standard_number", "")
    if standard:
        parsed = numbers.parse(standard)
        if parsed is None or parsed.bare:
            problems.append(Problem("standard_number", Reason.NUMBER, standard))
        else:
            standard = numbers.display(parsed)
    found = {name: given.get(name, "") for name in ("field", "product", "parameter")}
    if not standard and not any(found.values()):
        problems.append(Problem("field", Reason.SCOPE_EMPTY))
        return {}
    labelled = (("测量范围：", "range"), ("不确定度：", "uncertainty"), ("", "limits"))
    limits = "；".join(f"{label}{given[name]}" for label, name in labelled if name in given)
    begins, ends = day("scope_from", given, problems), day("scope_until", given, problems)
    return {**found, "standard_number": standard, "limits": limits, "valid_from": begins, "valid_until": ends}
