"""What a page's text is put together from: few blocks, each with a component of the look."""

from onestop.home.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
