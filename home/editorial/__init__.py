"""The editors' work: the rules of public sites over the whole site, and what is to be done about them."""
