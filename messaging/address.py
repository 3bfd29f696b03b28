"""Where the broker is, and who we are to it."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

_PORTS = {"mqtt": 1883, "mqtts": 8883}


@dataclass(frozen=True)
class BrokerAddress:
    """Host and port of an MQTT broker; `tls` for "mqtts://"."""

    host: str
    port: int
    tls: bool = False

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read "mqtt://host", "mqtt://host:1883" or "mqtts://host". Raises `ValueError`."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
            raise ValueError(f'"{url}" is not a broker address; wanted: mqtt://HOST:PORT')
        if parts.username or parts.password:
            raise ValueError("a broker address holds no password; give it by file or environment")
        return cls(parts.hostname, parts.port or _PORTS[parts.scheme], parts.scheme == "mqtts")

    def __str__(self) -> str:
        return f"{'mqtts' if self.tls else 'mqtt'}://{self.host}:{self.port}"


@dataclass(frozen=True)
class Credentials:
    """Account and password at the broker. The password never shows in a repr."""

    user: str
    password: str = field(repr=False)
