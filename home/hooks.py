"""Extension points of ``home``, filled by apps to the right (see ``onestop.site.hooks``)."""

OBJECTIVE_FIGURES = "onestop_objective_figures"
"""``f() -> (name, label, reckon)``: a figure for objectives; ``reckon(year)`` gives a number or ``None``."""

WORKFLOW_FIGURE = "onestop_workflow_figure"
"""``f() -> onestop.home.process.figure.Figure``: the flow of a service, as it is drawn.

The first one counts; without one it is drawn from ``home/process/figure1.toml``.
"""
