"""Calling an application in the process of the test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient


@asynccontextmanager
async def serving(app: FastAPI, address: str = "127.0.0.1") -> AsyncIterator[AsyncClient]:
    """Start an application and give a client that calls it from an address."""
    transport = ASGITransport(app, client=(address, 50_000))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        yield client
