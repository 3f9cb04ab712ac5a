"""What a host can set: one list, read from the environment, then from `terreau.toml` in the data folder.

The list is printed in docs/hosting.md and a test keeps the two equal.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    """One thing a host may set; `name` is both the environment variable and, in lower case, the TOML key."""

    name: str
    default: str
    meaning: str
    secret: bool = False


SETTINGS = (
    Setting(
        "TERREAU_DATA",
        "terreau-data",
        "Folder that holds the database, the keys, the files and terreau.toml.",
    ),
    Setting(
        "TERREAU_TERRITORY", "", "Official code of the home territory (EPCI: SIREN, commune: INSEE code)."
    ),
    Setting(
        "TERREAU_ADDRESS", "http://127.0.0.1:8000", "Public address of the instance, without a final slash."
    ),
    Setting(
        "TERREAU_LISTEN", "127.0.0.1:8000", "Where `terreau serve` listens; a front server stands before it."
    ),
    Setting(
        "TERREAU_MODE",
        "service",
        "`service` for real use; `demo` opens the local mailbox and shows examples.",
    ),
    Setting(
        "DATABASE_URL",
        "",
        "PostgreSQL address (postgresql://…); empty means one SQLite file in the data folder.",
        secret=True,
    ),
    Setting(
        "TERREAU_EMAIL_URL",
        "",
        "How e-mail leaves: smtp://user:password@host:587?tls=1; empty keeps it in the data folder.",
        secret=True,
    ),
    Setting("TERREAU_EMAIL_FROM", "terreau@localhost", "Sender of the messages."),
    Setting(
        "TERREAU_REPLY_TO",
        "",
        "Address whose mail comes in by `terreau mail-in` (reponse@…, with `+` after it); empty: no replies.",
    ),
    Setting(
        "TERREAU_HOSTING",
        "",
        "One sentence, shown on the page about the instance: who hosts, where, on what.",
    ),
    Setting("TERREAU_CONTACT", "", "E-mail address of the stewards, shown on the page about the instance."),
    Setting(
        "TERREAU_EASY_REVIEW",
        "",
        "Date and names of the people concerned who read the easy pages again: `2027-03-12 Marie et Paul`.",
    ),
    Setting(
        "TERREAU_PROXIES",
        "0",
        "How many front servers of yours stand before Terreau (to know the visitor's address).",
    ),
    Setting(
        "TERREAU_OUTGOING_ALLOW",
        "",
        "Hosts (host:port, separated by commas) that the guarded client may reach although private.",
    ),
    Setting(
        "TERREAU_LIMITS",
        "",
        "Rates that replace the built-in ones, separated by commas: raise-need=60/h,support-need=120/h.",
    ),
    Setting(
        "TERREAU_NEW_ACCOUNT_DAYS",
        "3",
        "For how many days an account is new: it writes less often, with fewer links (0: never).",
    ),
    Setting(
        "TERREAU_HELD_LINKS",
        "3",
        "Links in the first message of a new account from which it is read before it is shown (0: never).",
    ),
    Setting("TERREAU_OPENID_NAME", "ProConnect", "Name of the identity provider, as people read it."),
    Setting(
        "TERREAU_OPENID_ISSUER",
        "",
        "Issuer of the identity provider (https://…), exactly as its discovery document says; empty: none.",
    ),
    Setting("TERREAU_OPENID_CLIENT_ID", "", "What the identity provider calls this instance."),
    Setting("TERREAU_OPENID_SECRET", "", "Secret shared with the identity provider.", secret=True),
    Setting(
        "TERREAU_OPENID_SCOPE",
        "openid email",
        "What is asked of it; ProConnect: `openid email given_name usual_name siret`.",
    ),
    Setting("TERREAU_OPENID_ACR_VALUES", "", "Level asked for (`eidas1` for ProConnect); empty: none."),
    Setting(
        "TERREAU_OPENID_ALGORITHM",
        "RS256",
        "The one signature accepted, as agreed with the provider: RS256, PS256 or ES256.",
    ),
    Setting(
        "TERREAU_OPENID_VOUCHES",
        "no",
        "`yes` when the provider checks that addresses belong to people without saying so in its answers.",
    ),
    Setting("TERREAU_MAX_UPLOAD_MB", "10", "Largest file or form accepted, in megabytes."),
    Setting("TERREAU_MAX_TABLE_MB", "500", "Largest table accepted, in megabytes."),
    Setting(
        "TERREAU_METRICS_TOKEN",
        "",
        "Opens /sante/mesures (OpenMetrics) to whoever sends it as a bearer token; 20 characters at least.",
        secret=True,
    ),
    Setting(
        "TERREAU_METRICS_FROM",
        "",
        "Addresses or networks, separated by commas, that may read /sante/mesures without a token.",
    ),
    Setting(
        "TERREAU_LOG_FILE",
        "",
        "File for the logs (in the data folder unless absolute), instead of the standard error.",
    ),
    Setting("TERREAU_LOG_MB", "10", "Size in megabytes at which the log file is put aside; five are kept."),
    Setting(
        "TERREAU_KEPT_PAGES_MB",
        "4",
        "Memory for public pages that did not change since they were last asked for (0: none is kept).",
    ),
    Setting("TERREAU_MAX_MEGAPIXELS", "50", "Largest picture accepted, in millions of pixels."),
    Setting("TERREAU_MAX_FILES", "50", "Photographs and files that one page holds at most."),
    Setting("TERREAU_MAX_DAY_MB", "300", "What one person may send in files in a day, in megabytes."),
)


class Configuration:
    """The settings as found: the environment first, then the file, then the default.

    A file that cannot be read does not raise here: `trouble` says what is wrong, and the command line refuses
    to go on. So `terreau check` can speak of every other point too.
    """

    def __init__(self, environment: dict[str, str] | None = None) -> None:
        self.environment = dict(os.environ) if environment is None else environment
        self.trouble = ""
        self.file: dict[str, str] = {}
        self.file = self._read_file()

    def __getitem__(self, name: str) -> str:
        setting = _BY_NAME[name]
        return self.environment.get(name) or self.file.get(name.lower(), "") or setting.default

    @property
    def data(self) -> Path:
        """Folder of the instance, absolute."""
        return Path(self["TERREAU_DATA"]).expanduser().resolve()

    @property
    def file_path(self) -> Path:
        return self.data / "terreau.toml"

    @property
    def unknown(self) -> list[str]:
        """Keys of the file that mean nothing here: most often a typing mistake."""
        return [key for key in self.file if key.upper() not in _BY_NAME]

    def number(self, name: str) -> int:
        """A setting that is a whole number; the default when it is written otherwise (`check` says so)."""
        value = self[name]
        return int(value if value.isdecimal() else _BY_NAME[name].default)

    def _read_file(self) -> dict[str, str]:
        try:
            text = self.file_path.read_text(encoding="utf-8")
            return {key: str(value) for key, value in tomllib.loads(text).items()}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.trouble = str(error)
            return {}


#: Shorter, a token could be guessed, and opens nothing.
SHORTEST_TOKEN = 20


def network(said: str) -> IPv4Network | IPv6Network | None:
    """The network that a host wrote, or None for what is none.

    One IPv6 address stands for its /64, which is how visitors are told apart (foundation/limits.py).
    """
    try:
        read = ip_network(said.strip(), strict=False)
    except ValueError:
        return None
    return read.supernet(new_prefix=64) if isinstance(read, IPv6Network) and read.prefixlen > 64 else read  # noqa: PLR2004


def inside(one: IPv4Network | IPv6Network, other: IPv4Network | IPv6Network) -> bool:
    """Whether one network is the other or a part of it."""
    if isinstance(one, IPv4Network):
        return isinstance(other, IPv4Network) and one.subnet_of(other)
    return isinstance(other, IPv6Network) and one.subnet_of(other)


def keep(folder: Path, values: dict[str, str]) -> None:
    """Make `terreau.toml` say `values`, whole or not at all; what else its owner wrote there stays.

    Only its owner may read it, for it can hold passwords.
    """
    draft = folder / ".terreau.toml"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        handle.write(_amended(folder / "terreau.toml", values))
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(folder / "terreau.toml")


def _amended(path: Path, values: dict[str, str]) -> str:
    """The file that is there with only the lines changed that say something else; a new one otherwise."""
    try:
        text = path.read_text(encoding="utf-8")
        before = {key: str(value) for key, value in tomllib.loads(text).items()}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return written(values)
    wanted = before | {name.lower(): value for name, value in values.items()}
    missing = {name: value for name, value in values.items() if name.lower() not in before}
    lines = [_line(line, before, wanted) for line in text.splitlines()]
    after = "\n".join(lines).rstrip("\n") + "\n" + ("\n" + written(missing) if missing else "")
    try:
        said = {key: str(value) for key, value in tomllib.loads(after).items()}
    except tomllib.TOMLDecodeError:
        said = {}
    # A value on several lines, a table: too rare to be worth more than being written anew.
    return (
        after
        if said == wanted
        else written({name: wanted[name.lower()] for name in _BY_NAME if name.lower() in wanted})
    )


def _line(line: str, before: dict[str, str], wanted: dict[str, str]) -> str:
    key = line.partition("=")[0].strip()
    if key not in before or before[key] == wanted[key]:
        return line
    return f"{key} = {_quoted(wanted[key])}"


def _quoted(value: str) -> str:
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def written(values: dict[str, str]) -> str:
    """The text of a `terreau.toml` that says `values` (names of SETTINGS), each under its meaning."""
    lines = []
    for setting in SETTINGS:
        if setting.name in values:
            lines += [f"# {setting.meaning}", f"{setting.name.lower()} = {_quoted(values[setting.name])}", ""]
    return "\n".join(lines)


_BY_NAME = {setting.name: setting for setting in SETTINGS}
