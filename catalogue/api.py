"""The catalogue's part of the API, gathered from its subpackages."""

from ninja import Router

router = Router()
