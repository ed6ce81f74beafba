#!/usr/bin/env python3
"""The Slurm examples of docs/batch, as they are shipped, on a cluster of one node: one digest however
the work is split, preempted and queued again.

    slurm.py --racecast PROGRAM [--mpi PROGRAM] [--tracking pgid|linuxproc|cgroup]

Runs that are preempted keep checkpoints only when they are told to stop, so that what they go on from
shows that the signal arrived. Exit code 77 (skipped): no Slurm here, or it does not start."""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import h5py

from cluster import Cluster, Unavailable, missing

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "batch"
CONFIG = ROOT / "configs" / "quick.toml"
LONG = "4M"  # some seven seconds for two threads


def require(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


def digest_of(path):
    require(path.exists(), f"{path.name} was not written")
    with h5py.File(path) as file:
        return file["provenance/outcome_digest"][()].decode()


class Queue:
    """Submits the examples, with parameters in the environment, and watches them."""

    def __init__(self, cluster, programs):
        self.cluster, self.folder = cluster, cluster.folder
        self.given = {**programs, "CONFIG": str(CONFIG), "DEVICE": "cpu"}

    def submit(self, *line, **parameters):
        said = self.cluster.command(*line, **{**self.given, **parameters})
        return said.split()[1].rstrip(",") if "array" in said else said

    def array(self, shards, *options, **parameters):
        return self.submit(EXAMPLES / "submit.sh", str(shards), *options, **parameters)

    def mpi(self, *options, **parameters):
        return self.submit("sbatch", "--parsable", *options, EXAMPLES / "slurm-mpi.sbatch", **parameters)

    def finish(self, seconds=120):
        self.until(lambda: self.cluster.command("squeue", "-h") == "", seconds, "the queue is not empty")

    def until(self, holds, seconds, otherwise):
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                sys.exit(f"failed: {otherwise}\n{self.cluster.command('squeue')}\n{self.logs()}")
            time.sleep(0.1)

    def logs(self, pattern="racecast-*.log"):
        return "\n".join(log.read_text() for log in sorted(self.folder.glob(pattern)))

    def begun(self, log, start):
        """Waits until that start has its work in hand, and a moment more."""
        self.until(lambda: " months on " in self.logs(log).partition(f"start {start}")[2], 60,
                   f"{log} does not tell of start {start}")
        time.sleep(1.5)


def split(queue, alone):
    """Eight shards; beside them, shards of another seed, and an array that fails."""
    queue.array(8, TRAJECTORIES="1M", OUT="split")
    queue.array(2, TRAJECTORIES="1M", OUT="planted", SEED="2")
    queue.array(2, RACECAST="/bin/false", OUT="failed")
    wanted = alone("1M")
    queue.finish()
    require(digest_of(queue.folder / "split/forecast.h5") == wanted, "8 shards: another digest")
    require(digest_of(queue.folder / "planted/forecast.h5") != wanted, "another seed went unnoticed")
    require(not (queue.folder / "failed/forecast.h5").exists(), "an array that failed was merged")


def preempted(queue, wanted):
    """A task that Slurm takes away, and one whose step alone is told to stop."""
    job = queue.array(2, "--cpus-per-task=1", TRAJECTORIES=LONG, OUT="taken", CHECKPOINT="0")
    first, second = (f"racecast-{job}_{task}.log" for task in (1, 2))
    queue.begun(first, 1)
    queue.begun(second, 1)
    queue.cluster.command("scontrol", "requeue", f"{job}_1")
    queue.cluster.command("scancel", "--signal=TERM", f"{job}_2")
    queue.finish()
    for log in (first, second):
        require("start 2" in queue.logs(log), f"not queued again: {queue.logs(log)}")
        require("going on from" in queue.logs(log), f"begun anew: {queue.logs(log)}")
    require("it is queued again" in queue.logs(second), "the task did not queue itself again")
    require(digest_of(queue.folder / "taken/forecast.h5") == wanted, "preempted: another digest")


def ranks(queue, wanted):
    """Two ranks that Slurm takes away, and then, started again, warns of the end of their time."""
    job = queue.mpi("--cpus-per-task=1", TRAJECTORIES=LONG, OUT="ranks", CHECKPOINT="0")
    log = f"racecast-mpi-{job}.log"
    queue.begun(log, 1)
    queue.cluster.command("scontrol", "requeue", job)
    queue.begun(log, 2)
    queue.cluster.command("scancel", "--batch", "--signal=USR1", job)
    queue.finish()
    said = queue.logs(log)
    require(said.count("going on from") == 2 and "start 3" in said, f"not taken up twice: {said}")
    require(digest_of(queue.folder / "ranks/forecast-mpi.h5") == wanted, "MPI: another digest")


def check(cluster, racecast, mpi):
    def alone(count):
        subprocess.run([racecast, "run", CONFIG, "-o", cluster.folder / "alone.h5", "--force", "--quiet",
                        "--trajectories", count, "--device", "cpu"], check=True, stdout=subprocess.DEVNULL)
        return digest_of(cluster.folder / "alone.h5")

    queue = Queue(cluster, {"RACECAST": racecast, "RACECAST_MPI": mpi})
    split(queue, alone)
    wanted = alone(LONG)
    preempted(queue, wanted)
    if mpi and shutil.which("mpirun"):
        ranks(queue, wanted)
        return "an array and MPI"
    return "an array (no MPI here)"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--racecast", required=True)
    parser.add_argument("--mpi", default="")
    parser.add_argument("--tracking", default="pgid")
    arguments = parser.parse_args()
    why = missing()
    if not why:
        try:
            with tempfile.TemporaryDirectory() as place, Cluster(place, arguments.tracking) as cluster:
                what = check(cluster, *(name and str(pathlib.Path(name).resolve())
                                        for name in (arguments.racecast, arguments.mpi)))
        except Unavailable as failure:
            why = str(failure)
    if why:
        print(f"skipped: {why}")
        return 77
    print(f"{what}: one digest, preempted or not")
    return 0


if __name__ == "__main__":
    sys.exit(main())
