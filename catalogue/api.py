"""The catalogue's part of the API, gathered from its subpackages."""

from ninja import Router

from onestop.catalogue.institutions import api as institutions
from onestop.catalogue.organisations import api as organisations
from onestop.catalogue.services.api import router as services_router

router = Router()
router.add_router("", services_router)
router.add_router("", organisations.router)
router.add_router("", institutions.router)
