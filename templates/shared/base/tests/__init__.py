"""The tests: `unit` for parts on their own, `contract` for ports, `e2e` for the whole service."""
