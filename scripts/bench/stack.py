"""The site as ``deploy/`` runs it, on this machine's own ports: processes, nginx, Varnish, Redis.

Everything is started by ``Stack`` and ended with it. The database is the one of ``VAR_DIR`` (or ``DATABASE_URL``), prepared as
the demo does it.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
VARNISH = shutil.which("varnishd") or "/usr/sbin/varnishd"
REDIS = shutil.which("redis-server") or shutil.which("valkey-server") or "/usr/bin/redis-server"


def _named(headers: Iterable[str]) -> dict[str, str]:
    """By name in small letters."""
    return {name.lower(): headers[name] for name in headers}  # type: ignore[index]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Stack:
    """What runs. ``host`` is the one name the site knows, whatever port is asked."""

    folder: Path
    host: str
    environment: dict[str, str] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str], **environment: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | self.environment | environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running[name] = process
        return process

    def stop(self, name: str, number: int = signal.SIGTERM) -> None:
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.kill(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop_all(self) -> None:
        for name in list(self.running)[::-1]:
            self.stop(name)

    # --- the parts

    def application(self, port: int, workers: int = 1, name: str = "", **environment: str) -> int:
        """One process of the site with its workers; its port."""
        command = [
            str(Path(sys.executable).with_name("granian")),
            "--interface", "wsgi", "--http", "1", "--no-ws", "--host", "127.0.0.1", "--port", str(port),
            "--workers", str(workers), "--blocking-threads", "4", "--backpressure", "128",
            "--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "warning",
            "expo_site.wsgi:application",
        ]  # fmt: skip
        self.start(name or f"application-{port}", command, **environment)
        return port

    def nginx(self, port: int, upstreams: Sequence[int], root: Path) -> int:
        """``deploy/nginx/expo.conf`` with this machine's paths; ``/file/`` serves plain files of ``root``."""
        site = (ROOT / "deploy/nginx/expo.conf").read_text()
        servers = "".join(f"    server 127.0.0.1:{each} max_fails=3 fail_timeout=1s;\n" for each in upstreams)
        first = site.index("    server 127.0.0.1:8001")
        last = site.index("    keepalive 32;")
        site = site[:first] + servers + site[last:]
        site = site.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("www.example.org", "localhost")
        site = site.replace("/srv/expo/var", os.environ.get("VAR_DIR", str(ROOT / "var")))
        site = site.replace("/var/cache/nginx/expo", str(self.folder / "nginx-cache"))
        file = f"\n    location /file/ {{ alias {root}/; gzip_static always; default_type text/html; }}\n"
        site = site.replace("    server_tokens off;\n", "    server_tokens off;\n" + file)
        return self._start_nginx(port, site)

    def nginx_for_files(self, port: int, root: Path) -> int:
        """``deploy/nginx/exported.conf``, for a site that was copied into ``root``."""
        site = (ROOT / "deploy/nginx/exported.conf").read_text()
        site = site.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("www.example.org", self.host)
        return self._start_nginx(port, site.replace("/srv/expo-export", str(root)))

    def _start_nginx(self, port: int, site: str) -> int:
        (self.folder / "site.conf").write_text(site)
        temporary = "".join(
            f"    {kind}_temp_path {self.folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (self.folder / "nginx.conf").write_text(
            f"daemon off;\nworker_processes 2;\npid {self.folder}/nginx.pid;\nerror_log {self.folder}/nginx-error.log;\n"
            "events { worker_connections 1024; }\n"
            f"http {{\n    include /etc/nginx/mime.types;\n    access_log off;\n    sendfile on;\n    tcp_nopush on;\n"
            f"    keepalive_requests 1000000;\n{temporary}    include {self.folder}/site.conf;\n}}\n"
        )
        self.start("nginx", [NGINX, "-c", str(self.folder / "nginx.conf"), "-e", str(self.folder / "nginx-error.log")])
        return port

    def varnish(self, port: int, upstreams: Sequence[int]) -> int:
        """``deploy/varnish/expo.vcl`` with this machine's ports."""
        vcl = (ROOT / "deploy/varnish/expo.vcl").read_text()
        vcl = vcl.replace('"8001"', f'"{upstreams[0]}"').replace('"8002"', f'"{upstreams[-1]}"')
        (self.folder / "expo.vcl").write_text(vcl)
        work = self.folder / "varnish"
        command = [
            VARNISH, "-F", "-a", f"127.0.0.1:{port}", "-f", str(self.folder / "expo.vcl"), "-n", str(work),
            "-s", "malloc,64m", "-j", "none", "-p", "thread_pool_min=20", "-T", "none",
        ]  # fmt: skip
        self.start("varnish", command)
        return port

    def redis(self, port: int) -> int:
        self.start(
            "redis", [REDIS, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        )
        return port

    # --- asking

    def get(self, port: int, path: str, timeout: float = 30, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in small letters) and body, whatever the status. Raises ``OSError`` where nobody answers."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": self.host, **named})
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return response.status, _named(response.headers), response.read()
        except urllib.error.HTTPError as error:
            return error.code, _named(error.headers), error.read()

    def wait_for(self, port: int, path: str = "/health/live", seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with suppress(OSError):
                if self.get(port, path, timeout=10)[0] < 500:
                    return
            time.sleep(0.1)
        logs = "\n".join(each.read_text(errors="replace")[-2000:] for each in self.folder.glob("*.log"))
        raise RuntimeError(f"Nobody answers at {port}{path} after {seconds:.0f} s:\n{logs}")


@contextmanager
def stack(**environment: str) -> Iterator[Stack]:
    """A stack whose application believes to be at ``http://localhost``."""
    folder = Path(tempfile.mkdtemp(prefix="expo-stack-", dir="/tmp"))
    folder.chmod(0o755)
    known = {"PUBLIC_URL": "http://localhost", "LOG_LEVEL": "ERROR", "PYTHONPATH": str(ROOT), **environment}
    found = Stack(folder, "localhost", known)
    try:
        yield found
    finally:
        found.stop_all()
        shutil.rmtree(folder, ignore_errors=True)
