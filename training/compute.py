"""Where and in which precision to train: what the machine at hand does fastest."""

from __future__ import annotations

import time
from dataclasses import dataclass

import torch

_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Compute:
    """A device and the precision that the model computes in; master weights are float32 in any case."""

    device: torch.device
    precision: torch.dtype


def choose_compute(device: str, precision: str, threads: int) -> Compute:
    """Return the device ("auto", "cpu" or "cuda") and precision ("auto", "float32" or "bfloat16") to train with.

    "auto" takes a CUDA device where there is one, and bfloat16 where it multiplies matrices faster than float32:
    processors without matrix units for it do so at half the speed. Raises RuntimeError where a CUDA device is asked for
    and there is none.
    """
    torch.set_num_threads(threads)
    if device == "cuda" and not torch.cuda.is_available():
        raise RuntimeError("no CUDA device was found; use --device cpu")
    chosen = torch.device("cuda" if device != "cpu" and torch.cuda.is_available() else "cpu")
    if precision != "auto":
        return Compute(chosen, getattr(torch, precision))
    speeds = {kind: measure(chosen, kind) for kind in (torch.float32, torch.bfloat16)}
    fastest = max(speeds, key=lambda kind: speeds[kind])
    listed = ", ".join(f"{str(kind).removeprefix('torch.')} {speed:.0f}" for kind, speed in speeds.items())
    print(f"matrix products on {chosen.type}, GFLOP/s: {listed}", flush=True)
    return Compute(chosen, fastest)


def measure(device: torch.device, precision: torch.dtype) -> float:
    """Return how fast the feed-forward layer's product, (4096, 256) by (256, 1536), is, in GFLOP/s: the best of six."""
    left = torch.randn(4096, 256, device=device).to(precision)
    right = torch.randn(256, 1536, device=device).to(precision)
    times = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        product = left @ right
        float(product[0, 0])  # waits for a device that works in the background
        times.append(time.perf_counter() - started)
    return 2 * 4096 * 256 * 1536 / min(times) / 1e9
