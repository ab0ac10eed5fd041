"""Section 3, `auth: oidc`, with a real provider: its tokens, its login page, and a real browser."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from .conftest import Deploy
from .harness.accounts import bearer
from .harness.deployment import Server
from .harness.ports import free_port
from .harness.provider_process import ADMIN, PASSWORD, USER, Provider

pytestmark = [pytest.mark.needs(auth="oidc"), pytest.mark.once_for("framework", "architecture")]


@dataclass(frozen=True)
class Shop:
    """A service, and the provider that it trusts."""

    server: Server
    provider: Provider


@pytest.fixture(scope="module")
def shop(deploy_shared: Deploy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Start both; each knows where the other is."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    directory = tmp_path_factory.mktemp("provider")
    provider = Provider(directory, f"{url}/api/v1/auth/callback")
    server = deploy_shared(**provider.settings, PUBLIC_URL=url).serve(port=port)
    yield Shop(server, provider)
    provider.stop()


@pytest.mark.parametrize(("name", "role"), [(USER, "user"), (ADMIN, "admin")])
def test_an_access_token_says_who_it_is_and_what_they_may(shop: Shop, name: str, role: str) -> None:
    token = shop.provider.access_token(name, "orders:read")
    response = shop.server.client(bearer(token)).get("/auth/me")
    assert response.status_code == 200, response.text
    assert response.json() | {"id": ""} == {"id": "", "role": role, "scopes": ["orders:read"]}


def test_its_keys_are_its_own(shop: Shop) -> None:
    header, claims, signature = shop.provider.access_token(USER, "orders:read").split(".")
    forged = f"{header}.{claims}.{signature[::-1]}"
    assert shop.server.client(bearer(forged)).get("/auth/me").status_code == 401


@pytest.mark.parametrize(("name", "role"), [(USER, "user"), (ADMIN, "admin")])
def test_whoever_logs_in_at_its_page_is_signed_in(shop: Shop, name: str, role: str) -> None:
    with httpx2.Client(trust_env=False, timeout=30) as browser:
        place = browser.get(f"{shop.server.url}/api/v1/auth/login", params={"next": "/docs"})
        page = browser.get(place.headers["location"], follow_redirects=True)
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|next)" value="([^"]*)"', page.text))
        hidden["next"] = hidden["next"].replace("&amp;", "&")
        form = hidden | {"username": name, "password": PASSWORD}
        back = browser.post(page.url, data=form)
        while "/auth/callback" not in str(back.url):
            back = browser.get(back.url.join(back.headers["location"]))
        assert (back.status_code, back.headers["location"]) == (303, "/docs"), back.text
        me = browser.get(f"{shop.server.url}/api/v1/auth/me")
    assert me.json()["role"] == role


@pytest.mark.once_for("framework")
def test_a_browser_gets_in(shop: Shop, tmp_path: Path) -> None:
    options = ChromeOptions()
    for argument in ("headless=new", "no-sandbox", "disable-gpu", f"user-data-dir={tmp_path}"):
        options.add_argument(f"--{argument}")
    options.binary_location = shutil.which("chromium") or ""
    service = ChromeService(shutil.which("chromedriver"))
    with Chrome(options, service) as browser:
        browser.set_page_load_timeout(60)
        browser.get(f"{shop.server.url}/api/v1/auth/login?next=/api/v1/auth/me")
        browser.find_element(By.NAME, "username").send_keys(USER)
        browser.find_element(By.NAME, "password").send_keys(PASSWORD)
        browser.find_element(By.TAG_NAME, "button").click()
        me = f"{shop.server.url}/api/v1/auth/me"
        WebDriverWait(browser, 60).until(lambda driver: driver.current_url == me)
        assert '"role":"user"' in browser.find_element(By.TAG_NAME, "body").text.replace(" ", "")
        cookie = browser.get_cookie("session")
        assert cookie is not None
        assert cookie["httpOnly"]
        assert cookie["sameSite"] == "Lax"
        assert browser.get_cookie("login") is None
        assert browser.execute_script("return document.cookie") == ""
        status = browser.execute_script(
            "const answer = await fetch('/api/v1/auth/logout', {method: 'POST'});"
            "return answer.status"
        )
        assert status == 204
        browser.get(me)
        assert "not_authenticated" in browser.find_element(By.TAG_NAME, "body").text
