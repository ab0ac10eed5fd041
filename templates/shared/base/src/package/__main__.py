"""`python -m {{ package_name }}` is the console script."""

from {{ package_name }}.cli import main

main()
