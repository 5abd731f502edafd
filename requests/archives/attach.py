"""What archives attach to the workflow: sealing by hand, and by itself once nobody can open a case again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onestop.requests.archives import further, orphans, retention, ripe, services
from onestop.requests.archives.forms import ArchiveForm, EraseForm
from onestop.requests.enterprises import rooms
from onestop.requests.workflow import actions, events, tending
from onestop.requests.workflow.actions import Action
from onestop.requests.workflow.actors import SYSTEM
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.moving import Refused

actions.register(
    Action("archive", services.archive, ArchiveForm, 40, _("Sealed. It is in the archive of the enterprise."))
)

actions.register(
    Action(
        "contacts_erased",
        retention.erase_contacts,
        EraseForm,
        weight=950,
        done=_("Erased. The record stays, without a name and without a telephone number."),
        where=(Role.ENTERPRISE, Role.VISITOR),
        when=lambda _actor, case: retention.has_contacts(case),
    )
)

events.listen("consent_withdrawn")(retention.on_consent_withdrawn)
rooms.register(rooms.Section(_("Quality archive"), "requests_my_archive", order=45))


@tending.rule("archive")
def archive_ripe() -> int:
    """Seal what is complete and cannot be opened again; what lacks something stays on the desk."""
    done = 0
    for pk in ripe.cases().values_list("pk", flat=True).iterator():
        try:
            with transaction.atomic():
                services.archive(pk, SYSTEM, {})
        except Refused:
            continue
        done += 1
    return done


tending.rule("archive complaints")(further.seal_complaints)
tending.rule("archive trainings")(further.seal_trainings)
tending.rule("private files")(orphans.sweep)
tending.rule("retention")(retention.forget)
