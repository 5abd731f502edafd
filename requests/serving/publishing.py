"""An expert's answer among the frequent questions: both have agreed, no names, a draft (clause 4.3.3.1)."""

from typing import Any

from django.db import transaction
from django.utils.html import format_html_join
from django.utils.text import slugify
from django.utils.translation import gettext as _

from onestop.catalogue.services.models import ServiceCategory
from onestop.home.questions.models import FaqPage, QuestionPage
from onestop.requests.enterprises import consents
from onestop.requests.enterprises.models import ConsentRecord, Purpose
from onestop.requests.matching import nameless
from onestop.requests.serving.models import ExpertAnswer
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.requests.workflow.moving import Refused, locked, note

Data = dict[str, Any]
CATEGORY_PARTS = 3


def publishable(case: ServiceRequest) -> ExpertAnswer | None:
    """Return the answer of ``case`` that expert and enterprise agree to publish, and that is not yet."""
    rows = case.answers.filter(may_publish=True, published_page__isnull=True).select_related("expert")
    answer: ExpertAnswer | None = rows.order_by("-at").first()
    return answer if answer and consents.valid_for(case, Purpose.QUESTION).exists() else None


def asks_consent(case: ServiceRequest) -> bool:
    """Tell whether the enterprise can be asked: the expert has agreed, and it has not said yes yet."""
    agreed = case.answers.filter(may_publish=True).exists()
    return agreed and not consents.valid_for(case, Purpose.QUESTION).exists()


def agree(pk: int, actor: Actor, data: Data) -> ConsentRecord:
    """Side event ``consented``: question and answer may be published without the enterprise's name.

    Args:
        pk: The case.
        actor: The enterprise.
        data: ``agree``.
    """
    if not data.get("agree"):
        raise Refused({"agree": [_("Tick it if you agree; if not, you need not do anything.")]})
    if not asks_consent(ServiceRequest.objects.get(pk=pk)):
        raise Refused(_("There is nothing to agree to, or you have agreed already."))
    return consents.give_to_case(pk, actor, {"purpose": Purpose.QUESTION, "fields": ["question", "answer"]})


@transaction.atomic
def publish(pk: int, actor: Actor, data: Data) -> QuestionPage:
    """Side event ``published``: put question and answer among the frequent questions, as a draft.

    A reviewer decides whether it is published, as of every page.

    Args:
        pk: The case.
        actor: Staff of the centre.
        data: ``question`` and ``answer``, as they shall read: without any name.
    """
    case = locked(pk)
    row = publishable(case)
    if row is None:
        raise Refused(_("Expert and enterprise must both have agreed, and it is done once only."))
    texts = {name: str(data.get(name) or "").strip() for name in ("question", "answer")}
    empty = {name: [_("Write it as it shall read.")] for name, text in texts.items() if not text}
    told = {name: [found] for name, text in texts.items() if (found := secrets_in(text, case, row))}
    if empty or told:
        raise Refused({**told, **empty})
    column = FaqPage.objects.first()
    if column is None:
        raise Refused(_("There is no page of frequent questions yet."))
    page = QuestionPage(
        title=texts["question"],
        slug=slugify(f"question-{row.pk}"),
        answer=format_html_join("", "<p>{}</p>", ((line,) for line in texts["answer"].splitlines() if line)),
        category=ServiceCategory.objects.filter(code=_category(case)).first(),
        source=row.expert.public_name,
        live=False,
        owner=actor.user,
    )
    column.add_child(instance=page)
    page.save_revision(user=actor.user)
    if workflow := page.get_workflow():
        workflow.start(page, actor.user)
    row.published_page = page
    row.save(update_fields=["published_page"])
    note(pk, "published", actor, data={"page": page.pk, "answer": row.pk})
    return page


def _category(case: ServiceRequest) -> str:
    return ".".join(case.clause.split(".")[:CATEGORY_PARTS])


def secrets_in(text: str, case: ServiceRequest, answer: ExpertAnswer) -> str:
    """Return what of ``text`` tells who it is about, or who answered without wanting to be named."""
    expert = "" if answer.expert.name_is_public else answer.expert.name
    return nameless.secrets_in(text, case, {_("the name of the expert"): expert})


def on_consent_withdrawn(case: ServiceRequest, _event: Event, _actor: Actor) -> None:
    """Remove the page when nobody agrees to it any more: a draft that stayed could still be published."""
    if consents.valid_for(case, Purpose.QUESTION).exists():
        return
    for row in case.answers.filter(published_page__isnull=False).select_related("published_page"):
        if row.published_page:
            row.published_page.specific.delete()
