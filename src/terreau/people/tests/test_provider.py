"""Signing in with an identity provider that answers as ProConnect does: the journey, and the lies we know."""

from __future__ import annotations

import html
import re
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from terreau.people import actions
from terreau.people.freshness import SIGNED_IN_AT
from terreau.people.models import Identity, User
from terreau.people.queries import account_of
from terreau.people.tests.builders import a_browser_of, a_member, a_person, an_organisation
from terreau.people.tests.provider_site import CLIENT, SECRET, ProviderSite, serving
from terreau.people.tests.test_sign_in import is_signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

# Coming back is a GET by the protocol, and the only one that writes: it makes an account and opens a session.
pytestmark = [pytest.mark.django_db, pytest.mark.queries(60)]
BEGIN, BACK, JOIN, MINE = (f"/compte/fournisseur/{end}" for end in ("aller/", "retour/", "relier/", ""))
ADDRESS = "agent@exemple.fr"


@pytest.fixture(params=["RS256"])
def site(request: pytest.FixtureRequest, settings: Settings) -> Iterator[ProviderSite]:
    """The provider, known to the instance as a host would set it."""
    with serving(ProviderSite(request.param)) as one:
        settings.OUTGOING_ALLOW = (urlsplit(one.issuer).netloc,)
        settings.OPENID = {
            "name": "ProConnect",
            "issuer": one.issuer,
            "client_id": CLIENT,
            "secret": SECRET,
            "scope": "openid email given_name usual_name siret",
            "acr_values": "eidas1",
            "algorithm": request.param,
            "vouches": True,
        }
        yield one


def leave_for(browser: Client, **said: str) -> str:
    """Press the button; the address of the provider that the page leads to."""
    page = browser.post(BEGIN, said).content.decode()
    found = re.search(r'<a class="button" href="([^"]+)"', page)
    assert found, page
    return html.unescape(found[1])


def sent_back(address: str) -> str:
    """Sign in there; the address of ours that the browser is sent back to."""
    answer = httpx.get(address, follow_redirects=False, trust_env=False)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def enter(browser: Client, **said: str) -> HttpResponse:
    return browser.get(sent_back(leave_for(browser, **said)))  # type: ignore[return-value]


def refused(site: ProviderSite) -> None:
    """Nobody gets in, no account is made, and the page says what to do."""
    browser = Client()
    answer = enter(browser)
    assert answer.status_code == 502
    assert "code par e-mail" in answer.content.decode()
    assert "{" not in re.sub(r"<script.*?</script>", "", answer.content.decode())
    assert not is_signed_in(browser)
    assert not Identity.objects.exists()
    assert not User.objects.exists()
    assert site.asked["authorize"] == 1


@pytest.mark.parametrize("site", ["RS256", "ES256"], indirect=True)
@pytest.mark.usefixtures("site")
def test_a_newcomer_goes_there_comes_back_and_is_in(client: Client) -> None:
    answer = enter(client, next="/organisations/declarer/")
    assert answer["Location"] == "/organisations/declarer/"
    assert is_signed_in(client)
    assert EmailAddress.objects.get(email=ADDRESS).verified
    assert Identity.objects.get().subject == "agent-1"
    client.logout()
    enter(client)
    assert is_signed_in(client)
    assert User.objects.count() == 1
    assert Identity.objects.get().last_used_at


def test_what_is_asked_is_what_proconnect_accepts_and_nothing_more(
    client: Client, site: ProviderSite
) -> None:
    enter(client)
    asked = site.last
    assert set(asked) == {
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "acr_values",
    }
    assert asked["scope"] == "openid email given_name usual_name siret"
    assert asked["acr_values"] == "eidas1"
    assert asked["redirect_uri"].endswith(BACK)
    assert min(len(asked["state"]), len(asked["nonce"])) >= 32


def test_a_provider_that_knows_pkce_gets_it(client: Client, site: ProviderSite) -> None:
    site.lies["description"] = {"code_challenge_methods_supported": ["plain", "S256"]}
    enter(client)
    assert site.last["code_challenge_method"] == "S256"
    assert is_signed_in(client)


def test_the_door_offers_it_by_its_name_and_the_code_stays_first(client: Client, site: ProviderSite) -> None:
    page = client.get("/compte/connexion/").content.decode()
    assert page.index("Continuer") < page.index("Entrer avec ProConnect")
    assert site.asked == {}


def test_without_a_provider_nothing_is_offered(client: Client) -> None:
    assert "fournisseur" not in client.get("/compte/connexion/").content.decode()
    assert client.post(BEGIN).status_code == 404
    assert client.get(BACK).status_code == 404
    assert a_browser_of(a_person()).get(MINE).status_code == 404


def test_leaving_for_the_provider_takes_a_button(client: Client, site: ProviderSite) -> None:
    assert client.get(BEGIN).status_code == 405
    assert Client(enforce_csrf_checks=True).post(BEGIN).status_code == 403
    assert site.asked == {}


@pytest.mark.usefixtures("site")
def test_nothing_of_what_the_provider_says_is_kept_but_its_name_for_the_person(client: Client) -> None:
    enter(client)
    person = User.objects.get()
    assert person.shown_name == ""
    assert "21380185500015" not in str(account_of(person.pk).data)
    assert 'value="Claude Martin"' in client.get("/mon-espace/nom/").content.decode()


@pytest.mark.usefixtures("site")
def test_the_organisation_of_the_siret_is_proposed_not_verified(client: Client) -> None:
    enter(client)
    page = client.get("/mon-espace/").content.decode()
    assert "21380185500015" in page
    assert "/organisations/declarer/?siren=213801855" in page
    assert 'value="213801855"' in client.get("/organisations/declarer/?siren=213801855").content.decode()


@pytest.mark.usefixtures("site")
def test_an_organisation_already_there_is_shown_instead_and_its_members_see_nothing(client: Client) -> None:
    organisation = an_organisation("Ville", siren="213801855")
    enter(client)
    assert organisation.get_absolute_url() in client.get("/mon-espace/").content.decode()
    a_member(organisation, user=User.objects.get())
    assert "21380185500015" not in client.get("/mon-espace/").content.decode()


@pytest.mark.parametrize("siret", ["21380185500016", "x", "", 12, None, "2" * 400])
def test_a_siret_that_is_none_proposes_nothing(client: Client, site: ProviderSite, siret: Any) -> None:
    site.person["siret"] = siret
    enter(client)
    assert "Votre organisation" not in client.get("/mon-espace/").content.decode()


# ---- An address that has an account already


@pytest.mark.usefixtures("site")
def test_an_account_with_the_same_address_is_joined_only_once_the_person_says_so(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    person = a_person(email=ADDRESS)
    assert enter(client)["Location"] == JOIN
    assert not is_signed_in(client)
    assert not Identity.objects.exists()
    page = client.get(JOIN).content.decode()
    assert "Un compte d’ici a déjà l’adresse agent@exemple.fr" in page
    assert not Identity.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(JOIN)
    assert is_signed_in(client)
    assert Identity.objects.get().user == person
    assert mail.outbox[-1].subject == "ProConnect ouvre maintenant votre compte"
    client.logout()
    assert enter(client)["Location"] == "/mon-espace/"


@pytest.mark.usefixtures("site")
def test_joining_serves_once_in_its_browser_and_for_ten_minutes(client: Client) -> None:
    a_person(email=ADDRESS)
    enter(client)
    assert Client().post(JOIN).status_code == 400
    session = client.session
    session["openid_waiting"] = {**session["openid_waiting"], "at": time.time() - 601}
    session.save()
    assert client.post(JOIN).status_code == 400
    assert not Identity.objects.exists()


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.usefixtures("site")
def test_an_address_the_provider_does_not_vouch_for_opens_nothing_and_tells_nothing(
    client: Client, settings: Settings, *, exists: bool
) -> None:
    settings.OPENID = {**settings.OPENID, "vouches": False}
    if exists:
        a_person(email=ADDRESS)
    answer = enter(client)
    assert answer.status_code == 403
    assert "ProConnect ne garantit pas" in answer.content.decode()
    assert not is_signed_in(client)
    assert User.objects.count() == exists


@pytest.mark.parametrize("said", [False, "true", 1, "yes", None])
def test_only_a_plain_true_is_a_confirmed_address(client: Client, site: ProviderSite, said: Any) -> None:
    site.person["email_verified"] = said
    if said is None:
        site.person["email"] = None
    assert enter(client).status_code == 403
    assert not User.objects.exists()


def test_a_provider_that_says_the_address_is_confirmed_is_believed(
    client: Client, site: ProviderSite, settings: Settings
) -> None:
    settings.OPENID = {**settings.OPENID, "vouches": False}
    site.person["email_verified"] = True
    enter(client)
    assert is_signed_in(client)


@pytest.mark.usefixtures("site")
def test_an_account_begun_with_that_address_and_never_confirmed_is_taken_over_whole(client: Client) -> None:
    actions.open_account(ADDRESS)
    enter(client)
    assert is_signed_in(client)
    assert User.objects.count() == 1
    assert EmailAddress.objects.get(email=ADDRESS).verified


# ---- One's own links


@pytest.mark.usefixtures("site")
def test_one_joins_it_to_the_account_one_is_in_then_takes_it_away() -> None:
    person = a_person(email="autre@exemple.fr")
    browser = a_browser_of(person)
    assert "n’est pas relié" in browser.get(MINE).content.decode()
    assert enter(browser)["Location"] == MINE
    assert Identity.objects.get().user == person
    a_browser_of(a_person()).post(f"{MINE}{Identity.objects.get().pk}/retirer/")
    assert Identity.objects.count() == 1
    browser.post(f"{MINE}{Identity.objects.get().pk}/retirer/")
    assert not Identity.objects.exists()


@pytest.mark.usefixtures("site")
def test_an_account_there_opens_one_account_here() -> None:
    enter(Client())
    other = a_person()
    answer = enter(a_browser_of(other))
    assert answer.status_code == 409
    assert Identity.objects.get().user != other


@pytest.mark.usefixtures("site")
def test_a_session_left_open_joins_and_takes_away_nothing() -> None:
    browser = a_browser_of(a_person())
    enter(browser)
    session = browser.session
    session[SIGNED_IN_AT] = time.time() - 16 * 60
    session.save()
    assert browser.post(BEGIN).status_code == 403
    assert browser.post(f"{MINE}{Identity.objects.get().pk}/retirer/").status_code == 403
    assert Identity.objects.count() == 1


@pytest.mark.usefixtures("site")
def test_an_answer_begun_by_one_person_does_not_join_another() -> None:
    attacker, victim = a_person(), a_person()
    browser = a_browser_of(attacker)
    back = sent_back(leave_for(browser))
    session_of_victim = a_browser_of(victim)
    assert session_of_victim.get(back).status_code == 400
    kept = dict(browser.session["openid_asked"])
    session = session_of_victim.session
    session["openid_asked"] = kept
    session.save()
    assert session_of_victim.get(back).status_code == 400
    assert not Identity.objects.exists()


@pytest.mark.usefixtures("site")
def test_a_blocked_person_reads_why(client: Client) -> None:
    enter(client)
    person = User.objects.get()
    actions.block(a_person(steward=True), person, "Messages publicitaires.")
    browser = Client()
    answer = enter(browser)
    assert answer.status_code == 403
    assert "Messages publicitaires." in answer.content.decode()
    assert not is_signed_in(browser)


@pytest.mark.usefixtures("site")
def test_links_are_in_the_export_and_go_with_the_account(client: Client) -> None:
    enter(client)
    person = User.objects.get()
    assert account_of(person.pk).data["identities"][0]["subject"] == "agent-1"  # type: ignore[index]
    actions.delete_account(person)
    assert not Identity.objects.exists()


# ---- Signing out there too


@pytest.mark.usefixtures("site")
def test_signing_out_goes_through_the_provider_with_what_it_said(client: Client) -> None:
    enter(client)
    page = client.post("/compte/deconnexion/").content.decode()
    assert not is_signed_in(client)
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page)
    assert found, page
    address = urlsplit(html.unescape(found[1]))
    asked = parse_qs(address.query)
    assert address.path == "/session/end"
    assert asked["id_token_hint"][0].count(".") == 2
    assert asked["post_logout_redirect_uri"][0].endswith("/compte/deconnecte/")
    assert len(asked["state"][0]) >= 32
    assert "chez ProConnect" in client.get("/compte/deconnecte/?state=x").content.decode()


def test_signing_out_works_while_the_provider_is_down(client: Client, site: ProviderSite) -> None:
    enter(client)
    cache.clear()
    site.lies["down"] = {"openid-configuration": 503}
    assert client.post("/compte/deconnexion/").status_code == 302
    assert not is_signed_in(client)


def test_who_came_with_a_code_signs_out_here_only(site: ProviderSite) -> None:
    assert a_browser_of(a_person()).post("/compte/deconnexion/").status_code == 302
    assert site.asked == {}


# ---- Lies


@pytest.mark.parametrize("which", ["id_token", "userinfo"])
@pytest.mark.parametrize(
    "lie",
    [
        {"signature": "stranger"},
        {"signature": "broken"},
        {"signature": "none"},
        {"signature": "hs256"},
        {"alg": "RS512"},
        {"alg": "PS256"},
        {"kid": "inconnue"},
        {"headers": {"crit": ["exp"], "exp": 1}},
        {"claims": {"aud": "un-autre-site"}},
        {"claims": {"aud": [CLIENT, "un-autre-site"]}},
        {"claims": {"azp": "un-autre-site"}},
        {"claims": {"aud": None}},
        {"claims": {"iss": "https://pirate.example"}},
        {"claims": {"iss": None}},
        {"claims": {"exp": 1_000_000_000}},
        {"claims": {"exp": "demain"}},
        {"claims": {"iat": 9_000_000_000}},
        {"claims": {"nbf": 9_000_000_000}},
        {"claims": {"sub": None}},
        {"claims": {"sub": ""}},
        {"claims": {"sub": 12}},
    ],
    ids=str,
)
def test_a_token_that_lies_opens_nothing(site: ProviderSite, which: str, lie: dict[str, Any]) -> None:
    site.lies[which] = lie
    refused(site)


@pytest.mark.parametrize("nonce", [None, "", "un autre", 12])
def test_a_token_with_another_nonce_opens_nothing(site: ProviderSite, nonce: Any) -> None:
    site.lies["id_token"] = {"claims": {"nonce": nonce}}
    refused(site)


def test_a_token_without_an_end_opens_nothing(site: ProviderSite) -> None:
    site.lies["id_token"] = {"claims": {"exp": None}}
    refused(site)


@pytest.mark.parametrize("plain", [True, False])
def test_userinfo_of_someone_else_opens_nothing(site: ProviderSite, *, plain: bool) -> None:
    site.lies |= {"plain": plain, "id_token": {"claims": {"sub": "agent-2"}}}
    refused(site)


def test_userinfo_in_plain_json_is_read_too(client: Client, site: ProviderSite) -> None:
    site.lies["plain"] = True
    enter(client)
    assert is_signed_in(client)


def test_an_answer_serves_once(client: Client, site: ProviderSite) -> None:
    back = sent_back(leave_for(client))
    client.get(back)
    client.logout()
    assert client.get(back).status_code == 400
    assert not is_signed_in(client)
    assert site.asked["token"] == 1


def test_an_answer_serves_in_its_own_browser_and_within_ten_minutes(
    client: Client, site: ProviderSite
) -> None:
    back = sent_back(leave_for(client))
    thief = Client()
    assert thief.get(back).status_code == 400
    session = client.session
    session["openid_asked"] = {
        state: {**kept, "at": kept["at"] - 601} for state, kept in session["openid_asked"].items()
    }
    session.save()
    assert client.get(back).status_code == 400
    assert site.asked["token"] == 0


@pytest.mark.usefixtures("site")
def test_the_code_of_another_request_opens_nothing(client: Client) -> None:
    """A thief's code put behind one's own state: the nonce, and the provider, tell them apart."""
    stolen = parse_qs(urlsplit(sent_back(leave_for(Client()))).query)["code"][0]
    mine = parse_qs(urlsplit(leave_for(client)).query)["state"][0]
    assert client.get(BACK, {"code": stolen, "state": mine}).status_code == 502
    assert not is_signed_in(client)


@pytest.mark.parametrize("said", [{"iss": "https://pirate.example"}, {"iss": ""}])
def test_an_answer_of_another_provider_opens_nothing(site: ProviderSite, said: dict[str, str]) -> None:
    site.lies["back"] = said
    refused(site)
    assert site.asked["token"] == 0


def test_a_provider_that_names_itself_must_do_it_each_time(client: Client, site: ProviderSite) -> None:
    site.lies["description"] = {"authorization_response_iss_parameter_supported": True}
    assert enter(client).status_code == 502
    site.lies["back"] = {"iss": site.issuer}
    assert enter(client).status_code == 302
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://pirate.example"},
        {"token_endpoint": "http://pirate.example/token"},
        {"jwks_uri": "ftp://pirate.example/"},
        {"userinfo_endpoint": 12},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"end_session_endpoint": "http://pirate.example/"},
    ],
    ids=str,
)
def test_a_description_that_speaks_for_another_or_is_not_safe_is_refused(
    client: Client, site: ProviderSite, said: dict[str, Any]
) -> None:
    site.lies["description"] = said
    assert client.post(BEGIN).status_code == 502


@pytest.mark.parametrize("place", ["openid-configuration", "jwks", "userinfo"])
@pytest.mark.parametrize("status", [500, 404, 302])
def test_a_provider_in_trouble_is_said_clearly_and_the_code_remains(
    client: Client, site: ProviderSite, place: str, status: int
) -> None:
    site.lies["down"] = {place: status}
    answer = client.post(BEGIN) if place == "openid-configuration" else enter(client)
    assert answer.status_code == 502
    assert "code par e-mail" in answer.content.decode()
    assert client.get("/compte/connexion/").status_code == 200


def test_a_provider_that_is_not_there_is_said_clearly(client: Client, settings: Settings) -> None:
    settings.OUTGOING_ALLOW = ("127.0.0.1:9",)
    settings.OPENID = {
        "name": "ProConnect", "issuer": "http://127.0.0.1:9", "client_id": CLIENT, "secret": SECRET,
    }  # fmt: skip
    answer = client.post(BEGIN)
    assert answer.status_code == 502
    assert "ProConnect ne répond pas" in answer.content.decode()


def test_a_provider_inside_our_network_is_not_reached(
    client: Client, site: ProviderSite, settings: Settings
) -> None:
    settings.OUTGOING_ALLOW = ()
    assert client.post(BEGIN).status_code == 502
    assert site.asked == {}


def test_giving_up_there_leads_back_to_the_door(client: Client, site: ProviderSite) -> None:
    state = parse_qs(urlsplit(leave_for(client)).query)["state"][0]
    answer = client.get(BACK, {"error": "access_denied", "state": state}, follow=True)
    assert "Le code par e-mail marche toujours" in answer.content.decode()
    assert site.asked["token"] == 0


def test_a_new_key_is_found_and_a_stranger_does_not_make_us_ask_without_end(
    client: Client, site: ProviderSite
) -> None:
    enter(client)
    client.logout()
    site.kid = "cle-2"
    enter(client)
    assert is_signed_in(client)
    site.lies["id_token"] = {"kid": "inconnue"}
    for _attempt in range(3):
        enter(Client())
    assert site.asked["jwks"] == 2


@pytest.mark.parametrize("elsewhere", ["https://pirate.example/", "//pirate.example/", "javascript:alert(1)"])
@pytest.mark.usefixtures("site")
def test_no_address_elsewhere_is_followed_after(client: Client, elsewhere: str) -> None:
    assert enter(client, next=elsewhere)["Location"] == "/mon-espace/"


@pytest.mark.usefixtures("site")
def test_a_shared_computer_is_left_after_an_hour(client: Client) -> None:
    enter(client, shared_computer="on")
    assert client.session.get_expiry_age() == 3600


@pytest.mark.usefixtures("site")
def test_a_browser_keeps_a_few_requests_and_no_more(client: Client) -> None:
    for _tab in range(8):
        leave_for(client)
    assert len(client.session["openid_asked"]) == 5


def test_neither_secret_nor_token_is_logged(
    client: Client, site: ProviderSite, caplog: pytest.LogCaptureFixture
) -> None:
    enter(client)
    # The request itself is not written: its formatter takes the route (config/tests/test_logs.py).
    said = " ".join(
        str({key: value for key, value in vars(line).items() if key != "request"}) for line in caplog.records
    )
    assert SECRET not in said
    assert "agent@" not in said
    assert "code=" not in said
    assert site.asked["token"] == 1


def test_the_host_is_told_whether_the_provider_answers_and_what_is_missing(
    site: ProviderSite, settings: Settings
) -> None:
    from terreau.config.checks import FINE
    from terreau.config.checks.reached import _provider

    assert _provider().state == FINE
    assert site.issuer in _provider().message
    cache.clear()
    site.lies["description"] = {"issuer": "https://pirate.example"}
    assert "TERREAU_OPENID_ISSUER" in _provider().remedy
    settings.OPENID = {**settings.OPENID, "algorithm": "HS256"}
    assert "HS256" in _provider().message
    settings.OPENID = {**settings.OPENID, "secret": ""}
    assert "TERREAU_OPENID_SECRET" in _provider().message
