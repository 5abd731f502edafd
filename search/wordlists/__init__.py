"""Words of equal meaning and words without meaning: content that editors keep."""
