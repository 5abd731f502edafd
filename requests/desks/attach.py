"""What desks attach to the workflow: what time takes away."""

from onestop.requests.desks import pressing
from onestop.requests.workflow import tending

tending.rule("presses")(pressing.forget)
