"""Every form of the admin, sent what nobody should send: a clear answer, no error page, nothing half-done.

The forms are found from the addresses and registries (``forms_places``), the misuses stand in
``forms_hostile``. Whatever is sent is undone. On PostgreSQL alone, which is the stricter of the two (NUL,
numbers out of range, what follows a failed command): this takes minutes.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from onestop.tests.factories import forms_places
from onestop.tests.factories.forms_hostile import attack
from onestop.tests.factories.forms_places import Found, Place

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ONLY_AFTER_MORE = frozenset(
    {
        *("close_returned", "complained", "consent", "consent_withdrawn", "consented", "contacts_erased"),
        *("contact_corrected", "decline"),
        *("decline_refusal", "dispute_agreed", "dispute_declined", "dispute_taken_up", "disputed"),
        *(
            "paper_checked",
            "published",
            "rectified",
            "rectification_sent_back",
            "rectification_verified",
            "refuse",
            "released",
            "shared",
        ),
    }
)
"""Steps that no case of the demo waits for: their forms have tests of their own beside their services."""


@pytest.fixture(scope="module")
def found(demo: None, django_db_blocker: Any) -> Found:
    """The forms of the demo's admin."""
    with django_db_blocker.unblock(), transaction.atomic():
        forms = forms_places.every_form()
        transaction.set_rollback(True)
    return forms


def faults_of(places: list[Place]) -> Iterator[str]:
    """Yield what is wrong with forms when they are misused."""
    for place in places:
        caches["memory"].clear()  # no form pays for the presses of another
        client = Client()
        client.force_login(get_user_model().objects.get(username=place.who))
        yield from attack(client, place)


def test_every_page_type_register_and_step_was_found(found: Found) -> None:
    assert not found.faults, "\n".join(found.faults)
    wanted = forms_places.all_pages() | forms_places.all_registers()
    steps = {name for name in forms_places.all_steps() if not forms_places.seen_as(found, name)}
    assert sorted(wanted - found.seen - found.closed) == sorted(steps - ONLY_AFTER_MORE) == []


def test_what_nobody_should_send_gets_a_clear_answer(found: Found) -> None:
    wrong = list(faults_of(found.places))
    assert not wrong, "\n".join(wrong)
