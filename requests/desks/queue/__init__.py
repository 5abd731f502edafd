"""The queue: every case that is one's own, narrowed to whose turn it is."""
