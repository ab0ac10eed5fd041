import base64
import hmac
import json
import time

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from {{ package_name }}.adapters.security.signed_tokens import (
    LEEWAY,
    Claims,
    key_id_of,
    read_keys,
    verify,
)
from {{ package_name }}.errors import InvalidTokenError

ISSUER, AUDIENCE, NOW = "https://login.example.com", "https://api.example.com", 1_900_000_000
CLAIMS: Claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ada", "exp": NOW + 60}
KEY = RSAKey.generate_key(2048, {"kid": "one"}, auto_kid=False)


def sign(claims: Claims = CLAIMS, algorithm: str = "RS256", key: Key = KEY, **header: str) -> str:
    return jwt.encode({"alg": algorithm, "kid": "one", **header}, claims, key, [algorithm])


def read(token: str, key: Key = KEY) -> Claims:
    """Read a token as the service does."""
    key_id_of(token, ["jwt", "at+jwt"])
    return verify(token, key, issuer=ISSUER, audience=AUDIENCE, now=lambda: NOW)


def part(content: object) -> str:
    return encode(json.dumps(content).encode())


def encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        ("RS256", KEY),
        ("PS256", KEY),
        ("ES256", ECKey.generate_key("P-256")),
        ("Ed25519", OKPKey.generate_key("Ed25519")),
    ],
)
def test_a_token_that_its_issuer_signed_says_what_it_says(algorithm: str, key: Key) -> None:
    assert read(sign(algorithm=algorithm, key=key), key) == CLAIMS


def test_a_token_without_a_signature_is_refused() -> None:
    token = f"{part({'alg': 'none', 'kid': 'one'})}.{part(CLAIMS)}."

    with pytest.raises(InvalidTokenError):
        key_id_of(token, ["jwt"])
    with pytest.raises(InvalidTokenError):
        verify(token, KEY, issuer=ISSUER, audience=AUDIENCE, now=lambda: NOW)


@pytest.mark.parametrize("form", ["pem", "der"])
def test_the_public_key_is_no_secret_to_sign_with(form: str) -> None:
    public = KEY.as_pem(private=False) if form == "pem" else KEY.as_der(private=False)
    signed = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part(CLAIMS)}"
    token = f"{signed}.{encode(hmac.digest(public, signed.encode(), 'sha256'))}"

    with pytest.raises(InvalidTokenError):
        key_id_of(token, ["jwt"])
    with pytest.raises(InvalidTokenError):
        verify(token, KEY, issuer=ISSUER, audience=AUDIENCE, now=lambda: NOW)


def test_a_token_that_another_key_signed_is_refused() -> None:
    with pytest.raises(InvalidTokenError):
        read(sign(key=RSAKey.generate_key(2048)))


def test_a_token_with_other_claims_than_were_signed_is_refused() -> None:
    header, _, signature = sign().split(".")

    with pytest.raises(InvalidTokenError):
        read(f"{header}.{part(CLAIMS | {'sub': 'eve'})}.{signature}")


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://elsewhere.example.com"},
        {"iss": f"{ISSUER}/"},
        {"aud": "https://other.example.com"},
        {"aud": ["https://other.example.com"]},
        {"exp": NOW - LEEWAY},
        {"nbf": NOW + LEEWAY + 1},
        {"iat": NOW + LEEWAY + 1},
        {"exp": str(NOW + 60)},
        {"exp": None},
        {"sub": None},
        {"sub": 5},
        {"sub": ["ada"]},
        {"iss": [ISSUER]},
        {"iss": None},
        {"aud": None},
    ],
)
def test_a_token_for_others_or_another_time_is_refused(wrong: Claims) -> None:
    with pytest.raises(InvalidTokenError):
        read(sign(CLAIMS | wrong))


@pytest.mark.parametrize(
    "right",
    [
        {"aud": ["https://other.example.com", AUDIENCE]},
        {"exp": NOW - LEEWAY + 1},
        {"nbf": NOW + LEEWAY},
    ],
)
def test_a_clock_may_go_a_little_wrong_and_a_token_have_several_audiences(right: Claims) -> None:
    assert read(sign(CLAIMS | right))["sub"] == "ada"


@pytest.mark.parametrize("kind", ["JWT", "at+jwt", "application/at+JWT"])
def test_a_token_may_say_what_it_is(kind: str) -> None:
    assert key_id_of(sign(typ=kind), ["jwt", "at+jwt"]) == "one"


def test_a_token_of_another_type_is_refused() -> None:
    with pytest.raises(InvalidTokenError):
        key_id_of(sign(typ="logout+jwt"), ["jwt", "at+jwt"])


def test_what_must_be_understood_and_is_not_is_refused() -> None:
    header = {"alg": "RS256", "kid": "one", "crit": ["exp"], "exp": NOW}

    with pytest.raises(InvalidTokenError):
        key_id_of(f"{part(header)}.{part(CLAIMS)}.{part('')}", ["jwt"])


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "a.b.c.d.e", "é.é.é", f"{part([])}.e30.e30"])
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(InvalidTokenError):
        key_id_of(text, ["jwt"])


def test_keys_that_cannot_verify_are_left_out() -> None:
    public = KEY.as_dict(private=False)
    documents: list[Claims] = [
        public | {"kid": "one"},
        public | {"kid": "two", "use": "enc"},
        {"kty": "oct", "kid": "three", "k": "c2VjcmV0"},
        {"kty": "RSA", "kid": "four"},
        {"kty": "EC", "kid": "five", "crv": "P-0", "x": "AA", "y": "AA"},
        {},
    ]

    assert read_keys(documents).keys() == {"one", None}


def test_of_several_keys_a_token_has_to_name_one() -> None:
    documents = [KEY.as_dict(private=False) | {"kid": name} for name in ("one", "two")]

    assert read_keys(documents).keys() == {"one", "two"}


def test_time_is_that_of_this_machine_unless_another_is_given() -> None:
    token = jwt.encode({"alg": "RS256"}, CLAIMS | {"exp": int(time.time()) + 60}, KEY)

    assert verify(token, KEY, issuer=ISSUER, audience=AUDIENCE)
