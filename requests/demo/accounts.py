"""Who the demo's accounts are: where staff work, for whom somebody acts, which expert somebody is."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from onestop.catalogue.models import Expert, Organisation, Region, StaffMember
from onestop.catalogue.organisations.choices import Kind, Post
from onestop.catalogue.organisations.credit_code import check_character
from onestop.home.demo.accounts import create_accounts
from onestop.requests.enterprises import notices, pledges
from onestop.requests.enterprises.models import Enterprise, Membership, MembershipRole
from onestop.site import roles

ACCOUNTS = (
    ("head", "中心负责人", roles.CENTRE_HEAD),
    ("agent", "服务中心坐席", roles.CENTRE_AGENT),
    ("station", "服务站负责人", roles.STATION_HEAD),
    ("window", "窗口服务人员", roles.WINDOW),
    ("outlet", "服务网点", roles.OUTLET),
    ("provider", "质量服务机构", roles.PROVIDER),
    ("expert", "专家", roles.EXPERT),
    ("supervisor", "市场监管监督", roles.SUPERVISOR),
    ("enterprise", "企业用户", ""),
    ("colleague", "企业同事", ""),
)
"""Name to sign in with, name shown, group."""

NAMES = [name for name, _shown, _group in ACCOUNTS]

POSTS: dict[str, tuple[str, str]] = {
    "head": (Kind.CENTRE, Post.CENTRE_HEAD),
    "agent": (Kind.CENTRE, Post.PROFESSIONAL),
    "station": (Kind.STATION, Post.STATION_HEAD),
    "window": (Kind.STATION, Post.WINDOW),
    "outlet": (Kind.OUTLET, Post.STATION_HEAD),
    "provider": (Kind.PROVIDER, Post.PROFESSIONAL),
    "supervisor": (Kind.AUTHORITY, Post.PROFESSIONAL),
}
"""In which kind of organisation, and in which post; the first running one of the kind."""

ENTERPRISES = (
    ("示例果业有限公司", "650502", "农副食品加工", "medium", "哈密瓜干、果脯"),
    ("示例矿山机械有限公司", "650502", "专用设备制造", "large", "矿用输送设备"),
    ("示例石材有限公司", "650502", "非金属矿物制品", "small", "花岗岩板材"),
    ("示例新能源装备有限公司", "650502", "电气机械制造", "large", "风力发电机塔筒"),
    ("示例乳业有限公司", "650521", "乳制品制造", "small", "驼奶粉"),
    ("示例草业合作社", "650521", "农业", "micro", "饲草"),
    ("示例肉业有限公司", "650521", "农副食品加工", "small", "羊肉制品"),
    ("示例煤化工有限公司", "650522", "化学原料制造", "large", "煤焦油"),
    ("示例物流有限公司", "650522", "道路运输", "medium", "危险货物运输"),
    ("示例建材有限公司", "650522", "非金属矿物制品", "small", "商品混凝土"),
    ("示例果业有限公司", "650522", "农副食品加工", "micro", "果干"),
    ("示例外地贸易有限公司", "650100", "批发", "small", "农产品"),
)
"""Name, region, industry, scale, products. Two have one name, one lies outside the city."""


def load_accounts(say: Callable[[str], None]) -> None:
    """Put the accounts in place, and tie each to where it belongs."""
    create_accounts(say, ACCOUNTS)
    users = {user.username: user for user in get_user_model().objects.filter(username__in=NAMES)}
    for name, (kind, post) in POSTS.items():
        _employ(users[name], kind, post)
    _be_expert(users["expert"])
    first = load_enterprises()[0]
    for name, role in (("enterprise", MembershipRole.OWNER), ("colleague", MembershipRole.MEMBER)):
        proved = {"role": role, "confirmed_at": timezone.now()}
        Membership.objects.get_or_create(enterprise=first, user=users[name], defaults=proved)
        notices.receive(users[name], notices.current().version)
    for name in POSTS.keys() | {"expert"}:
        pledges.sign(users[name])


def _employ(user: Any, kind: str, post: str) -> None:
    if StaffMember.objects.filter(user=user).exists():
        return
    place = Organisation.objects.running().filter(kind=kind).order_by("pk").first()
    if place is None:
        return
    free = place.staff.current().filter(post=post, user=None).first()
    if free:
        free.user = user
        free.save(update_fields=["user"])
        return
    began = timezone.localdate() - dt.timedelta(days=300)
    StaffMember.objects.create(
        organisation=place, user=user, name=f"示例{user.last_name}"[:40], post=post, starts_on=began
    )


def _be_expert(user: Any) -> None:
    if Expert.objects.filter(user=user).exists():
        return
    expert = Expert.objects.matchable().filter(user=None).order_by("pk").first()
    if expert:
        expert.user = user
        expert.save(update_fields=["user"])


def load_enterprises() -> list[Enterprise]:
    """Put the enterprises in place and return them, in the order of the list."""
    found = list(Enterprise.objects.filter(is_sample=True).order_by("pk"))
    if found:
        return found
    regions = {
        region.code: region for region in Region.objects.filter(code__in={row[1] for row in ENTERPRISES})
    }
    return [
        Enterprise.objects.create(
            name=name,
            credit_code=made_up_code(place, code),
            region=regions.get(code),
            industry=industry,
            scale=scale,
            products=products,
            is_sample=True,
        )
        for place, (name, code, industry, scale, products) in enumerate(ENTERPRISES, start=1)
    ]


def made_up_code(place: int, region: str) -> str:
    """Return a credit code that nobody has, with a right check character."""
    body = f"91{region}MA0000{place:03d}"
    return body + check_character(body)
