"""What a case still lacks before it can be sealed, in plain words (clause 6.1: complete; 6.2: true)."""

import hashlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from onestop.requests.evaluation.models import Evaluation
from onestop.requests.filing.models import Attachment
from onestop.requests.following.models import CallBack
from onestop.requests.serving import records
from onestop.requests.supervision.models import Rectification
from onestop.requests.workflow import events
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest

BLOCK = 1 << 20


def lacks(case: ServiceRequest) -> list[str]:
    """Return every gap of ``case``; none means that it can be archived.

    Files are read only when nothing else is missing: that takes the longest.
    """
    found = [*_of_enterprise(case), *_of_record(case), *_of_evaluation(case), *_of_follow_up(case)]
    return found or [*_of_chain(case), *_of_files(case)]


def _of_enterprise(case: ServiceRequest) -> Iterator[str]:
    if case.enterprise is None:
        yield _("No enterprise is linked to the request.")
    elif case.enterprise.merged_into_id is not None:
        yield _("The enterprise was merged into another; link that one.")
    elif not case.enterprise.credit_code:
        yield _(
            "The enterprise has no unified social credit code: the centre adds it under “Enterprises”, or "
            "the head merges the record with the one that has."
        )


def _of_record(case: ServiceRequest) -> Iterator[str]:
    """Whatever ended the request must be there: a full record, an answer, or what was said."""
    end = case.events.filter(target=Status.COMPLETED).order_by("-sequence").first()
    if end is None:
        yield _("Nothing says how the request was completed.")
    elif end.name == "answer":
        if not case.answers.exclude(text="").exists():
            yield _("The answer of the expert is missing.")
    elif end.name == "close_unsolved":
        if not end.text:
            yield _("It is not written down what the enterprise was told.")
    else:
        yield from _of_last_record(case)


def _of_last_record(case: ServiceRequest) -> Iterator[str]:
    record = records.last_record(case)
    if record is None:
        yield _("There is no service record.")
        return
    if record.ended_at is None:
        yield _("The service record is not ended.")
    if not record.result.strip():
        yield _("The service record has no result.")
    if not records.entries(record).exists():
        yield _("The service record has no entry.")
    if missing := records.lacks(record):
        names = "、".join(str(field.label) for field in missing)
        yield _("The service record lacks: %(fields)s.") % {"fields": names}


def _of_evaluation(case: ServiceRequest) -> Iterator[str]:
    given = Evaluation.objects.filter(case=case)
    if given.filter(is_pending=True).exists():
        yield _("A paper form waits for the second person.")
    if not given.exists() and case.status != Status.UNEVALUATED:
        yield _("The evaluation is neither given nor lapsed.")
    for row in Rectification.objects.open().filter(case=case).select_related("office"):
        if row.answered_at is None:
            yield _("A rectification is not closed: %(office)s is to say what is done.") % {
                "office": row.office
            }
        else:
            yield _("A rectification is not closed: somebody else is to see that it is done.")


def _of_follow_up(case: ServiceRequest) -> Iterator[str]:
    if CallBack.objects.open().filter(case=case).exists():
        yield _("A call-back is still to be done, by somebody who has not served the request.")


def _of_chain(case: ServiceRequest) -> Iterator[str]:
    for found in events.breaks(case):
        yield _(
            "The record of what happened does not hold at entry %(n)s; the administrator looks into it."
        ) % {"n": found.sequence}


def _of_files(case: ServiceRequest) -> Iterator[str]:
    for file in case.attachments.all():
        if problem := fault_of(file):
            yield problem


def fault_of(file: Attachment) -> str:
    """Return what is the matter with a file: gone, or not what it was when it came; empty if nothing is."""
    try:
        with file.file.open("rb") as opened:
            sha = hashlib.sha256()
            for block in opened.chunks(BLOCK):
                sha.update(block)
    except OSError:
        words = _("The file “%(name)s” cannot be read; the administrator restores it from a backup.")
        return words % {"name": file.name}
    if sha.hexdigest() != file.digest:
        words = _("The file “%(name)s” is not what it was when it came; the administrator looks into it.")
        return words % {"name": file.name}
    return ""
