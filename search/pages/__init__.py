"""The pages of the site in the search: their words, their index document, and how they are found."""
