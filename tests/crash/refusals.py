#!/usr/bin/env python3
"""What a run does about signals, second writers, and disks that are full or cannot be written.

    refusals.py --racecast PROGRAM [--sanitized]

Parts that need a file system of their own are left out, with the reason, where none can be mounted. A program
with sanitizers takes terabytes of addresses: it is not given little memory, and a tenth of the work."""
import argparse
import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import h5py

CONFIG = pathlib.Path(__file__).resolve().parents[2] / "configs" / "quick.toml"
LONG = ("--trajectories", "200M", "--device", "cpu")


def digest_of(path, of="outcome"):
    with h5py.File(path) as file:
        return file[f"provenance/{of}_digest"][()].decode()


class Racecast:
    def __init__(self, program, folder, share=1):
        self.program, self.folder, self.share = program, folder, share

    def start(self, *arguments, output="out.h5"):
        return subprocess.Popen([self.program, "run", CONFIG, "-o", output, *map(str, arguments)],
                                cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                text=True)

    def run(self, *arguments, output="out.h5"):
        process = self.start(*arguments, output=output)
        _, message = process.communicate(timeout=300)
        return process.returncode, message

    def names(self):
        return sorted(file.name for file in self.folder.iterdir())

    def wait_for(self, name):
        for _ in range(20_000):  # minutes: with sanitizers on a busy machine
            if (self.folder / name).exists():
                return
            time.sleep(0.01)
        sys.exit(f"{name} did not appear")


def require(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


@contextlib.contextmanager
def disk(folder, size):
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder],
                          capture_output=True, text=True, check=False)
    try:
        yield done.returncode == 0
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", "-l", folder], check=False)


def fill(filler):
    """Takes all the room that there is."""
    with contextlib.suppress(OSError), open(filler, "wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def signals(racecast):
    """SIGTERM: a checkpoint and 130 within ten seconds. A second signal: at once, and no harm."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # it would stay ignored where this runs under nohup
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1, signal.SIGHUP):
        process = racecast.start(*LONG, "--force")
        racecast.wait_for(".out.h5.lock")
        time.sleep(0.5)
        process.send_signal(number)
        begin = time.monotonic()
        _, message = process.communicate(timeout=60)
        require(process.returncode == 130, f"{number.name} ends with 130, not {process.returncode}")
        require(time.monotonic() - begin < 10, f"{number.name} ends within 10 s")
        require("--resume" in message, "the message says how to go on")
        require(racecast.names() == ["out.h5.ckpt"], f"{racecast.names()} is a checkpoint alone")
    status, message = racecast.run(*LONG)
    require(status == 2 and "--resume" in message, "a run does not replace a checkpoint")
    process = racecast.start(*LONG, "--resume")
    racecast.wait_for(".out.h5.lock")
    time.sleep(0.5)
    begin = time.monotonic()
    for _ in range(200):
        process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    require(time.monotonic() - begin < 2, "a second Ctrl-C ends at once")
    status, message = racecast.run("--trajectories", "64k", "--resume")
    require(status == 2 and "run.trajectories" in message, "the other run is named")
    status, _ = racecast.run("--trajectories", "64k", "--force")
    require(status == 0 and racecast.names() == ["out.h5"], "--force begins anew, and ends clean")


def second_writer(racecast):
    first = racecast.start(*LONG, output="two.h5")
    racecast.wait_for(".two.h5.lock")
    status, message = racecast.run("--trajectories", "64k", output="two.h5")
    require(status == 1 and str(first.pid) in message, "a second writer is told of the first")
    first.kill()
    first.communicate()
    status, message = racecast.run("--trajectories", "64k", output="two.h5")
    require(status == 0, f"a killed writer does not block the next: {message}")


def full_disk(racecast):
    """At the end: the old file stays, and the checkpoint only needs to be published."""
    status, message = racecast.run("--trajectories", "64k")
    require(status == 0, f"a run on the small disk: {message}")
    old = (racecast.folder / "out.h5").read_bytes()
    run = ("--trajectories", 2_000_000 // racecast.share, "--seed", "5", "--device", "cpu", "--force")
    process = racecast.start(*run, "--checkpoint", "0.1")
    racecast.wait_for("out.h5.ckpt.1")
    filler = racecast.folder / "filler"
    fill(filler)
    _, message = process.communicate(timeout=300)
    require(process.returncode == 1 and "cannot write" in message,
            f"a full disk ends a run with 1, not {process.returncode}: {message}")
    require((racecast.folder / "out.h5").read_bytes() == old, "the old file is as it was")
    require(not any(name.endswith(".tmp") for name in racecast.names()), "no temporary is left")
    filler.unlink()
    status, message = racecast.run(*run, "--resume")
    require(status == 0 and "going on from" in message, f"--resume goes on: {message}")
    with tempfile.TemporaryDirectory() as other:
        Racecast(racecast.program, pathlib.Path(other)).run(*run)
        require(digest_of(racecast.folder / "out.h5") == digest_of(pathlib.Path(other) / "out.h5"),
                "the same digest after a full disk")
    require(racecast.names() == ["out.h5"], "nothing else is left")


def deaf(racecast):
    """Where nobody can be told anything, the work is done all the same."""
    reader, pipe = os.pipe()
    os.close(reader)
    for log, output in (("/dev/full", "full.h5"), (pipe, "unread.h5")):
        with open(log, "w", encoding="utf-8") as stderr:
            done = subprocess.run([racecast.program, "run", CONFIG, "-o", output],
                                  cwd=racecast.folder, stdout=subprocess.DEVNULL, stderr=stderr,
                                  check=False)
        require(done.returncode == 0 and output in racecast.names(), f"no log, but {output}")
    process = subprocess.Popen(["nohup", racecast.program, "run", CONFIG, "-o", "nohup.h5"],
                               cwd=racecast.folder, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    racecast.wait_for(".nohup.h5.lock")
    process.send_signal(signal.SIGHUP)
    require(process.wait(timeout=300) == 0, "SIGHUP does not end what nohup started")


def long_name(racecast):
    before = racecast.names()
    status, message = racecast.run(*LONG, output="n" * 240 + ".h5")
    require(status == 1 and "too long" in message, f"a long name is refused at once: {message}")
    require(racecast.names() == before, "and leaves nothing")


def full_sweep(racecast):
    """Scenarios that would find no room are not computed; --resume makes them."""
    (racecast.folder / "s.toml").write_text(
        f'name = "full"\nconfig = "{CONFIG}"\n[[axis]]\npath = "us.power.growth"\n'
        "values = [0.1, 0.2, 0.3, 0.4]\n", encoding="utf-8")

    def sweep(folder, *more):
        return subprocess.Popen(
            [racecast.program, "sweep", racecast.folder / "s.toml", "-o", "s.h5", "--device", "cpu",
             "--threads", "1", "--trajectories", str(400_000 // racecast.share), *more], cwd=folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    process = sweep(racecast.folder)
    racecast.wait_for("s.h5.parts/000000.h5")
    filler = racecast.folder / "filler"
    fill(filler)
    _, message = process.communicate(timeout=300)
    require(process.returncode == 1 and message.count("too little room") >= 3,
            f"scenarios that find no room fail: {process.returncode} {message}")
    filler.unlink()
    process = sweep(racecast.folder, "--resume", "--force")
    _, message = process.communicate(timeout=300)
    require(process.returncode == 0, f"--resume makes them: {message}")
    require(racecast.names() == ["s.h5", "s.toml"], "nothing else is left of a sweep")
    with tempfile.TemporaryDirectory() as other:
        sweep(other).communicate(timeout=300)
        require(digest_of(racecast.folder / "s.h5", "sweep") ==
                digest_of(pathlib.Path(other) / "s.h5", "sweep"), "the same sweep after a full disk")
    for name in racecast.names():
        (racecast.folder / name).unlink()


def small_disk(racecast):
    status, message = racecast.run(*LONG)
    require(status == 1 and "too little room" in message, f"a small disk is refused: {message}")
    require(racecast.names() == [], "nothing was written")


def many_parts(racecast):
    """A disk that is large enough for a sweep of few scenarios is too small for one of many."""
    with tempfile.TemporaryDirectory() as other:
        many = pathlib.Path(other) / "many.toml"
        for points in (1, 1000):
            many.write_text(
                f'name = "many"\nconfig = "{CONFIG}"\nmethod = "sobol"\npoints = {points}\n'
                '[set]\nrun.trajectories = 512\n[[axis]]\npath = "us.power.growth"\nlow = 0.1\n'
                "high = 0.4\n", encoding="utf-8")
            done = subprocess.run(
                [racecast.program, "sweep", many, "-o", "s.h5", "--device", "cpu"],
                cwd=racecast.folder, capture_output=True, text=True, check=False)
            fits = points == 1
            require(done.returncode == (0 if fits else 1), f"{points} parts: {done.stderr}")
            require(fits or "too little room for 1001 results" in done.stderr,
                    f"a disk too small for all parts is refused: {done.stderr}")
            require(racecast.names() == (["s.h5"] if fits else []), "no part was written")
            (racecast.folder / "s.h5").unlink(missing_ok=True)


def read_only(racecast):
    subprocess.run(["mount", "-o", "remount,ro", racecast.folder], check=True)
    status, message = racecast.run(*LONG)
    require(status == 1 and "cannot be written" in message,
            f"a read-only disk is refused before any work: {message}")


def little_memory(program, folder):
    baseline = CONFIG.with_name("baseline.toml")
    done = subprocess.run(["sh", "-c", f"ulimit -v 1000000; exec {program} run {baseline} -o m.h5 "
                           "--threads 64 --device cpu"], cwd=folder, capture_output=True, text=True,
                          check=False)
    require(done.returncode == 1 and "too little memory" in done.stderr,
            f"too little memory is refused: {done.returncode} {done.stderr}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--racecast", required=True)
    parser.add_argument("--sanitized", action="store_true")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.racecast).resolve())
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        signals(Racecast(program, folder))
        second_writer(Racecast(program, folder))
        deaf(Racecast(program, folder))
        long_name(Racecast(program, folder))
        if arguments.sanitized:
            print("left out: little_memory (a program with sanitizers)")
        else:
            little_memory(program, folder)
    for size, parts in (("40m", (many_parts, full_sweep, full_disk)), ("300k", (small_disk, read_only))):
        with tempfile.TemporaryDirectory() as place, disk(place, size) as mounted:
            for part in parts:
                if mounted:
                    part(Racecast(program, pathlib.Path(place), 10 if arguments.sanitized else 1))
                else:
                    print(f"left out: {part.__name__} (nothing can be mounted here)")
    print("signals, second writers, disks and memory: as they should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
