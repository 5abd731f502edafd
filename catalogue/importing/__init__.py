"""What the imports of the directories share: table, header, findings, transaction, admin pages."""
