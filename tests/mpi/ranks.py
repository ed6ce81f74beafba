#!/usr/bin/env python3
"""racecast-mpi under mpirun: one digest for any number of ranks, signals, lost ranks, and sweeps.

    ranks.py --racecast PROGRAM --mpi PROGRAM [--sanitized]

Programs with sanitizers are given a tenth of the work. Exit code 77 (skipped): no racecast-mpi was built, or
there is no mpirun."""
import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import h5py

CONFIG = pathlib.Path(__file__).resolve().parents[2] / "configs" / "quick.toml"
ENVIRONMENT = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}


def require(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


def digest_of(path, name="outcome_digest"):
    with h5py.File(path) as file:
        return file[f"provenance/{name}"][()].decode()


def sized(trajectories):
    return ("--trajectories", str(trajectories), "--device", "cpu", "--quiet")


class Job:
    def __init__(self, program, folder, share):
        self.program, self.folder = program, folder
        self.short, self.long = sized(500_000 // share), sized(4_000_000 // share)
        self.begin = 3 if share == 1 else 15  # seconds until all ranks are at work

    def start(self, ranks, *arguments, output="out.h5", mpirun=(), what=("run", CONFIG)):
        return subprocess.Popen(
            ["mpirun", "--oversubscribe", *mpirun, "-n", str(ranks), self.program, *what, "-o", output,
             *arguments], cwd=self.folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)

    def run(self, ranks, *arguments, **how):
        process = self.start(ranks, *arguments, **how)
        _, message = process.communicate(timeout=300)
        return process.returncode, message

    def ranks(self):
        """Process numbers, the leading rank first."""
        found = subprocess.run(["pgrep", "-f", f"^{self.program} (run|sweep) "], capture_output=True, text=True,
                               check=False)
        return sorted(map(int, found.stdout.split()))

    def wait_for(self, name):
        for _ in range(20_000):  # minutes: with sanitizers on a busy machine
            if (self.folder / name).exists():
                return
            time.sleep(0.01)
        sys.exit(f"{name} did not appear")


def one_digest(job, wanted):
    for ranks in (1, 2, 3, 4):
        output = f"{ranks}.h5"
        status, message = job.run(ranks, *job.short, output=output)
        require(status == 0, f"{ranks} ranks: {message}")
        require(digest_of(job.folder / output) == wanted, f"{ranks} ranks: another digest")


def design(job, alone):
    """Draws whose scores a table gives, and whose months are kept."""
    command = ["sensitivity", CONFIG, "--rows", "16", "--device", "cpu", "--threads", "1", "--quiet",
               "--json"]
    said = [json.loads(subprocess.run([*start, *command], cwd=job.folder, env=ENVIRONMENT,
                                      capture_output=True, check=True, timeout=300).stdout)
            for start in ([alone], ["mpirun", "--oversubscribe", "-n", "3", job.program])]
    require(said[0] == said[1], "a design on 3 ranks has other numbers")


def mistakes(job):
    status, message = job.run(3, "--trajectories", "none")
    require(status == 2 and message.count("racecast: error") == 1,
            f"a mistake is told once, with exit code 2: {status} {message}")


def interrupted(job):
    """A signal that mpirun passes on, or that only the last rank gets, leaves a checkpoint."""
    long = ("--trajectories", "200M", "--device", "cpu", "--checkpoint", "0")
    for whom in ("mpirun", "the last rank"):
        process = job.start(3, *long)
        job.wait_for(".out.h5.lock")
        time.sleep(job.begin)
        os.kill(process.pid if whom == "mpirun" else job.ranks()[-1], signal.SIGUSR1)
        begin = time.monotonic()
        _, message = process.communicate(timeout=60)
        require(process.returncode == 130,
                f"a signal to {whom}: exit code 130, not {process.returncode}: {message}")
        require(time.monotonic() - begin < 10, f"a signal to {whom}: within 10 s")
        require((job.folder / "out.h5.ckpt").exists(), f"a signal to {whom}: a checkpoint is kept")
        (job.folder / "out.h5.ckpt").unlink()


def threads_of_ranks(job, *options):
    """How many threads each of two ranks has at most that share all processors: between chunks of work
    it has fewer."""
    process = job.start(2, "--trajectories", "200M", "--device", "cpu", *options, output="threads.h5",
                        mpirun=("--bind-to", "none"))
    job.wait_for(".threads.h5.lock")
    time.sleep(job.begin)
    ranks, seen = job.ranks(), []
    for _ in range(50):
        seen.append([len(os.listdir(f"/proc/{rank}/task")) for rank in ranks])
        time.sleep(job.begin / 50)
    found = [max(counts) for counts in zip(*seen)]
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    for left in job.folder.glob("*threads.h5*"):
        left.unlink()
    require(len(found) == 2, f"two ranks, not {len(found)}")
    return found


def own_share(job):
    """Leading and following, a rank takes its share of the processors and no more."""
    processors = len(os.sched_getaffinity(0))
    share = max(1, processors // 2)
    shared, asked = threads_of_ranks(job), threads_of_ranks(job, "--threads", str(share))
    every = threads_of_ranks(job, "--threads", str(share + 1))
    require(every == [one + 1 for one in asked], f"one thread more each: {asked}, {every}")
    require(shared == asked, f"{share} of {processors} processors a rank: {shared}, not {asked}")


def lost_rank(job):
    """A rank that is killed ends the job; what was done is kept, and two ranks finish it."""
    process = job.start(3, *job.long, "--checkpoint", "0.2", output="lost.h5")
    job.wait_for("lost.h5.ckpt")
    os.kill(job.ranks()[-1], signal.SIGKILL)
    process.communicate(timeout=60)
    require(process.returncode != 0, "a lost rank ends the job")
    require(not (job.folder / "lost.h5").exists(), "without a result")
    require((job.folder / "lost.h5.ckpt").exists(), "and with the checkpoint")
    status, message = job.run(2, *job.long[:4], "--resume", output="lost.h5")
    require(status == 0 and "going on from" in message, f"--resume goes on: {message}")
    return digest_of(job.folder / "lost.h5")


SWEEP = f"""name = "ranks"
config = "{CONFIG}"
[[axis]]
name = "growth"
path = "us.power.growth"
low = 0.02
high = 0.4
steps = 7
"""


class Sweeps:
    """Eight scenarios: three ranks take six of them as wholes, and two together."""

    def __init__(self, job):
        self.job, self.parts = job, job.folder / "sweep.h5.parts"
        (job.folder / "sweep.toml").write_text(SWEEP, encoding="utf-8")
        self.how = {"what": ("sweep", "sweep.toml"), "output": "sweep.h5"}

    def run(self, ranks, *arguments):
        return self.job.run(ranks, *self.job.short, *arguments, **self.how)

    def digest(self):
        return digest_of(self.job.folder / "sweep.h5", "sweep_digest")

    def stopped(self, number, *arguments):
        """The last of three ranks gets a signal when there is another part."""
        before = set(self.parts.glob("*.h5"))
        process = self.job.start(3, *self.job.short, *arguments, **self.how)
        while process.poll() is None and set(self.parts.glob("*.h5")) <= before:
            time.sleep(0.002)
        os.kill(self.job.ranks()[-1], number)
        _, message = process.communicate(timeout=60)
        require(not (self.job.folder / "sweep.h5").exists(), f"no sweep after {number}")
        require(set(self.parts.glob("*.h5")) > before, f"parts are kept after {number}")
        return process.returncode, message


def whole_scenarios(sweeps, alone):
    """Dealt out or not, and stopped in between, it is one sweep; a scenario that fails fails alone."""
    subprocess.run([alone, "sweep", "sweep.toml", "-o", "sweep.h5", *sweeps.job.short],
                   cwd=sweeps.job.folder, check=True, stdout=subprocess.DEVNULL)
    wanted = sweeps.digest()
    status, message = sweeps.run(3, "--force", "--keep")
    require(status == 0 and sweeps.digest() == wanted, f"a sweep on 3 ranks: {status} {message}")
    devices = []
    for part in sorted(sweeps.parts.glob("*.h5")):
        with h5py.File(part) as file:
            devices.append("3 MPI ranks" in str(file["provenance"].attrs["device_detail"]))
        part.unlink()
    require(devices == [False] * 6 + [True] * 2, f"which scenarios all ranks had: {devices}")
    (sweeps.job.folder / "sweep.h5").unlink()
    for scenario in (1, 7):
        (sweeps.parts / f"{scenario:06}.h5").mkdir()
    status, message = sweeps.run(3, "--resume")
    require(status == 1 and "2 of 8 scenarios failed" in message, f"two fail: {status} {message}")
    shutil.rmtree(sweeps.parts)
    (sweeps.job.folder / "sweep.h5").unlink()

    status, message = sweeps.stopped(signal.SIGKILL)
    require(status != 0, "a lost rank ends the sweep")
    status, message = sweeps.stopped(signal.SIGUSR1, "--resume")
    require(status == 130 and "--resume" in message, f"a signal to one rank: {status} {message}")
    status, message = sweeps.run(2, "--resume")
    require(status == 0 and sweeps.digest() == wanted, f"two ranks go on: {status} {message}")
    require(not sweeps.parts.exists(), "and nothing is left")


def halted_scenarios(sweeps):
    """A signal leaves a checkpoint of what each rank had in hand."""
    process = sweeps.job.start(3, *sized("200M"), "--force", **sweeps.how)
    sweeps.job.wait_for("sweep.h5.parts")
    time.sleep(sweeps.job.begin)
    process.send_signal(signal.SIGUSR1)
    begin = time.monotonic()
    _, message = process.communicate(timeout=60)
    require(process.returncode == 130, f"exit code 130, not {process.returncode}: {message}")
    require(time.monotonic() - begin < 10, "a signal ends a sweep within 10 s")
    left = sorted(path.name for path in sweeps.parts.iterdir())
    require(left == [f"{i:06}.h5.ckpt" for i in range(3)], f"a checkpoint a rank: {left}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--racecast", required=True)
    parser.add_argument("--mpi", default="")
    parser.add_argument("--sanitized", action="store_true")
    arguments = parser.parse_args()
    if not arguments.mpi or not shutil.which("mpirun"):
        print("skipped: MPI was not found (Debian, Ubuntu: libopenmpi-dev openmpi-bin)")
        return 77
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        racecast, mpi = (str(pathlib.Path(name).resolve()) for name in (arguments.racecast, arguments.mpi))
        job = Job(mpi, folder, 10 if arguments.sanitized else 1)

        def alone(*options, output):
            subprocess.run([racecast, "run", CONFIG, "-o", folder / output, *options],
                           check=True, stdout=subprocess.DEVNULL)
            return digest_of(folder / output)

        wanted = alone(*job.short, output="alone.h5")
        one_digest(job, wanted)
        design(job, racecast)
        mistakes(job)
        interrupted(job)
        own_share(job)
        sweeps = Sweeps(job)
        whole_scenarios(sweeps, racecast)
        halted_scenarios(sweeps)
        lost = lost_rank(job)
        require(lost == alone(*job.long, output="all.h5"), "after a lost rank: another digest")
        require(lost != wanted, "other runs have other digests")
    print("1, 2, 3 and 4 ranks: one digest; a signal and a lost rank: nothing lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
