"""A Dovecot of our own: IMAP and POP3 with and without TLS, on this machine alone, for as long as a `with` lasts."""

import datetime
import imaplib
import ipaddress
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "Dovecot-of-2026!"
PROTOCOLS = ("imap", "imaps", "pop3", "pop3s")


class NoDovecot(Exception):
    """There is no dovecot on this machine."""


@dataclass
class Dovecot:
    """Any user name is a mailbox of its own, with PASSWORD. ports: by protocol. authority: of its certificate, a file."""

    folder: Path
    ports: dict[str, int]

    @property
    def authority(self):
        return self.folder / "certificate.pem"

    @contextmanager
    def client(self, user, folder="INBOX"):
        """imaplib's, logged in, with the folder selected. (Its own close() is CLOSE, which expunges.)"""
        with imaplib.IMAP4("127.0.0.1", self.ports["imap"], timeout=20) as client:
            client.login(user, PASSWORD)
            client.select(folder)
            yield client

    def put(self, user, *mails, folder="INBOX", flags=None):
        """Mails (bytes) into a folder, which is made where there is none."""
        with self.client(user) as client:
            client.create(folder)
            for mail in mails:
                status, said = client.append(folder, flags, None, mail)
                assert status == "OK", said

    def flags(self, user, folder="INBOX"):
        """The flags of each mail, by UID: {3: {"\\\\Seen"}}."""
        with self.client(user, folder) as client:
            found = {}
            for line in client.uid("FETCH", "1:*", "(UID FLAGS)")[1]:
                if line:
                    words = line.decode().replace("(", " ").replace(")", " ").split()
                    found[int(words[words.index("UID") + 1])] = {word for word in words if word.startswith("\\")}
            return {uid: flags - {"\\Recent"} for uid, flags in found.items()}


@contextmanager
def running(**options):
    """A fresh one; stopped and removed at the end. options: lines of its configuration. Raises NoDovecot.

    Started by root it runs as nobody.
    """
    program = find_program()
    folder = Path(tempfile.mkdtemp(prefix="itdesk-dovecot-"))
    try:
        folder.chmod(0o755)
        account = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        ports = dict(zip(PROTOCOLS, _free_ports(len(PROTOCOLS)), strict=True))
        _configure(folder, account, ports, options)
        with _started(program, folder, account):
            for port in ports.values():
                _answers(port, folder)
            yield Dovecot(folder, ports)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_program():
    """Raises NoDovecot."""
    if found := shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        return found
    raise NoDovecot("Dovecot is not installed: bin/test --install brings it")


@contextmanager
def _started(program, folder, account):
    who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    with (folder / "output").open("w") as output:
        process = subprocess.Popen(
            [program, "-F", "-c", folder / "dovecot.conf"],
            stdout=output, stderr=output, cwd="/", start_new_session=True, **who,
        )  # fmt: skip
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _configure(folder, account, ports, options):
    group = _group(account)
    for name in ("run", "state", "mail"):
        (folder / name).mkdir()
    _make_certificate(folder)
    listeners = "".join(
        LISTENERS.format(kind=kind, plain=ports[kind], tls=ports[f"{kind}s"]) for kind in ("imap", "pop3")
    )
    more = "".join(f"{name} = {value}\n" for name, value in options.items())
    text = CONFIGURATION.format(folder=folder, user=account.pw_name, group=group, password=PASSWORD)
    (folder / "dovecot.conf").write_text(text + listeners + more)
    if os.getuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, account.pw_uid, account.pw_gid)


CONFIGURATION = """
protocols = imap pop3
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail/%n
mail_max_userip_connections = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%n
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""
LISTENERS = """
service {kind}-login {{
  chroot =
  inet_listener {kind} {{
    port = {plain}
  }}
  inet_listener {kind}s {{
    port = {tls}
  }}
}}
"""


def _group(account):
    import grp

    return grp.getgrgid(account.pw_gid).gr_name


def _make_certificate(folder):
    """For 127.0.0.1 and localhost, signed by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(
        now + datetime.timedelta(days=2)
    )
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(secret)


def _free_ports(number):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _each in range(number)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _answers(port, folder, seconds=20):
    ends_at = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > ends_at:
                said = [path.read_text() for path in (folder / "output", folder / "log") if path.exists()]
                raise RuntimeError("\n".join(said)) from None
            time.sleep(0.05)
