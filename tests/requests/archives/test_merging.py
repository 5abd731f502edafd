"""Two records of one enterprise: everything moves, history stays, nobody sees more than before."""

import pytest

from django.test import Client
from django.urls import reverse

from onestop.requests.archives import merging
from onestop.requests.archives.models import ArchiveItem
from onestop.requests.enterprises.models import Enterprise, Membership
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make
from onestop.tests.factories import requests_archives as archives

pytestmark = pytest.mark.django_db
REASON = "营业执照一致"


@pytest.fixture
def both() -> tuple[Enterprise, Enterprise]:
    """A record without a code that has an open case, and the one with the code that has a sealed one."""
    target = archives.sealed().archive.enterprise
    source = make.enterprise("示例企业1")
    make.case(Status.SERVING, enterprise=source)
    return source, target


def head() -> Actor:
    """Return the head of the centre."""
    return Actor.of(network.account("boss", roles.CENTRE_HEAD))


@pytest.mark.clause("6.1")
def test_everything_moves_with_a_line_on_each_case(both: tuple[Enterprise, Enterprise]) -> None:
    source, target = both
    user = make.member("person", source)
    before = ArchiveItem.objects.get().digest
    kept = merging.merge(source.pk, target.pk, head(), REASON)
    source.refresh_from_db()
    assert (kept, source.merged_into) == (target, target)
    assert target.cases.count() == 2
    event = target.cases.get(status=Status.SERVING).events.get(name="merged")
    assert event.data["from"] == source.pk
    assert REASON in event.text
    assert {version.values["merged"] for version in target.versions.all()} == {source.pk}
    membership = Membership.objects.get(user=user)
    assert (membership.enterprise, membership.confirmed_at) == (target, None)
    assert ArchiveItem.objects.of(target).get().digest == before
    assert not Enterprise.objects.standing().filter(pk=source.pk).exists()


def test_the_comparison_is_read_in_words(both: tuple[Enterprise, Enterprise]) -> None:
    source, target = both
    Enterprise.objects.filter(pk=source.pk).update(scale="micro", industry="")
    Enterprise.objects.filter(pk=target.pk).update(scale="medium", industry="乳制品制造")
    source.refresh_from_db()
    target.refresh_from_db()
    found = {str(label): (old, new) for label, old, new in merging.preview(source, target).differences}
    assert found["企业规模"] == ("微型", "中型")
    assert found["行业"] == ("—", "乳制品制造")


def test_sealed_items_of_both_are_in_the_archive_of_the_one_that_stays() -> None:
    first, second = archives.sealed(), archives.sealed(archives.owner(2))
    Enterprise.objects.filter(pk=second.archive.enterprise_id).update(credit_code="")
    merging.merge(second.archive.enterprise_id, first.archive.enterprise_id, head(), REASON)
    assert set(ArchiveItem.objects.of(first.archive.enterprise)) == {first, second}


def test_every_relation_of_an_enterprise_has_a_rule() -> None:
    names = {relation.get_accessor_name() for relation in Enterprise._meta.related_objects}
    assert names == {*merging.MOVES, *merging.KEPT}


def test_two_enterprises_are_not_merged(both: tuple[Enterprise, Enterprise]) -> None:
    _source, target = both
    other = archives.owner(3)
    for source, goal in ((other, target), (target, target), (target, make.enterprise("无代码"))):
        assert merging.problems(source, goal)
    actor = head()
    with pytest.raises(Refused):
        merging.merge(other.pk, target.pk, actor, REASON)
    assert other.merged_into is None


def test_only_the_head_merges(client: Client, both: tuple[Enterprise, Enterprise]) -> None:
    source, target = both
    agent = network.account("agent", roles.CENTRE_AGENT)
    with pytest.raises(Refused):
        merging.merge(source.pk, target.pk, Actor.of(agent), REASON)
    client.force_login(agent)
    assert client.get(reverse("requests_merge")).status_code in {302, 403}


def test_compared_and_confirmed_once(client: Client, both: tuple[Enterprise, Enterprise]) -> None:
    source, target = both
    assert head().user
    client.login(username="boss", password="a-password-of-the-tests")
    url = reverse("requests_merge")
    assert "示例企业1" in client.post(url, {"q": "示例企业"}, follow=True).content.decode()
    where = f"{url}?source={source.pk}&target={target.pk}"
    assert target.credit_code in client.get(where).content.decode()
    assert client.post(where, {"reason": REASON}).status_code == 422
    assert ServiceRequest.objects.filter(enterprise=source).exists()
    assert client.post(where, {"reason": REASON, "sure": "on"}).status_code == 302
    assert not ServiceRequest.objects.filter(enterprise=source).exists()
    assert client.get(f"{url}?source=1&target=x").status_code == 404
