"""The job queue: what runs after the response, how it is retried, and where it ends."""
