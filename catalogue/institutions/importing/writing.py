"""Writing entries: institution, certificate, line of its annex; inside the transaction of the import."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from onestop.catalogue.importing.reasons import Problem, Reason, Refused
from onestop.catalogue.importing.regions import find_region
from onestop.catalogue.importing.writing import CREATED, UNCHANGED, UPDATED, refused, save
from onestop.catalogue.institutions.importing.reading import Entry
from onestop.catalogue.organisations.choices import Kind, Status
from onestop.catalogue.organisations.models import CapabilityScope, Organisation, Qualification
from onestop.standards import numbers

BATCH = 500
_RANK = (UNCHANGED, UPDATED, CREATED)

Identity = tuple[str, str, str, str]


class Writer:
    """What one import has written and what it knows of the register."""

    def __init__(self) -> None:
        self._institutions: dict[str, Organisation] = {}
        self._certificates: dict[tuple[int, str, str], tuple[Qualification, bool]] = {}
        self._scopes: dict[int, dict[Identity, CapabilityScope]] = {}
        self._seen: dict[int, set[Identity]] = {}
        self._new: list[CapabilityScope] = []
        self._made: list[tuple[dict[Any, Any], Any]] = []

    def write(self, entry: Entry) -> str:
        """Put an entry into the register; further problems are added to it.

        Returns:
            ``created``, ``updated`` or ``unchanged``.

        Raises:
            Refused: the register cannot keep it.
        """
        self._made = []
        try:
            institution, first = self._institution(entry)
            certificate, second = self._certificate(entry, institution)
            third = self._scope(entry, certificate) if entry.scope else UNCHANGED
        except Refused:
            # What this row has made is rolled back with it.
            for cache, key in self._made:
                del cache[key]
            raise
        return max(first, second, third, key=_RANK.index)

    def flush(self) -> None:
        """Write the new lines that are waiting."""
        CapabilityScope.objects.bulk_create(self._new, batch_size=BATCH)
        self._new = []

    def drop_others(self, incomplete: set[str]) -> int:
        """Delete the lines that the file did not have, of every certificate that it had without a mistake.

        Args:
            incomplete: numbers of certificates with refused rows; theirs stay.
        """
        gone = 0
        for (_pk, _kind, number), (certificate, _older) in self._certificates.items():
            if number in incomplete:
                continue
            known, seen = self._scopes.get(certificate.pk, {}), self._seen.get(certificate.pk, set())
            lost = [scope.pk for identity, scope in known.items() if identity not in seen and scope.pk]
            gone += CapabilityScope.objects.filter(pk__in=lost).delete()[0]
        return gone

    def _institution(self, entry: Entry) -> tuple[Organisation, str]:
        given = entry.institution
        key = given["credit_code"] or given["name"]
        if key in self._institutions:
            return self._institutions[key], UNCHANGED
        found = None
        if given["credit_code"]:
            found = Organisation.objects.filter(credit_code=given["credit_code"].upper()).first()
        found = found or Organisation.objects.filter(name=given["name"]).first()
        outcome = UNCHANGED
        if found is None:
            found, outcome = _new_institution(given), CREATED
        elif _fill(found, entry):
            outcome = UPDATED
        self._institutions[key] = found
        self._made.append((self._institutions, key))
        return found, outcome

    def _certificate(self, entry: Entry, institution: Organisation) -> tuple[Qualification, str]:
        given = entry.certificate
        key = (institution.pk, given["kind"], given["number"])
        if key in self._certificates:
            certificate, older = self._certificates[key]
            if older:
                entry.problems.append(Problem("checked", Reason.CHECKED_OLDER, str(given["checked_on"])))
            return certificate, UNCHANGED
        rows = Qualification.objects.filter(kind=given["kind"], number=given["number"])
        found = rows.filter(organisation=institution).first()
        outcome, older = UNCHANGED, False
        if found is None:
            found, outcome = Qualification(organisation=institution, **given), CREATED
            save(found)
        elif found.checked_on and found.checked_on > given["checked_on"]:
            older = True
            entry.problems.append(Problem("checked", Reason.CHECKED_OLDER, str(given["checked_on"])))
        elif _change(found, {name: value for name, value in given.items() if value}):
            save(found)
            outcome = UPDATED
        self._certificates[key] = found, older
        self._made.append((self._certificates, key))
        return found, outcome

    def _scope(self, entry: Entry, certificate: Qualification) -> str:
        known = self._scopes.get(certificate.pk)
        if known is None:
            known = {_identity(each): each for each in certificate.scopes.all()}
            self._scopes[certificate.pk] = known
        scope = CapabilityScope(qualification=certificate, **entry.scope)
        scope.set_keys(numbers.parse(scope.standard_number) if scope.standard_number else None)
        identity = _identity(scope)
        seen = self._seen.setdefault(certificate.pk, set())
        if identity in seen:
            entry.problems.append(Problem("field", Reason.DUPLICATE, str(scope)))
            return UNCHANGED
        if identity not in known:
            _check(scope)
            seen.add(identity)
            known[identity] = scope
            self._new.append(scope)
            if len(self._new) >= BATCH:
                self.flush()
            return CREATED
        seen.add(identity)
        kept = known[identity]
        wanted = {name: entry.scope[name] for name in ("limits", "valid_from", "valid_until")}
        if not _change(kept, {name: value for name, value in wanted.items() if value}):
            return UNCHANGED
        _check(kept)
        kept.save()
        return UPDATED


def _identity(scope: CapabilityScope) -> Identity:
    return scope.field, scope.product, scope.parameter, scope.full_key or scope.standard_number


def _new_institution(given: dict[str, str]) -> Organisation:
    """Create an institution that is known, but takes no part in the network until somebody decides so."""
    digest = hashlib.sha256((given["credit_code"] or given["name"]).encode()).hexdigest()
    institution = Organisation(
        kind=Kind.PROVIDER,
        slug=f"i-{digest[:12]}",
        status=Status.PLANNED,
        status_reason=_("Known from an imported directory; not part of the service network."),
        region=find_region(given["region"]),
        **{name: given[name] for name in ("name", "credit_code", "address", "phone")},
    )
    save(institution)
    return institution


def _fill(found: Organisation, entry: Entry) -> bool:
    """Fill what is empty; what the register says otherwise stays, and is reported."""
    changed = []
    for name in ("name", "credit_code", "address", "phone"):
        value, kept = entry.institution[name], getattr(found, name)
        if value and not kept:
            setattr(found, name, value)
            changed.append(name)
        elif value and value.casefold() != kept.casefold():
            entry.problems.append(Problem(name, Reason.KEPT, value))
    if changed:
        save(found)
    return bool(changed)


def _change(row: Any, values: dict[str, Any]) -> bool:
    """Set values; tell whether one of them is new."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed.keys() - {"checked_by"})


def _check(row: Any) -> None:
    """Raise ``Refused`` with every field that the model does not take."""
    try:
        row.clean_fields(exclude=["qualification"])
        row.clean()
    except ValidationError as error:
        raise refused(row, error) from error
