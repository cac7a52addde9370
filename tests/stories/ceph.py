"""An object store of the test's own: a Ceph monitor, one OSD in memory and a RADOS gateway, on free ports, in a folder.

Nothing of the machine's is touched, and no root is needed. It answers after some 15 s.
"""

import base64
import hashlib
import hmac
import shutil
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formatdate
from pathlib import Path

import httpx
import obstore
import pytest
from obstore.store import S3Store

from tests.servers import HERE, free_port

PROGRAMS = ("ceph", "ceph-authtool", "ceph-mon", "ceph-osd", "monmaptool", "radosgw", "radosgw-admin")
missing = [program for program in PROGRAMS if shutil.which(program) is None]
needs_ceph = pytest.mark.skipif(bool(missing), reason=f"no Ceph on this machine: {', '.join(missing)}")
LONGEST_START_S = 120
KEY, SECRET = "tester", "a-secret-of-tests"

CONFIGURATION = """
[global]
fsid = {fsid}
mon_initial_members = a
mon_host = v2:127.0.0.1:{monitor}
public_addr = 127.0.0.1
ms_bind_msgr1 = false
keyring = {root}/keyring
run_dir = {root}
admin_socket = {root}/$name.asok
pid_file = {root}/$name.pid
log_file = {root}/$name.log
crash_dir = {root}
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
osd_objectstore = memstore
memstore_device_bytes = 536870912
mon_allow_pool_size_one = true
mon_data = {root}/mon
osd_data = {root}/osd
rgw_data = {root}/rgw
rgw_dynamic_resharding = false
rgw_frontends = beast endpoint={host}:{gateway} tcp_nodelay=1
"""


@dataclass(frozen=True)
class Gateway:
    """A gateway that answers; `key` and `secret` may do everything there."""

    endpoint: str
    key: str = KEY
    secret: str = SECRET

    def store(self, bucket: str) -> S3Store:
        config = {"endpoint": self.endpoint, "access_key_id": self.key, "secret_access_key": self.secret}
        return S3Store(bucket, config=config | {"region": "us-east-1"}, client_options={"allow_http": True})

    def make(self, bucket: str) -> S3Store:
        """Make a bucket."""
        address = obstore.sign(self.store(bucket), "PUT", "", timedelta(seconds=60))
        httpx.put(address, timeout=30).raise_for_status()
        return self.store(bucket)

    def open_to_all(self, bucket: str, keys: str) -> None:
        """Let everybody read the keys of a bucket that begin with `keys`."""
        resource = f"arn:aws:s3:::{bucket}/{keys}*"
        policy = (
            '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", '
            f'"Action": "s3:GetObject", "Resource": "{resource}"}}]}}'
        )
        date = formatdate(usegmt=True)
        signed = f"PUT\n\napplication/json\n{date}\n/{bucket}?policy".encode()
        signature = base64.b64encode(hmac.new(self.secret.encode(), signed, hashlib.sha1).digest()).decode()
        headers = {"Date": date, "Content-Type": "application/json", "Authorization": f"AWS {self.key}:{signature}"}
        asked = httpx.put(f"{self.endpoint}/{bucket}?policy", content=policy, headers=headers, timeout=30)
        asked.raise_for_status()


@dataclass(frozen=True)
class _Cluster:
    """Daemons over one folder."""

    root: Path
    running: ExitStack

    def run(self, *words: str) -> None:
        subprocess.run(words, check=True, capture_output=True, timeout=LONGEST_START_S)

    def ask(self, program: str, *words: str) -> None:
        self.run(program, f"--conf={self.root}/ceph.conf", *words)

    def start(self, program: str, *words: str) -> None:
        command, nowhere = [program, f"--conf={self.root}/ceph.conf", *words, "-f"], subprocess.DEVNULL
        process = self.running.enter_context(subprocess.Popen(command, stdout=nowhere, stderr=nowhere))
        self.running.callback(process.kill)

    def make_keys(self) -> None:
        keyring = f"{self.root}/keyring"
        self.run("ceph-authtool", "--create-keyring", keyring)
        for name in ("mon.", "client.admin", "osd.0", "client.rgw"):
            may = [word for part in ("mon", "osd") for word in ("--cap", part, "allow *")]
            self.run("ceph-authtool", keyring, "--gen-key", "-n", name, *may)

    def start_monitor(self, fsid: str, port: int) -> None:
        monitors = f"{self.root}/monmap"
        self.run("monmaptool", "--create", "--fsid", fsid, "--addv", "a", f"[v2:127.0.0.1:{port}]", monitors)
        self.ask("ceph-mon", "--mkfs", "-i", "a", "--monmap", monitors, "--keyring", f"{self.root}/keyring")
        self.start("ceph-mon", "-i", "a")

    def start_disk(self) -> None:
        disk = str(uuid.uuid4())
        self.ask("ceph", "osd", "new", disk)
        (self.root / "osd").mkdir()
        self.ask("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", disk)
        self.ask("ceph", "osd", "crush", "add", "osd.0", "1", "root=default")
        self.start("ceph-osd", "-i", "0")

    def start_gateway(self) -> None:
        self.start("radosgw", "-n", "client.rgw")
        who = ("--uid=tester", "--display-name=tester", f"--access-key={KEY}", f"--secret-key={SECRET}")
        self.ask("radosgw-admin", "-n", "client.rgw", "user", "create", *who)


@contextmanager
def gateway_in(root: Path, host: str = HERE) -> Iterator[Gateway]:
    """A store that is gone when the block ends."""
    fsid, monitor, port = str(uuid.uuid4()), free_port(), free_port()
    words = {"root": root, "fsid": fsid, "monitor": monitor, "host": host, "gateway": port}
    (root / "ceph.conf").write_text(CONFIGURATION.format_map(words))
    with ExitStack() as running:
        cluster = _Cluster(root, running)
        cluster.make_keys()
        cluster.start_monitor(fsid, monitor)
        cluster.start_disk()
        cluster.start_gateway()
        _wait_for(host, port)
        yield Gateway(f"http://{host}:{port}")


def _wait_for(host: str, port: int) -> None:
    latest = time.monotonic() + LONGEST_START_S
    while True:
        try:
            socket.create_connection((host, port), 1).close()
        except OSError:
            assert time.monotonic() < latest, "the gateway did not start"
            time.sleep(0.1)
        else:
            return
