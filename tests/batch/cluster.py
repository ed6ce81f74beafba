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
# cred_expire is also how long a requeued job waits before it starts again: 120 s unless told, least 5.
# GPUs are only counted: empty files do for devices.
CONFIG = """
ClusterName=racecast
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmctldPort={controller_port}
SlurmdPort={node_port}
AuthInfo=socket={folder}/munge.socket,cred_expire=5
AuthType=auth/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/{tracking}
TaskPlugin=task/none
MpiDefault=none
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
GresTypes=gpu
ReturnToService=2
KillWait=30
NodeName={host} NodeAddr=127.0.0.1 CPUs=64 Sockets=1 CoresPerSocket=64 RealMemory=99999 Gres=gpu:4
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
PreemptParameters=send_user_signal
PartitionName=all Nodes={host} Default=YES State=UP PriorityTier=1 GraceTime=10
PartitionName=urgent Nodes={host} State=UP PriorityTier=2
"""


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
        (self.folder / "slurm.conf").write_text(CONFIG.format(
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
                raise Unavailable(f"{what} does not get ready: {said[-600:]}")
            time.sleep(0.1)

    def __exit__(self, *_):
        """Jobs first, because steps do not end with slurmd."""
        if len(self.daemons) == 3:
            self.command("scancel", "--signal=KILL", "--full", "--state=RUNNING", "--user=root", check=False)
        for daemon in reversed(self.daemons):
            daemon.terminate()
            try:
                daemon.wait(timeout=15)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        for log in self.logs:
            log.close()
