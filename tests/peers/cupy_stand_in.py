"""As much of CuPy as bench/peers/cupy_race.py uses: arrays of NumPy, kernels compiled for a CPU.

g++ compiles the peer's own CUDA source; blocks run one after the other, each with a single thread,
so that its kernels compute without a GPU. What many threads do to each other stays unseen.
"""

import ctypes
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import types

import numpy as np

HEADER = pathlib.Path(__file__).parent / "cuda_on_cpu.hpp"


class _Kernel:
    num_regs = local_size_bytes = shared_size_bytes = 0  # unknown

    def __init__(self, library, name):
        self.function = getattr(library, "on_cpu_" + name)

    def __call__(self, grid, block, arguments):
        values = [a.ctypes.data_as(ctypes.c_void_p) if isinstance(a, np.ndarray) else
                  (ctypes.c_uint32 if isinstance(a, np.uint32) else ctypes.c_int32)(int(a))
                  for a in arguments]
        self.function(ctypes.c_int(grid[0]), ctypes.c_int(block[0]), *values)


class RawModule:
    folder = tempfile.TemporaryDirectory()
    codes, libraries = [], []  # all that was compiled

    def __init__(self, code, options):
        self.codes.append(code)
        code = re.sub(r"#define THREADS \d+", "#define THREADS 1", code)
        source = pathlib.Path(self.folder.name) / f"kernels{len(self.codes)}.cpp"
        source.write_text(f'#include "{HEADER}"\n{code}#include "{HEADER}"\n')
        library = source.with_suffix(".so")
        flags = [option for option in options if option.startswith("-I")]
        subprocess.run(["g++", "-std=c++20", "-O1", "-w", "-shared", "-fPIC", *flags, source, "-o",
                        library], check=True)
        self.library = ctypes.CDLL(str(library))
        self.libraries.append(self.library)

    def get_function(self, name):
        return _Kernel(self.library, name)


def philox(counter, key):
    """What the peer's generator makes of a counter of four words, left in it."""
    both = (words.ctypes.data_as(ctypes.c_void_p) for words in (counter, key))
    RawModule.libraries[0].on_cpu_philox(*both)


def install():
    """Makes `import cupy` find the stand-in."""
    cupy = types.ModuleType("cupy")
    for name in """exp expm1 log sqrt floor where maximum minimum stack asarray broadcast_to empty
    zeros""".split():
        setattr(cupy, name, getattr(np, name))
    cupy.RawModule, cupy.__version__, cupy.asnumpy = RawModule, "NumPy stand-in", np.asarray
    cupy.random = types.SimpleNamespace(default_rng=np.random.default_rng)
    quantile = np.vectorize(statistics.NormalDist().inv_cdf)
    special = types.SimpleNamespace(ndtri=lambda p: quantile(p).astype(np.float32))
    cupyx, scipy = types.ModuleType("cupyx"), types.ModuleType("cupyx.scipy")
    cupyx.scipy, scipy.special = scipy, special
    sys.modules.update({"cupy": cupy, "cupyx": cupyx, "cupyx.scipy": scipy,
                        "cupyx.scipy.special": special})
