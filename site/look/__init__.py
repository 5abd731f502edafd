"""The look: what frames every page (menu, footer, switches), its style sheets and the page that shows all components."""
