"""Where staff work: what is to be done, queues, the page of a case."""
