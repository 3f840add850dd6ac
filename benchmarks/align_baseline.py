"""Scores all pairs of videos with a temporal match kernel in PyTorch and NumPy, in three ways.

pair     one pair after the other: normalise both, products, cosines, sum (PyTorch)
batch    one video against all others at once, normalised anew each time (PyTorch)
blas     all that can be computed beforehand is; then one matrix product per frequency (NumPy)

Usage: align_baseline.py make FOLDER VIDEOS FRAMES DIMENSION
       align_baseline.py WAY ROUNDS OFFSETS ROWS FIRSTS.npy SECONDS.npy
"""
import resource
import sys
import time

import numpy as np
import torch

PERIODS = (9767, 2731, 1039, 253)
HARMONICS = 16
BETA = 32.0


def coefficients():
    orders = np.arange(HARMONICS)
    angles = (np.arange(20000) + 0.5) * np.pi / 20000
    bessel = np.array([np.mean(np.exp(BETA * (np.cos(angles) - 1)) * np.cos(j * angles)) for j in orders])
    sinh = (1 - np.exp(-2 * BETA)) / 2
    weights = bessel / sinh
    weights[0] = (bessel[0] - np.exp(-2 * BETA)) / (2 * sinh)
    return weights


def describe(features):
    """[n][t][d] -> [n][P][2m][d]: sines, then cosines of each period."""
    roots = np.sqrt(coefficients())
    rows = []
    for period in PERIODS:
        angle = 2 * np.pi * np.arange(HARMONICS)[:, None] * np.arange(features.shape[1]) / period
        rows.append(np.concatenate([roots[:, None] * np.sin(angle), roots[:, None] * np.cos(angle)]))
    basis = np.stack(rows).astype(np.float32)
    return np.einsum("pjt,ntd->npjd", basis, features, optimize=True)


def normalised(sums, weights):
    """[b][P][2m][d], both normalisations."""
    sums = sums / (torch.sqrt(((sums / weights) ** 2).sum(3, keepdim=True) + 1e-8) + 1e-8)
    return sums / (torch.sqrt((sums ** 2).sum(2, keepdim=True) / HARMONICS + 1e-8) + 1e-8)


def scores(first, second, weights, offsets, periods):
    """[1 or b][P][2m][d] against [b][P][2m][d] at [k] offsets -> [b][k]."""
    a, b = normalised(first, weights), normalised(second, weights)
    sine_a, cosine_a = a[:, :, :HARMONICS], a[:, :, HARMONICS:]
    sine_b, cosine_b = b[:, :, :HARMONICS], b[:, :, HARMONICS:]
    even = (sine_a * sine_b).sum(3) + (cosine_a * cosine_b).sum(3)
    odd = (sine_a * cosine_b).sum(3) - (cosine_a * sine_b).sum(3)
    orders = torch.arange(HARMONICS, dtype=torch.float32)
    angle = 2 * np.pi * orders[None, :, None] * offsets[None, None, :] / periods[:, None, None]
    curve = (even[..., None] * torch.cos(angle)).sum(2) + (odd[..., None] * torch.sin(angle)).sum(2)
    return (curve / first.shape[3]).mean(1)


def by_torch(firsts, seconds, offsets, alone):
    firsts, seconds = torch.from_numpy(firsts), torch.from_numpy(seconds)
    roots = torch.from_numpy(np.sqrt(coefficients()).astype(np.float32))
    weights = torch.cat([roots, roots])[None, None, :, None]
    offsets = torch.from_numpy(offsets.astype(np.float32))
    periods = torch.tensor(PERIODS, dtype=torch.float32)
    best = np.empty((len(firsts), len(seconds)))
    with torch.no_grad():
        for i in range(len(firsts)):
            step = 1 if alone else len(seconds)
            for j in range(0, len(seconds), step):
                curve = scores(firsts[i:i + 1], seconds[j:j + step], weights, offsets, periods)
                best[i, j:j + step] = curve.max(1)[0].numpy()
    return best


def by_blas(firsts, seconds, offsets):
    roots = torch.from_numpy(np.sqrt(coefficients()).astype(np.float32))
    weights = torch.cat([roots, roots])[None, None, :, None]
    a = normalised(torch.from_numpy(firsts), weights).numpy()
    b = normalised(torch.from_numpy(seconds), weights).numpy()
    n, d = len(b), b.shape[3]
    products = np.empty((len(a), n, 2 * len(PERIODS) * HARMONICS), np.float32)
    table = np.empty((2 * len(PERIODS) * HARMONICS, len(offsets)), np.float32)
    row = 0
    for p, period in enumerate(PERIODS):
        for j in range(HARMONICS):
            left = np.concatenate([a[:, p, j], a[:, p, HARMONICS + j]], 1)
            even = np.concatenate([b[:, p, j], b[:, p, HARMONICS + j]], 1)
            odd = np.concatenate([b[:, p, HARMONICS + j], -b[:, p, j]], 1)
            products[:, :, row] = left @ even.T
            products[:, :, row + 1] = left @ odd.T
            angle = 2 * np.pi * j * offsets / period
            table[row] = np.cos(angle) / d / len(PERIODS)
            table[row + 1] = np.sin(angle) / d / len(PERIODS)
            row += 2
    return (products.reshape(-1, row) @ table).reshape(len(a), n, -1).max(2)


def main():
    if sys.argv[1] == "make":
        folder, videos, frames, dimension = sys.argv[2], *map(int, sys.argv[3:6])
        random = np.random.default_rng(1)
        for name in ("firsts", "seconds"):
            features = random.standard_normal((videos, frames, dimension), dtype=np.float32)
            features /= np.linalg.norm(features, axis=2, keepdims=True)
            np.save("%s/%s.npy" % (folder, name), features)
        return
    way, rounds, count, rows = sys.argv[1], *map(int, sys.argv[2:5])
    firsts, seconds = (describe(np.load(name)) for name in sys.argv[5:7])
    firsts = np.ascontiguousarray(firsts[:rows])
    offsets = np.arange(-(count // 2), count // 2)
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        best = by_blas(firsts, seconds, offsets) if way == "blas" else by_torch(firsts, seconds, offsets, way == "pair")
        print("round\t%s\t%d\t%.4f\t%.4f" % (way, best.size, time.perf_counter() - wall, time.process_time() - cpu))
    print("sum\t%s\t%.6f" % (way, best.mean()))
    print("peak\t%s\t%d" % (way, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


if __name__ == "__main__":
    main()
