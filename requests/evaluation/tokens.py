"""The link of an invitation: signed, for one invitation only; once used or expired it opens nothing."""

from django.core import signing
from django.urls import reverse

from onestop.requests.evaluation.models import EvaluationInvitation

SALT = "requests.evaluation"


def make(invitation: EvaluationInvitation) -> str:
    """Return the token of ``invitation``."""
    return signing.Signer(salt=SALT, sep=".").sign(str(invitation.pk))


def find(token: str) -> EvaluationInvitation | None:
    """Return the invitation that ``token`` names, open or not; ``None`` for what we did not sign."""
    try:
        key = signing.Signer(salt=SALT, sep=".").unsign(token)
    except signing.BadSignature:
        return None
    rows = EvaluationInvitation.objects.select_related("case", "doer", "case__item")
    return rows.filter(pk=int(key)).first()


def url(invitation: EvaluationInvitation) -> str:
    """Return the path of the form."""
    return reverse("requests_evaluate", args=[make(invitation)])
