"""An organisation in the words of schema.org, for search engines."""

from typing import Any

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.profile import Profile
from onestop.site.look.structured import CONTEXT

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OFFICES = frozenset({Kind.CENTRE, Kind.STATION, Kind.AUTHORITY})


def json_ld(profile: Profile, url: str) -> dict[str, Any]:
    """Return a GovernmentOffice or an Organization; nothing that the page does not show."""
    place, contact = profile.organisation, profile.contact
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "GovernmentOffice" if place.kind in OFFICES else "Organization",
        "name": place.name,
        "url": url,
    }
    if contact.phone:
        data["telephone"] = contact.phone
    if contact.address:
        data["address"] = {
            "@type": "PostalAddress",
            "streetAddress": contact.address,
            "addressLocality": place.region.name,
            "addressCountry": "CN",
        }
    if place.parent:
        data["parentOrganization"] = {"@type": "Organization", "name": place.parent.name}
    if place.kind in OFFICES:
        data |= _office(profile)
    return data


def _office(profile: Profile) -> dict[str, Any]:
    """Return where the office lies and when it is open."""
    place = profile.organisation
    found: dict[str, Any] = {}
    if place.place:
        longitude, latitude = place.place
        found["geo"] = {"@type": "GeoCoordinates", "longitude": longitude, "latitude": latitude}
    if profile.works and (spans := list(place.hours.all())):
        found["openingHoursSpecification"] = [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"{CONTEXT}/{DAYS[span.weekday]}",
                "opens": f"{span.opens:%H:%M}",
                "closes": f"{span.closes:%H:%M}",
            }
            for span in spans
        ]
    return found
