"""``/search/``: one question to everything the site has, answered in labelled groups."""
