"""The sheet of table A.1 on paper: empty to be filled in, or as it was filled in on the screen (annex A)."""

from typing import Any, NamedTuple

from onestop.requests.evaluation import signing
from onestop.requests.evaluation.annex import annex_a
from onestop.requests.evaluation.models import Evaluation, Level


class Row(NamedTuple):
    """A question with its answers, each with whether it was chosen."""

    question: str
    answers: list[tuple[str, bool]]


def rows(form: str, given: Evaluation | None = None) -> list[Row]:
    """Return the five questions of one half of the table, with what was chosen."""
    annex = annex_a()
    *levelled, last = annex.forms[form].questions
    chosen = [getattr(given, name, None) for name in Evaluation.LEVELS]
    solved = None if given is None else given.q5
    return [
        *(
            Row(question, [(level.label, level == answer) for level in Level])
            for question, answer in zip(levelled, chosen, strict=True)
        ),
        Row(last, [(word, solved is yes) for word, yes in zip(annex.answers, (True, False), strict=True)]),
    ]


def empty(form: str) -> dict[str, Any]:
    """Return what the sheet shows before anybody has filled it in."""
    return {"annex": annex_a(), "heading": annex_a().forms[form].heading, "rows": rows(form)}


def filled(given: Evaluation, *, named: bool) -> dict[str, Any]:
    """Return what the sheet shows of a filled form.

    Args:
        given: The form.
        named: Whether the reader may learn who has signed.
    """
    drawing = given.drawing if named else None
    picture = ""
    if drawing is not None and drawing.erased_at is None:
        with drawing.file.open("rb") as opened:
            picture = signing.as_address(opened.read())
    return {
        "annex": annex_a(),
        "heading": annex_a().forms[given.form].heading,
        "rows": rows(given.form, given),
        "given": given,
        "named": named,
        "picture": picture,
        "erased": drawing if drawing is not None and drawing.erased_at else None,
    }
