"""What the service uses: the database, the queue, the mail server, and what proves who calls."""
