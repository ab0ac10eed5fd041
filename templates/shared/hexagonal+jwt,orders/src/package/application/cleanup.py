"""The use case that deletes what has expired."""

{% include "templates/shared/hexagonal,cqrs+jwt,orders/_parts/cleanup.py" %}
