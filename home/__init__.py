"""Home page, plain pages, navigation, site settings."""
