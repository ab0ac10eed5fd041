"""The black-box suite of the service contract: one file per topic of the contract.

The suite knows a generated service by its URLs, its commands and its environment variables only,
so that every framework, style and ORM has to pass the same tests. `README.md` beside this file says
how to run one combination.
"""
