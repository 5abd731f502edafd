"""What requests attach to site and admin: every package's ``hooks`` module registers its own."""

from importlib import import_module

from onestop.requests.apps import PACKAGES

for package in (*PACKAGES, "demo"):
    import_module(f"onestop.requests.{package}.hooks")
