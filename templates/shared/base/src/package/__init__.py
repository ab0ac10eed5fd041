"""The service; `app.py` and `bootstrap.py` are where its parts come together."""
