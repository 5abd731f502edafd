"""Extension points of the network, filled by apps to the right (see ``onestop.site.hooks``)."""

SERVICES_OFFERED = "onestop_network_services"
"""``f(organisation_ids, day) -> {id: [look.parts.Link]}``: what is offered there, asked once a page."""

ORGANISATION_SECTIONS = "onestop_network_sections"
"""``f(request, organisation) -> laces Component | None``: a section of the organisation's public page."""

SELF_CHECKS = "onestop_network_self_checks"
"""``f(organisation, day) -> list[self_check.Finding]``: further lines of the self-check."""

OPEN_CASES = "onestop_network_open_cases"
"""``f(staff_ids) -> {id: number}``: cases that people have in hand; those of several apps are added up."""

REGION_FIGURES = "onestop_network_region_figures"
"""``f(region_codes) -> (label, {code: number})``: a column of the layout view (enterprises, requests)."""
