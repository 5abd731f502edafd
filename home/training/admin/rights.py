"""Who may do what with registrations (5.3: contact data is for the service centre)."""

from typing import Any

from onestop.catalogue.organisations.admin.base import RowPermissionHelper
from onestop.home.training.querysets import MANAGE

IMPORT = "home.import_registration"
EXPORT = "home.export_registration"
PROVE = "home.add_proof"
REVOKE = "home.change_proof"
OPINIONS = "home.view_feedback"


class TrainingPermissionHelper(RowPermissionHelper):
    """The registers are for those who manage registrations; nothing is added or deleted by hand."""

    def user_can_list(self, user: Any) -> bool:
        """See the register."""
        return bool(user.has_perm(MANAGE))

    def user_can_create(self, user: Any) -> bool:  # noqa: ARG002 - places are given by the form and the list
        """Never: a place is given by the public form or by a list, which keep the order of the queue."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:  # noqa: ARG002
        """Never: a registration is cancelled, its personal data is deleted, a proof is revoked."""
        return False
