"""Mail: what the service sends, and how it leaves."""
