"""What changes data. A command writes what follows from it into the outbox."""
