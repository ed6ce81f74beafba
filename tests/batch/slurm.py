#!/usr/bin/env python3
"""The Slurm examples of docs/batch, as they are shipped, on a cluster of one node: one digest however
the work is split, preempted and queued again.

    slurm.py --racecast PROGRAM [--mpi PROGRAM] [--tracking pgid|linuxproc] [--sanitized]

Runs that are preempted keep checkpoints only when they are told to stop, so that what they go on from
shows that the signal arrived. Programs with sanitizers are given a fiftieth of the work. Exit code 77
(skipped): no Slurm here, or it does not start."""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from cluster import Cluster, Unavailable, missing
from jobs import CONFIG, Jobs, digest_of, require

ONE_THREAD = "--cpus-per-task=1"


def split(jobs, alone, thousands):
    """Eight shards; beside them, shards of another seed, and an array that fails."""
    size = f"{thousands}k"
    jobs.array(8, TRAJECTORIES=size, OUT="split")
    jobs.array(2, TRAJECTORIES=size, OUT="planted", SEED="2")
    jobs.array(2, RACECAST="/bin/false", OUT="failed")
    wanted = alone(size)
    jobs.finish()
    require(digest_of(jobs.folder / "split/forecast.h5") == wanted, "8 shards: another digest")
    require(digest_of(jobs.folder / "planted/forecast.h5") != wanted, "another seed went unnoticed")
    require(not (jobs.folder / "failed/forecast.h5").exists(), "an array that failed was merged")


def long_enough(alone, thousands):
    """Trajectories that one thread needs half a minute for, where nothing else runs; 6 `thousands` at least."""
    seconds = []
    for _ in range(3):  # something else may run for a while: the least counts
        begin = time.monotonic()
        alone(f"{thousands // 2}k", "--threads", "1")
        seconds.append(time.monotonic() - begin)
    return f"{max(6, round(16 / min(seconds))) * thousands}k"


def preempted(jobs, size, with_mpi):
    """Logs of an array and of two ranks that are stopped twice: by an urgent job, then by hand."""
    array = jobs.array(3, ONE_THREAD, TRAJECTORIES=size, OUT="taken", CHECKPOINT="0")
    ranks = jobs.mpi(ONE_THREAD, TRAJECTORIES=size, OUT="ranks", CHECKPOINT="0") if with_mpi else ""
    logs = [f"{array}_{task}" for task in (1, 2, 3)] + [f"mpi-{ranks}"] * bool(ranks)
    for start in (1, 2):
        for log in logs:
            jobs.begun(log, start)
        time.sleep(1)
        if start == 1:
            jobs.submit("sbatch", "--partition=urgent", "--cpus-per-task=64", "--wrap=true")
    jobs.submit("scontrol", "requeue", f"{array}_1")
    # Its step alone, as at the end of its time. The last task has the array's own number as its job's.
    jobs.submit("scancel", "--signal=TERM", f"{array}_3")
    if ranks:
        jobs.submit("scancel", "--batch", "--signal=USR1", ranks)
    jobs.finish()
    return [jobs.log(log) for log in logs]


def went_on(logs):
    for log, stops in zip(logs, (2, 1, 2, 2)):
        require(log.count("going on from") == stops, f"stopped {stops} times and taken up so often: {log}")
        require(log.count(", start ") == stops + 1, f"started {stops + 1} times: {log}")
        require(log.count("wrote ") == 1, f"finished once: {log}")


def check(cluster, racecast, mpi, thousands):
    def alone(count, *options):
        subprocess.run([racecast, "run", CONFIG, "-o", cluster.folder / "alone.h5", "--force", "--quiet",
                        "--trajectories", count, "--device", "cpu", *options], check=True,
                       stdout=subprocess.DEVNULL)
        return digest_of(cluster.folder / "alone.h5")

    jobs = Jobs(cluster, RACECAST=racecast, RACECAST_MPI=mpi, OMPI_ALLOW_RUN_AS_ROOT="1",
                OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
    split(jobs, alone, thousands)
    with_mpi = bool(mpi and shutil.which("mpirun"))
    size = long_enough(alone, thousands)
    went_on(preempted(jobs, size, with_mpi))
    wanted = alone(size)
    require(digest_of(jobs.folder / "taken/forecast.h5") == wanted, "preempted: another digest")
    if with_mpi:
        require(digest_of(jobs.folder / "ranks/forecast-mpi.h5") == wanted, "MPI: another digest")
    return "an array and MPI ranks" if with_mpi else "an array (no MPI here)"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--racecast", required=True)
    parser.add_argument("--mpi", default="")
    parser.add_argument("--tracking", default="pgid")
    parser.add_argument("--sanitized", action="store_true")
    arguments = parser.parse_args()
    why = missing()
    if not why:
        programs = [name and str(pathlib.Path(name).resolve()) for name in (arguments.racecast, arguments.mpi)]
        try:
            with tempfile.TemporaryDirectory() as place, Cluster(place, arguments.tracking) as cluster:
                what = check(cluster, *programs, 20 if arguments.sanitized else 1000)
        except Unavailable as failure:
            why = str(failure)
    if why:
        print(f"skipped: {why}")
        return 77
    print(f"{what}: one digest, preempted or not")
    return 0


if __name__ == "__main__":
    sys.exit(main())
