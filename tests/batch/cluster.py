"""A Slurm cluster of one node on this machine: munged, slurmctld and slurmd of its own, beside any
that the machine may have, with all their files in one folder. It needs root, as slurmd does."""
import os
import pathlib
import secrets
import shutil
import socket
import subprocess
import time

PROGRAMS = {"munged": "munge", "slurmctld": "slurmctld", "slurmd": "slurmd", "sbatch": "slurm-client"}
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
CONFIG = pathlib.Path(__file__).with_name("slurm.conf.in")


def missing():
    """Why there can be no cluster here; empty where there can."""
    lost = [package for program, package in PROGRAMS.items() if not shutil.which(program, path=PATH)]
    if lost:
        return f"Slurm was not found (Debian, Ubuntu: {' '.join(lost)})"
    return "" if os.geteuid() == 0 else "slurmd needs root"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Unavailable(Exception):
    """The cluster does not start on this machine."""


class Cluster:
    def __init__(self, folder, tracking="pgid"):
        self.folder, self.daemons, self.logs = pathlib.Path(folder), [], []
        self.environment = {**os.environ, "PATH": PATH, "SLURM_CONF": f"{folder}/slurm.conf"}
        for name in ("state", "spool"):
            (self.folder / name).mkdir()
        (self.folder / "slurm.conf").write_text(CONFIG.read_text().format(
            folder=folder, host=socket.gethostname().split(".")[0], tracking=tracking,
            controller_port=free_port(), node_port=free_port()))
        (self.folder / "gres.conf").write_text(f"Name=gpu File={folder}/gpu[0-3]\n")
        for number in range(4):
            (self.folder / f"gpu{number}").touch()

    def daemon(self, *line):
        log = open(self.folder / f"{line[0]}.out", "w", encoding="utf-8")
        self.logs.append(log)
        self.daemons.append(subprocess.Popen(line, env=self.environment, cwd=self.folder,
                                             stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    def command(self, *line, check=True, **variables):
        done = subprocess.run(line, env={**self.environment, **variables}, cwd=self.folder, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
        if check and done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, line))}: {done.stdout}")
        return done.stdout.strip()

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self):
        key = self.folder / "munge.key"
        key.touch(0o600)
        key.write_bytes(secrets.token_bytes(128))
        names = {"key-file": "munge.key", "socket": "munge.socket", "pid-file": "munge.pid",
                 "log-file": "munge.log", "seed-file": "munge.seed"}
        self.daemon("munged", "--foreground", "--force",
                    *(f"--{option}={self.folder / name}" for option, name in names.items()))
        self.wait(lambda: (self.folder / "munge.socket").exists(), "munged")
        self.daemon("slurmctld", "-D")
        self.daemon("slurmd", "-D")
        self.wait(lambda: self.command("sinfo", "-h", "-o", "%T", check=False) == "idle", "the node")

    def wait(self, ready, what, seconds=30):
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end or any(daemon.poll() is not None for daemon in self.daemons):
                said = "".join(log.read_text() for log in sorted(self.folder.glob("*.out")))
                raise Unavailable(f"waited in vain for {what}: {said[-600:]}")
            time.sleep(0.1)

    def __exit__(self, *_):
        """Jobs first, because steps do not end with slurmd."""
        try:
            if len(self.daemons) == 3 and self.daemons[1].poll() is None:
                self.command("scancel", "--user=root")
                self.wait(lambda: not self.command("squeue", "-h"), "the end of all jobs", 45)
        finally:
            for daemon in reversed(self.daemons):
                daemon.terminate()
                try:
                    daemon.wait(timeout=15)
                except subprocess.TimeoutExpired:
                    daemon.kill()
                    daemon.wait()
            for log in self.logs:
                log.close()
