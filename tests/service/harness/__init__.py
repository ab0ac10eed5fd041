"""What the tests stand on: projects, processes, databases, a mail server and clients."""
