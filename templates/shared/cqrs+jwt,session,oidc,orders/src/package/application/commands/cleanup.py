"""The command that deletes what has expired."""

{% include "templates/shared/hexagonal,cqrs+jwt,session,oidc,orders/_parts/cleanup.py" %}
