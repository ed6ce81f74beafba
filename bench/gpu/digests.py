"""CPU against CUDA: the same digest of every shipped config and many seeds."""

import concurrent.futures
import itertools
import json
import time

import h5py

import step

SEEDS = 20
AT_ONCE = 4
TRAJECTORIES = 20_000
TWIN = "accounting-ownership"  # the baseline under another name: the same digests, on purpose


def digest_of(check, config, seed, trajectories, name, options, seconds):
    file = check.scratch / f"{config.stem}-{seed}-{name}.h5"
    done = step.run([check.racecast, "run", config, *options, "--trajectories", trajectories,
                     "--seed", seed, "--output", file, "--force", "--quiet"], seconds)
    done.require_success(f"{config.stem}, seed {seed}, {name}")
    with h5py.File(file) as result:
        digest = result["provenance/outcome_digest"].asstr()[()]
    file.unlink()
    return digest


def rehearsed_sides(check):
    """The first and the last instruction set that the program has here, which may be the same."""
    said = step.run([check.racecast, "devices", "--json"], 20)
    said.require_success("racecast devices")
    sets = json.loads(said.output)["instruction_sets"]
    return {f"{isa}, threads: {threads}": ["--device", "cpu", "--isa", isa, "--threads", threads]
            for isa, threads in ((sets[0], 1), (sets[-1], 3))}


def compare(check, seconds):
    """Both engines on every pair of config and seed, some pairs at a time."""
    if check.rehearse:
        sides, seeds, count = rehearsed_sides(check), 1, 200
    else:
        sides, seeds, count = {"cpu": ["--device", "cpu"],
                               "cuda": ["--device", "cuda"]}, check.seeds, TRAJECTORIES
    end = time.monotonic() + seconds
    pairs = list(itertools.product(check.configs, range(1, seeds + 1)))

    def one(pair):
        config, seed = pair
        left = end - time.monotonic()
        if left < 1:
            return None
        return [digest_of(check, config, seed, count, name, options, left)
                for name, options in sides.items()]

    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(one, pairs))
    differ = [f"{config.stem}, seed {seed}" for (config, seed), both in zip(pairs, found)
              if both and both[0] != both[1]]
    figures = {"sides": list(sides), "configs": len(check.configs), "seeds": seeds,
               "trajectories": count, "compared": sum(both is not None for both in found),
               "asked": len(pairs), "differ": differ,
               "distinct_digests": len({both[0] for both in found if both}),
               "expected_digests": len([1 for config, _ in pairs if config.stem != TWIN])}
    if differ:
        raise step.Failure(f"{len(differ)} of {len(pairs)} digests differ: {differ[:5]}", figures)
    if figures["compared"] < len(pairs):
        raise step.Failure("time ran out before all pairs were compared", figures)
    if figures["distinct_digests"] < figures["expected_digests"]:
        raise step.Failure("different configs or seeds gave the same digest", figures)
    return figures
