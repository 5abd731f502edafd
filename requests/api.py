"""What requests add to the JSON API: the public board, and nothing of a case."""

from ninja import Router

from onestop.requests.following.board import api as board

router = Router()
router.add_router("", board.router)
