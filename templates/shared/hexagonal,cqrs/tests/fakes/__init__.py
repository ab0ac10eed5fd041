"""The ports in memory: each passes the tests of the real thing, as far as the use cases need it."""
