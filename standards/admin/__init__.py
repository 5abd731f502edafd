"""The register in the Wagtail admin: list, forms, choosers, export and import."""
