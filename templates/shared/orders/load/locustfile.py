"""Customers who place orders and look at them; `uv run poe load` starts it."""

{% for src in fragments["load/locustfile.py/imports"] or [] %}
{% include src %}
{% endfor %}
from locust import FastHttpUser, between, task

ORDER = {
    "customer_email": "customer@example.com",
    "lines": [
        {"sku": "tea", "quantity": 2, "unit_price": {"amount": "4.50", "currency": "EUR"}},
        {"sku": "cup", "quantity": 6, "unit_price": {"amount": "12.00", "currency": "EUR"}},
    ],
}


class Customer(FastHttpUser):
    """Reads ten times as often as it orders."""

    host = "http://127.0.0.1:8000"
    wait_time = between(0.1, 0.5)
{% for src in fragments["load/locustfile.py/on-start"] or [] %}
{% include src %}
{% endfor %}

    @task(10)
    def list_orders(self) -> None:
        """Look at the newest orders."""
        self.client.get("/api/v1/orders")

    @task
    def place_order(self) -> None:
        """Place an order."""
        self.client.post("/api/v1/orders", json=ORDER)
