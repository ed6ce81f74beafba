"""Builds racecast where there is no network, with the libraries of a folder."""

import os
import pathlib

import step


def build(root, dependencies, folder, seconds):
    """The folder of the binaries. `dependencies`: unpacked packages, with usr/include and so on."""
    prefix = pathlib.Path(dependencies).resolve()
    prefix = prefix / "usr" if (prefix / "usr").is_dir() else prefix
    environment = {**os.environ, "HDF5_ROOT": str(prefix)}
    step.run(["cmake", "-S", root, "-B", folder, "-DCMAKE_BUILD_TYPE=Release", "-DRACECAST_CUDA=ON",
              "-DRACECAST_PORTABLE=ON", "-DRACECAST_TESTS=ON",
              f"-DCMAKE_PREFIX_PATH={prefix}"], seconds,
             env=environment).require_success("cmake")
    done = step.run(["cmake", "--build", folder, "--parallel", os.cpu_count(), "--target",
                     "racecast", "racecast_tests"], seconds, env=environment)
    done.require_success("the build")
    return pathlib.Path(folder)
