"""What an enterprise types, and drafts made of it."""

import uuid
from typing import Any

from django.test import Client

from onestop.requests.filing import services
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Channel
from onestop.requests.workflow.models import ServiceRequest
from onestop.tests.factories import network

WRITTEN: dict[str, Any] = {
    "enterprise_name": "示例果业有限公司",
    "contact_name": "李示例",
    "phone": "19900000001",
    "description": "包装车间有压力表 12 块，去年 12 月检的，快到期了。",
    "notice_version": "2026-11",
}


def typed(**fields: Any) -> dict[str, Any]:
    """Return complete data of a request, in the county of the shipped tree's first."""
    return {**WRITTEN, "region": network.region(), **fields}


def draft(actor: Actor | None = None, **fields: Any) -> ServiceRequest:
    """Return a draft of a visitor's, complete."""
    return services.create_draft(actor or Actor.of(None), typed(channel=Channel.COLUMN) | fields)


def filed(actor: Actor | None = None, **fields: Any) -> ServiceRequest:
    """Return a request that went through the services."""
    return services.submit(draft(actor, **fields).pk, actor or Actor.of(None), {})


def returned(client: Client, address: str, sent: dict[str, Any]) -> str:
    """Send a screen that has to be changed; return the page that is fetched then, under the same address."""
    answer = client.post(address, sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def complained(**fields: Any) -> dict[str, Any]:
    """Return the form of a complaint, filled in; each call is another press."""
    return {
        "subject": "service",
        "description": "约好的时间没有人来。",
        "evidence": "",
        "remedy": "explanation",
        "contact_name": "王示例",
        "phone": "199 0000 0002",
        "consent": "on",
        "submission": str(uuid.uuid4()),
    } | fields
