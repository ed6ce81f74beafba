"""What compare.py runs side by side: racecast, and the peers of a device.

A side has `run(trajectories, seed)`, which returns its counts, seconds and draws; `about`, what a
record should say of it; and `compile_seconds`, which no rate includes.
"""

import functools
import importlib
import pathlib
import subprocess
import time

import h5py
import numpy as np

import race as asked

ENGINE = {"cpu": "cpu", "gpu": "cuda"}  # --device of racecast


class NoDevice(Exception):
    """racecast cannot run on the device."""


class Racecast:
    """Runs the program; its tables come from the result file."""

    compile_seconds = 0.0

    def __init__(self, options, folder):
        self.options, self.file = options, pathlib.Path(folder) / "racecast.h5"
        self.about, self.process_seconds = {}, []

    def run(self, trajectories, seed):
        options = self.options
        command = [options.racecast, "run", options.config, "--device", ENGINE[options.device],
                   "--threads", options.threads, "--trajectories", trajectories, "--seed", seed,
                   "--output", self.file, "--force", "--quiet"]
        began = time.perf_counter()
        done = subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise NoDevice(done.stderr.strip() or f"racecast ended with {done.returncode}")
        self.process_seconds.append(time.perf_counter() - began)
        with h5py.File(self.file) as file:
            attributes = file["provenance"].attrs
            self.about = {name: str(attributes[name]) for name in (
                "racecast_version", "git_commit", "compiler", "device_name", "device_detail")}
            self.config = file["provenance/config_resolved"].asstr()[()]
            counts = {name: file[name + "_count"][()].astype(np.int64) for name in asked.COUNTS}
            return counts, float(attributes["wall_seconds"]), int(attributes["draws"])


class Peer:
    """A peer: run_draws(draws, seed) returns its counts and how many draws were run."""

    def __init__(self, race, run_draws, about=None, compile_seconds=0.0):
        self.race, self.run_draws = race, run_draws
        self.about, self.compile_seconds = about or {}, compile_seconds

    def run(self, trajectories, seed):
        began = time.perf_counter()
        counts, draws = self.run_draws(-(-trajectories // self.race.paths), seed)
        return counts, time.perf_counter() - began, draws


def cpu_side(module, options, race):
    """A module with run(race, draws, seed, threads)."""
    run = importlib.import_module(module).run
    return Peer(race, lambda draws, seed: (run(race, draws, seed, options.threads), draws))


def numba_side(options, race):
    import numba
    side = cpu_side("numba_race", options, race)
    side.compile_seconds = side.run(0, options.seed)[1]
    side.about = {"numba": numba.__version__, "svml": bool(numba.config.USING_SVML),
                  "threading_layer": numba.threading_layer()}
    return side


def gpu_side(module, options, race):
    """A module with a Runner, which is compiled when it is made and waits for the device."""
    own = {"batch_draws": options.batch_draws} if options.batch_draws else {}
    runner = importlib.import_module(module).Runner(race, **own)
    return Peer(race, runner.run, runner.about, runner.compile_seconds)


PEERS = {"cpu": {"numba": numba_side, "numpy": functools.partial(cpu_side, "numpy_race")},
         "gpu": {"cupy": functools.partial(gpu_side, "cupy_race"),
                 "jax": functools.partial(gpu_side, "jax_race")}}


def peers(options, race):
    """Sides, those skipped because a package is missing, and those that failed; with reasons."""
    sides, skipped, failed = {}, {}, {}
    for name, made in PEERS[options.device].items():
        if options.peers and name not in options.peers.split(","):
            continue
        try:
            sides[name] = made(options, race)
        except ImportError as error:
            skipped[name] = str(error)
        except Exception as error:  # of a compiler or a driver: the others still run
            failed[name] = f"{type(error).__name__}: {error}"[:500]
    return sides, skipped, failed
