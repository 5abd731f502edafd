"""What an account of an enterprise is reached by, and the end of an account (PIPL art. 44 to 50)."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from onestop.requests.enterprises import people
from onestop.requests.enterprises.models import NoticeReceipt, Person
from onestop.site import secrecy

USERNAME_START = "qy-"
"""Accounts of enterprises have a name without meaning: neither telephone nor name stands in it."""


class Taken(ValidationError):
    """Another account signs in with this telephone number or e-mail address."""


def person_of(user: Any) -> Person:
    """Return the contact data of an account."""
    return Person.objects.get_or_create(user=user)[0]


def find_by_phone(phone: str) -> Any:
    """Return the account that signs in with a telephone number, or ``None``."""
    mark = secrecy.fingerprint(phone)
    found = Person.objects.filter(phone_print=mark, phone_verified_at__isnull=False) if mark else None
    person = found.select_related("user").first() if found is not None else None
    return person.user if person else None


def find_by_contact(contact: str) -> Any:
    """Return the account that signs in with a telephone number or e-mail address, or ``None``."""
    if "@" not in contact:
        return find_by_phone(contact)
    users = get_user_model().objects.filter(email__iexact=contact)
    address = EmailAddress.objects.filter(email__iexact=contact).select_related("user").first()
    return users.first() or (address.user if address else None)


def create(contact: str, password: str, name: str = "") -> Any:
    """Create an account that signs in with ``contact``, which has just been proved.

    Raises:
        Taken: Another account does.
    """
    with transaction.atomic():
        username = USERNAME_START + get_random_string(10, "abcdefghjkmnpqrstuvwxyz23456789")
        user = get_user_model().objects.create_user(username, password=password)
        person = person_of(user)
        person.name = name
        person.save()
        set_contact(user, contact)
    return user


def set_contact(user: Any, contact: str) -> None:
    """Have ``user`` sign in with a telephone number or an e-mail address that has just been proved.

    Raises:
        Taken: Another account does.
    """
    other = find_by_contact(contact)
    if other is not None and other != user:
        raise Taken(_("Another account signs in with this. Sign in there, or take another."), code="taken")
    try:
        with transaction.atomic():
            if "@" in contact:
                _set_email(user, contact)
            else:
                person = person_of(user)
                person.phone, person.phone_verified_at = contact, timezone.now()
                person.save()
    except IntegrityError as error:  # two at once
        message = _("Another account signs in with this. Sign in there, or take another.")
        raise Taken(message, code="taken") from error


def _set_email(user: Any, email: str) -> None:
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)


def masked_contact(user: Any) -> str:
    """Return by what an account signs in, with only the ends to be read."""
    person = getattr(user, "person", None)
    contact = (person.phone if person else "") or user.email
    return secrecy.mask_contact(contact) if contact else str(user.get_username())


@transaction.atomic
def delete(user: Any) -> None:
    """Delete what is personal of an account; what the law has us keep stays without it.

    Requests, their timeline and consents stay in the archive of the enterprise (clause 6.1); who acted is
    then an account without name and contact.

    Raises:
        people.Refused: Colleagues or open requests of an enterprise would be left without an owner.
    """
    for membership in people.current_of(user):
        people.check_may_go(membership)
    for membership in people.current_of(user):
        people.end(membership)
    Person.objects.filter(user=user).delete()
    NoticeReceipt.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.username = f"deleted-{user.pk}"
    user.email = user.first_name = user.last_name = ""
    user.is_active = False
    user.set_unusable_password()
    user.save()
