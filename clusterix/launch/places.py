"""Where the embedded PostgreSQL of one clone keeps its files; derived from the path alone."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

Purpose = Literal["run", "test"]

DATABASE_NAME: Final = "clusterix"
DATABASE_USER: Final = "clusterix"
PORT: Final = 5432  # only part of the socket's name: the server never listens on TCP


@dataclass(frozen=True)
class Places:
    """The files of one embedded server. `run` keeps people's data, `test` throws it away."""

    base: Path
    purpose: Purpose = "run"

    @property
    def name(self) -> str:
        return "postgres" if self.purpose == "run" else "postgres-test"

    @property
    def var(self) -> Path:
        return self.base / "var"

    @property
    def data(self) -> Path:
        """The data folder, unless the server's user cannot enter it (see `elsewhere`)."""
        return self.var / self.name

    @property
    def elsewhere(self) -> Path:
        """A link to the folder under /var/tmp that holds programs and data in that case."""
        return self.var / "elsewhere"

    @property
    def lock(self) -> Path:
        """Held while somebody starts or stops the server."""
        return self.var / f"{self.name}.lock"

    @property
    def users(self) -> Path:
        """Held shared by everybody who uses the server; the last one stops it."""
        return self.var / f"{self.name}.users"

    @property
    def log(self) -> Path:
        return self.var / f"{self.name}.log"

    @property
    def socket_directory(self) -> Path:
        """In /tmp, because the path of a Unix socket may not be longer than 107 bytes."""
        source = f"{self.base.resolve()}:{self.purpose}"
        return Path("/tmp") / f"cx-{hashlib.sha256(source.encode()).hexdigest()[:12]}"

    @property
    def url(self) -> str:
        return f"postgresql://{DATABASE_USER}@/{DATABASE_NAME}?host={self.socket_directory}&port={PORT}"
