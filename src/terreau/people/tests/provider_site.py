"""An identity provider on the loopback: real HTTP, real keys, userinfo as a signed JWT (as ProConnect does).

It can be told to lie: each test says how, in `lies`.
"""

from __future__ import annotations

import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections import Counter
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT, SECRET = "terreau-de-test", "un secret de test : &=% + espaces"
#: Made once: a key of 2048 bits takes a while.
KEYS: dict[str, Any] = {
    "RS256": rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
}
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class ProviderSite:
    """What a provider knows: who signs in there (`person`), its lies, how often each place was `asked`."""

    def __init__(self, algorithm: str = "RS256") -> None:
        self.algorithm = algorithm
        self.issuer = ""
        self.person: dict[str, Any] = {
            "sub": "agent-1",
            "email": "agent@exemple.fr",
            "given_name": "Claude",
            "usual_name": "Martin",
            "siret": "21380185500015",
        }
        self.lies: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: Counter[str] = Counter()
        self.last: dict[str, Any] = {}
        self.kid = "cle-1"

    def description(self) -> dict[str, Any]:
        places = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
            "jwks_uri": "jwks",
            "end_session_endpoint": "session/end",
        }
        said: dict[str, Any] = {
            "issuer": self.issuer,
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        said |= {key: f"{self.issuer}/{place}" for key, place in places.items()}
        said.update(self.lies.get("description", {}))
        return said

    def jwks(self) -> dict[str, Any]:
        return {"keys": [{**self._public(), "kid": self.kid, "use": "sig", "alg": self.algorithm}]}

    def _public(self) -> dict[str, Any]:
        made = RSAAlgorithm if self.algorithm == "RS256" else ECAlgorithm
        public: dict[str, Any] = json.loads(made.to_jwk(KEYS[self.algorithm].public_key()))
        return public

    def signed(self, claims: dict[str, Any], lies: dict[str, Any]) -> str:
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            **claims,
            **lies.get("claims", {}),
        }
        said = {key: value for key, value in said.items() if value is not None}
        how = lies.get("signature", "")
        headers = {"kid": lies.get("kid", self.kid), **lies.get("headers", {})}
        if how == "none":
            return jwt.encode(said, "", algorithm="none", headers=headers)
        if how == "hs256":  # the public key, that everyone has, taken for a shared secret
            public = json.dumps(self._public()).encode()
            head = _b64(json.dumps({"alg": "HS256", "typ": "JWT", **headers}).encode())
            body = _b64(json.dumps(said).encode())
            import hmac

            return f"{head}.{body}.{_b64(hmac.digest(public, f'{head}.{body}'.encode(), 'sha256'))}"
        key = STRANGER if how == "stranger" else KEYS[self.algorithm]
        token = jwt.encode(said, key, algorithm=lies.get("alg", self.algorithm), headers=headers)
        return token[:-6] + ("AAAAAA" if how == "broken" else token[-6:])

    def authorize(self, query: dict[str, str]) -> str:
        """Where the person is sent back once signed in there."""
        code = secrets.token_urlsafe(8)
        self.codes[code] = query
        back = {"code": code, "state": query["state"], **self.lies.get("back", {})}
        return f"{query['redirect_uri']}?{urlencode(back)}"

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form.get("code", ""), None)
        right = form.get("client_id") == CLIENT and form.get("client_secret") == SECRET
        if asked is None or not right or form.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        challenge = asked.get("code_challenge")
        if challenge and challenge != _b64(sha256(form.get("code_verifier", "").encode()).digest()):
            return 400, {"error": "invalid_grant"}
        claims = {"sub": self.person["sub"], "nonce": asked["nonce"], "acr": asked.get("acr_values")}
        token = self.signed(claims, self.lies.get("id_token", {}))
        return 200, {"access_token": "acces", "token_type": "Bearer", "expires_in": 60, "id_token": token}


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@contextmanager
def serving(site: ProviderSite) -> Iterator[ProviderSite]:
    """The provider answering on a free port of the loopback; `issuer` is its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _get(self, site)

        def do_POST(self) -> None:
            site.asked["token"] += 1
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            _json(self, *site.token(form))

        def log_message(self, *_said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _get(handler: BaseHTTPRequestHandler, site: ProviderSite) -> None:
    address = urlsplit(handler.path)
    place = address.path.rpartition("/")[2]
    site.asked[place] += 1
    if status := site.lies.get("down", {}).get(place):
        _json(handler, status, {})
    elif place == "openid-configuration":
        _json(handler, 200, site.description())
    elif place == "jwks":
        _json(handler, 200, site.jwks())
    elif place == "authorize":
        query = {key: values[0] for key, values in parse_qs(address.query).items()}
        site.last = query
        handler.send_response(302)
        handler.send_header("Location", site.authorize(query))
        handler.end_headers()
    elif place == "end":
        query = {key: values[0] for key, values in parse_qs(address.query).items()}
        handler.send_response(303)
        handler.send_header("Location", f"{query['post_logout_redirect_uri']}?state={query['state']}")
        handler.end_headers()
    elif place == "userinfo" and handler.headers["Authorization"] == "Bearer acces":
        if site.lies.get("plain"):
            _json(handler, 200, site.person)
        else:
            token = site.signed(site.person, site.lies.get("userinfo", {}))
            _send(handler, 200, "application/jwt; charset=utf-8", token.encode())
    else:
        _json(handler, 404, {})


def _json(handler: BaseHTTPRequestHandler, status: int, said: dict[str, Any]) -> None:
    _send(handler, status, "application/json;charset=utf-8", json.dumps(said).encode())


def _send(handler: BaseHTTPRequestHandler, status: int, kind: str, body: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
