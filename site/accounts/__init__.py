"""Accounts: how one signs in, the second factor, what comes between sign-in and work."""
