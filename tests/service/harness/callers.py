"""Clients that speak for somebody, whatever the answer to `auth`: each says in headers who asks."""

import httpx2

from .accounts import bearer, create_admin, register, sign_in, unique_email
from .api_keys import USER_SCOPES, first_key, issue, sent
from .deployment import Deployment, Server

CREDENTIALS = ("Authorization", "Cookie")
"""Headers in which callers say who they are."""


def newcomer(deployment: Deployment, server: Server) -> httpx2.Client:
    """Return a client that owns nothing yet; without accounts everything is everybody's."""
    if deployment.combination.accounts:
        return sign_in(server, register(server))
    if deployment.combination.auth == "api_key":
        made = issue(server.client(sent(first_key(deployment))), *USER_SCOPES)
        return server.client(sent(made["key"]))
    if deployment.combination.auth == "oidc":
        return server.client(bearer(deployment.issuer.token(unique_email())))
    return server.client()


def admin(deployment: Deployment, server: Server) -> httpx2.Client:
    """Return a client with all rights."""
    if deployment.combination.accounts:
        return sign_in(server, create_admin(deployment))
    if deployment.combination.auth == "api_key":
        return server.client(sent(first_key(deployment)))
    if deployment.combination.auth == "oidc":
        return server.client(bearer(deployment.issuer.token(unique_email(), roles=["admin"])))
    return server.client()


def again(client: httpx2.Client, server: Server) -> httpx2.Client:
    """Return a client of this server that speaks for the same caller as that of another one."""
    known = {name: client.headers[name] for name in CREDENTIALS if name in client.headers}
    return server.client(known)
