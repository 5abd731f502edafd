"""The register of clauses and the command that holds it against the tests."""

import json
from io import StringIO
from pathlib import Path

import pytest

from django.core.management import CommandError, call_command

from onestop.site.clauses import proofs
from onestop.site.clauses.register import clauses, numbers
from onestop.site.management.commands import check_clauses


def test_the_register_has_the_63_clauses_in_order() -> None:
    rows = clauses()
    assert len(rows) == len(numbers()) == 63
    assert sum(clause.number.startswith("4.2.") for clause in rows) == 30
    assert [rows[0].number, rows[-1].number] == ["1", "A"]
    assert all(clause.text and clause.kind and clause.strength for clause in rows)


def test_the_command_lists_each_clause_with_its_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    every = {number: [f"tests/x.py::test_{number}"] for number in numbers()}
    monkeypatch.setattr(check_clauses, "collect", lambda: every)
    out = StringIO()
    call_command("check_clauses", "--json", stdout=out)
    rows = json.loads(out.getvalue())
    assert rows[0]["tests"] == ["tests/x.py::test_1"]
    assert len(rows) == 63


def test_a_finished_clause_without_a_test_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    finished = next(clause.number for clause in clauses() if clause.finished)
    tests = {number: ["t"] for number in numbers() - {finished}}
    monkeypatch.setattr(check_clauses, "collect", lambda: tests)
    with pytest.raises(CommandError, match=f"without a test: {finished}$"):
        call_command("check_clauses", stdout=StringIO())


def test_a_test_of_an_unknown_clause_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    tests = {number: ["t"] for number in numbers() | {"9.9"}}
    monkeypatch.setattr(check_clauses, "collect", lambda: tests)
    with pytest.raises(CommandError, match=r"9\.9"):
        call_command("check_clauses", stdout=StringIO())


def test_without_tests_the_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "ROOT", tmp_path)
    with pytest.raises(proofs.CannotCollectError, match="not installed"):
        proofs.collect()
