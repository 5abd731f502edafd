"""What a password must be besides long and uncommon (GB/T 22239-2019, 身份鉴别: 复杂度)."""

from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LongEnoughValidator(MinimumLengthValidator):
    """Django's own, whose words are not in Chinese in this version."""

    def get_error_message(self) -> str:
        """Return what is wrong."""
        return self.get_help_text()

    def get_help_text(self) -> str:
        """Return what is wanted."""
        return _("Use at least %(n)s characters.") % {"n": self.min_length}


class LettersAndMoreValidator:
    """A letter, and a digit or another sign."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - Django's interface
        """Refuse a password of one kind of signs.

        Raises:
            ValidationError: It is.
        """
        letters = sum(sign.isalpha() for sign in password)
        if not 0 < letters < len(password):
            raise ValidationError(self.get_help_text(), code="password_of_one_kind")

    def get_help_text(self) -> str:
        """Return what is wanted."""
        return _("Use letters, and digits or other signs with them.")
