"""Places and people: who offers services in the region, on what basis and when."""
