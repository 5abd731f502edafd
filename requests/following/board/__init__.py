"""The progress of requests for everybody (办结进度公示, clause 4.3.4.1): no names, no contacts, no words."""
