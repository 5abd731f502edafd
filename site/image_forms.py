"""The form of Wagtail's pictures: a damaged file is refused beside its field, before anything is kept."""

from typing import Any

from PIL import Image

from django.core.exceptions import ValidationError

from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class PictureField(WagtailImageField):
    """Wagtail's own looks at the first bytes; the rest may be missing, and every later use would fail."""

    def to_python(self, data: Any) -> Any:
        """Return the picture.

        Raises:
            ValidationError: it cannot be read to its end, or Wagtail refuses it.
        """
        try:
            found = super().to_python(data)
            if found is not None:
                found.seek(0)
                with Image.open(found) as picture:
                    picture.load()
                found.seek(0)
        except (OSError, SyntaxError, ValueError, EOFError) as damaged:  # what Pillow raises
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from damaged
        return found


class ImageForm(BaseImageForm):
    """Wagtail's form with that field; named in ``settings.wagtail``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (given := self.fields.get("file")) is not None:
            self.fields["file"] = PictureField(
                label=given.label, required=given.required, widget=given.widget, initial=given.initial
            )
