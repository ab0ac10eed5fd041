# Read by the `flask` command: `uv run flask routes`, `uv run flask run`, `uv run flask shell`.
FLASK_APP={{ package_name }}.wsgi:app
