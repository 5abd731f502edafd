"""Names of the groups that come with the site; an app gives them its own permissions."""

EDITORS = "编辑"
"""Write and submit; nothing of theirs is public before a reviewer has agreed."""

REVIEWERS = "审核"
"""Agree or send back, and publish."""
