"""The look: what frames every page, its style sheets and the page that shows all components."""
