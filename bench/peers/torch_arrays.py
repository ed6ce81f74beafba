"""The array functions of JAX and NumPy for PyTorch, which wants tensors where they take numbers."""

import torch


def where(condition, a, b):
    if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor):
        return torch.where(condition, a, b)
    if isinstance(a, torch.Tensor):
        return a.masked_fill(~condition, b)
    if not isinstance(b, torch.Tensor):
        dtype = torch.int32 if isinstance(b, int) else torch.float32
        b = torch.full_like(condition, b, dtype=dtype)
    return b.masked_fill(condition, a)


def maximum(a, b):
    if not isinstance(b, torch.Tensor):
        return torch.clamp(a, min=b)
    return torch.clamp(b, min=a) if not isinstance(a, torch.Tensor) else torch.maximum(a, b)


def minimum(a, b):
    if not isinstance(b, torch.Tensor):
        return torch.clamp(a, max=b)
    return torch.clamp(b, max=a) if not isinstance(a, torch.Tensor) else torch.minimum(a, b)


class TorchArrays:
    """A namespace of array functions on one device."""

    float32, int32 = torch.float32, torch.int32
    exp, expm1, log, sqrt, floor = torch.exp, torch.expm1, torch.log, torch.sqrt, torch.floor
    broadcast_to, stack = torch.broadcast_to, torch.stack
    where, maximum, minimum = staticmethod(where), staticmethod(maximum), staticmethod(minimum)

    def __init__(self, device):
        self.device = device

    def asarray(self, values, dtype=None):
        if isinstance(values, torch.Tensor):
            return values.to(dtype)
        return torch.asarray(values, dtype=dtype, device=self.device)

    def arange(self, *ends, dtype=None):
        return torch.arange(*ends, dtype=dtype, device=self.device)

    def zeros(self, shape, dtype=torch.float32):
        return torch.zeros(shape, dtype=dtype, device=self.device)
