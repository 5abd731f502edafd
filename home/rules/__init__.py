"""Rules of public sites for one page, as code: what must hold before it is published, what should hold after.

``faults(page)`` says what is wrong and where; ``check_site`` runs it over all pages, the editor's form beside
the fields. Sources: 国办发〔2017〕47号, 国办秘函〔2019〕19号, WCAG 2.2 (spec/law.md 4.3 and 4.4).
"""

from onestop.home.rules.faults import Fault, Weight, faults
from onestop.home.rules.publishing import PublishRules, PublishRulesForm

__all__ = ["Fault", "PublishRules", "PublishRulesForm", "Weight", "faults"]
