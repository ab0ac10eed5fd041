"""A client of the service; `uv run poe load` starts it. Add the requests of your features."""

from locust import FastHttpUser, between, task


class Client(FastHttpUser):
    """Asks whether the service is ready, which makes it ask its database."""

    host = "http://127.0.0.1:8000"
    wait_time = between(0.1, 0.5)

    @task
    def read_readiness(self) -> None:
        """Ask once."""
        self.client.get("/readyz")
