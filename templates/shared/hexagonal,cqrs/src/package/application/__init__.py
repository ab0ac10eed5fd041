"""What the service does: its use cases, and the ports through which they reach the outside."""
