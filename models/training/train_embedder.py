#!/usr/bin/env python3
"""Trains the small image embedder that Clipmill ships as zoo/embed-small, and measures it.

The network turns "pixels" [n,3,96,96] (RGB, 0..1, a frame squeezed to 96x96) into "embedding" [n,128] of length 1.
Two frames of one shot, each edited in its own way, are to lie close together and everything else far away (InfoNCE,
van den Oord et al. 2018, section 2.3). With a teacher (MobileNetV2 as an ONNX file) the cosines between
different pictures are also pulled towards those of the teacher's features.

Usage:
    OMP_NUM_THREADS=1 python3 train_embedder.py --videos videos --teacher mobilenet_v2_1.0_224_imagenet_u8.onnx \
        --vae ../src/main/resources/zoo/vae-small/model.onnx --out embed-small/model.onnx --seed 7 --steps 1500

Needs Debian 12's python3-torch, python3-opencv, python3-pil, python3-numpy, python3-scipy and python3-onnx. Writes the
model and, beside it, figures.json. The same videos, seed, machine and thread count give the same weights as long as
--steps is reached before --minutes.
"""
import argparse
import copy
import hashlib
import json
import math
import time
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn

import real_clips
from train_vae_encoder import TRAINED_TEXTURES, OnnxGraph, Shot, remembered

SIDE = 96
DIMENSION = 128
# Side of a stored window, a little more than the network sees, so that crops stay sharp.
WINDOW = 128
FRAMES_OF_A_WINDOW = 4
TEACHER_MEAN, TEACHER_SCALE = 0.5, 2.0


# ------------------------------------------------------------------------------------------------------- windows


def real_windows(clips, count, rng):
    """Draws windows of shots: frames [count][4][WINDOW][WINDOW][3], and the number of each one's shot."""
    films = sorted({c.film[:9] for c in clips})
    sizes = {f: sum(len(c.frames) for c in clips if c.film.startswith(f)) for f in films}
    weights = np.array([len(c.frames) / math.sqrt(sizes[c.film[:9]]) for c in clips])
    windows = np.empty((count, FRAMES_OF_A_WINDOW, WINDOW, WINDOW, 3), np.uint8)
    shots = rng.choice(len(clips), count, p=weights / weights.sum())
    for row, shot in enumerate(shots):
        frames = clips[shot].frames
        side = int(frames.shape[1] * (1.0 if rng.random() < 0.4 else rng.uniform(0.45, 0.9)))
        y, x = rng.integers(0, frames.shape[1] - side + 1, 2)
        # At most 2 s apart: what a camera shows later may be another thing.
        start = int(rng.integers(0, max(1, len(frames) - 8)))
        for column in range(FRAMES_OF_A_WINDOW):
            frame = frames[min(len(frames) - 1, start + int(rng.integers(0, 9)))]
            windows[row, column] = cv2.resize(frame[y:y + side, x:x + side], (WINDOW, WINDOW),
                                              interpolation=cv2.INTER_AREA)
    return windows, shots


def painted_windows(count, rng):
    """Paints shots: frames [count][4][WINDOW][WINDOW][3], up to 2 s apart."""
    windows = np.empty((count, FRAMES_OF_A_WINDOW, WINDOW, WINDOW, 3), np.uint8)
    for row in range(count):
        shot = Shot.random(rng, TRAINED_TEXTURES)
        for column in range(FRAMES_OF_A_WINDOW):
            frame = shot.frame(int(rng.integers(0, 9)), rng)
            windows[row, column] = cv2.resize(frame, (WINDOW, WINDOW), interpolation=cv2.INTER_AREA)
    return windows


def edited(frame, rng):
    """Gives a frame cropped, mirrored, recoloured, recoded, blurred or drawn upon, [SIDE][SIDE][3]."""
    height, width = (int(WINDOW * v) for v in rng.uniform(0.62, 1.0, 2))
    y, x = rng.integers(0, WINDOW - height + 1), rng.integers(0, WINDOW - width + 1)
    picture = cv2.resize(frame[y:y + height, x:x + width], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.3:
        picture = picture[:, ::-1]
    values = picture.astype(np.float32) / 255
    grey = values.mean(axis=-1, keepdims=True)
    values = grey + (values - grey) * (0 if rng.random() < 0.2 else rng.uniform(0.4, 1.4))
    values = np.clip(values, 0, 1) ** math.exp(rng.uniform(-0.7, 0.7))
    values = 0.5 + (values - 0.5) * rng.uniform(0.6, 1.3) + rng.uniform(-0.1, 0.1)
    values = np.clip(values * rng.uniform(0.88, 1.12, 3).astype(np.float32), 0, 1)
    picture = (values * 255).astype(np.uint8)
    if rng.random() < 0.3:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 2.0))
    if rng.random() < 0.25:
        coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(8, 60))])[1]
        picture = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    if rng.random() < 0.25:
        side, (top, left) = int(rng.integers(10, 34)), rng.integers(0, SIDE - 10, 2)
        picture = np.ascontiguousarray(picture)
        picture[top:top + side, left:left + side] = rng.integers(0, 256, 3)
    if rng.random() < 0.15:
        bar = int(rng.integers(4, 16))
        inner = cv2.resize(picture, (SIDE, SIDE - 2 * bar), interpolation=cv2.INTER_AREA)
        picture = np.zeros_like(picture)
        picture[bar:SIDE - bar] = inner
    return picture


# ------------------------------------------------------------------------------------------------------- networks


class Block(nn.Module):
    """Two 3x3 convolutions beside a straight path."""

    def __init__(self, channels):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels),
                                  nn.ReLU(), nn.Conv2d(channels, channels, 3, padding=1, bias=False),
                                  nn.BatchNorm2d(channels))

    def forward(self, x):
        return torch.relu(x + self.body(x))


def halving(inputs, outputs, size=3):
    return nn.Sequential(nn.Conv2d(inputs, outputs, size, stride=2, padding=size // 2, bias=False),
                         nn.BatchNorm2d(outputs), nn.ReLU())


class Embedder(nn.Module):
    """Four halvings with residual blocks; what is seen (the mean) and roughly where (nine fields) make the vector."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(halving(3, 24, 5), halving(24, 48), halving(48, 96), Block(96), halving(96, 128),
                                  Block(128), Block(128))
        self.fields = nn.Conv2d(128, 32, 2, stride=2)
        self.head = nn.Linear(128 + 9 * 32, DIMENSION)

    def forward(self, pixels):
        seen = self.body(pixels * 2 - 1)
        fields = torch.relu(self.fields(seen)).flatten(1)
        vector = self.head(torch.cat([seen.mean((2, 3)), fields], 1))
        return vector / (vector.square().sum(1, keepdim=True) + 1e-12).sqrt()


def same_padding(sizes, kernel, strides):
    """ONNX's SAME_UPPER as torch wants it: left, right, top, bottom."""
    pads = []
    for size, width, stride in zip(sizes, kernel, strides):
        total = max(0, (math.ceil(size / stride) - 1) * stride + width - size)
        pads = [total // 2, total - total // 2] + pads
    return pads


class Graph(OnnxGraph):
    """Runs in torch the ONNX files of MobileNetV2 and of our export."""

    def __init__(self, path, output=None):
        super().__init__(path)
        self.output = output or self.output

    @staticmethod
    def run(node, inputs):
        settings = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        kind = node.op_type
        if kind == "Conv":
            strides = settings.get("strides", [1, 1])
            if settings.get("auto_pad") == b"SAME_UPPER":
                pads = same_padding(inputs[0].shape[2:], settings["kernel_shape"], strides)
            else:
                top, left, bottom, right = settings.get("pads", [0, 0, 0, 0])
                pads = left, right, top, bottom
            return F.conv2d(F.pad(inputs[0], pads), *inputs[1:], stride=strides, groups=settings.get("group", 1))
        if kind == "DequantizeLinear":
            values, scale, zero = (v.float() for v in inputs)
            shape = [-1] + [1] * (values.dim() - 1) if scale.dim() else []
            return (values - zero.reshape(shape)) * scale.reshape(shape)
        if kind == "Clip":
            return inputs[0].clamp(float(inputs[1]), float(inputs[2]))
        if kind == "Gemm":
            return F.linear(inputs[0], inputs[1] if settings.get("transB") else inputs[1].T, inputs[2])
        if kind == "AveragePool":
            return F.avg_pool2d(inputs[0], settings["kernel_shape"], settings["strides"])
        if kind == "Reshape":
            return inputs[0].reshape([s if s else inputs[0].shape[i] for i, s in enumerate(inputs[1].tolist())])
        if kind in ("ReduceMean", "ReduceSum"):
            axes = settings["axes"] if "axes" in settings else inputs[1].tolist()
            return getattr(inputs[0], "mean" if kind == "ReduceMean" else "sum")(axes, bool(settings.get("keepdims", 1)))
        plain = {"Identity": lambda x: x, "Sub": torch.sub, "Div": torch.div, "Sqrt": torch.sqrt, "Pow": torch.pow,
                 "GlobalAveragePool": lambda x: x.mean((2, 3), keepdim=True), "Flatten": lambda x: x.flatten(1),
                 "Sigmoid": torch.sigmoid, "Softmax": lambda x: x.softmax(settings.get("axis", -1))}
        return plain[kind](*inputs) if kind in plain else OnnxGraph.run(node, inputs)


def to_pixels(frames):
    """From [n][h][w][3] of 0..255 to a float tensor [n,3,h,w] of 0..1."""
    return torch.from_numpy(np.ascontiguousarray(np.moveaxis(frames, -1, 1))).float().div_(255)


def resized(frames, side):
    return np.stack([np.asarray(Image.fromarray(f).resize((side, side), Image.BILINEAR)) for f in frames])


def in_batches(encode, frames, batch=16):
    with torch.no_grad():
        return torch.cat([encode(to_pixels(frames[i:i + batch])) for i in range(0, len(frames), batch)]).numpy()


# ------------------------------------------------------------------------------------------------------- training


class Trainer:
    """Trains on windows [n][4][WINDOW][WINDOW][3]; owners are equal for windows of one shot; features may be None."""

    PAIRS = 96
    LEARNING_RATE = 2e-3
    WEIGHT_DECAY = 1e-4
    TEMPERATURE = 0.1
    TEACHER_WEIGHT = 10.0
    AVERAGING = 0.998

    def __init__(self, seed):
        torch.manual_seed(seed)
        self.rng = np.random.default_rng(seed)
        self.network = Embedder().to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network)

    def train(self, windows, owners, features, steps, minutes):
        """Trains for so many steps or minutes; the learning rate falls along a half cosine."""
        optimizer = torch.optim.AdamW(self.network.parameters(), lr=self.LEARNING_RATE, betas=(0.9, 0.99),
                                      weight_decay=self.WEIGHT_DECAY)
        owners = torch.from_numpy(owners)
        started, progress, step, shown = time.time(), 0.0, 0, np.zeros(2)
        while progress < 1:
            for group in optimizer.param_groups:
                warm = min(1, (step + 1) / 100)
                group["lr"] = self.LEARNING_RATE * warm * max(0.005, 0.5 * (1 + math.cos(math.pi * progress)))
            rows = self.rng.choice(len(windows), self.PAIRS, replace=False)
            near, taught = self.losses(windows, rows, owners, features)
            loss = near + self.TEACHER_WEIGHT * taught
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
            optimizer.step()
            self.follow(step)
            step += 1
            shown += float(near), float(taught)
            if step % 50 == 0:
                print(f"step {step} near {shown[0] / 50:.4f} teacher {shown[1] / 50:.4f} "
                      f"{time.time() - started:.0f} s", flush=True)
                shown[:] = 0
            progress = max(step / steps, (time.time() - started) / (60 * minutes))
        return step, time.time() - started

    def losses(self, windows, rows, owners, features):
        """Gives the contrastive loss and the distance of cosines from the teacher's."""
        views = np.stack([edited(windows[row, column], self.rng)
                          for column in self.rng.permutation(FRAMES_OF_A_WINDOW)[:2] for row in rows])
        vectors = self.network(to_pixels(views).contiguous(memory_format=torch.channels_last))
        first, second = vectors[:self.PAIRS], vectors[self.PAIRS:]
        cosines = first @ second.T
        own = torch.eye(self.PAIRS, dtype=torch.bool)
        # Two windows of one shot may overlap: neither alike nor different.
        unclear = (owners[rows][:, None] == owners[rows][None]) & ~own
        logits = (cosines / self.TEMPERATURE).masked_fill(unclear, -1e4)
        target = torch.arange(self.PAIRS)
        near = 0.5 * (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target))
        if features is None:
            return near, torch.zeros(())
        theirs = features[rows] @ features[rows].T
        return near, (cosines - theirs)[~own].square().mean()

    def follow(self, step):
        """Moves the averaged weights a little towards the present ones."""
        keep = min(self.AVERAGING, (step + 1) / (step + 10))
        with torch.no_grad():
            for slow, fast in zip(self.average.state_dict().values(), self.network.state_dict().values()):
                if slow.is_floating_point():
                    slow.mul_(keep).add_(fast, alpha=1 - keep)
                else:
                    slow.copy_(fast)


def teacher_features(teacher, windows):
    """The teacher's features of each window's first frame, about their mean, of length 1."""
    frames = np.stack([cv2.resize(w[0], (224, 224), interpolation=cv2.INTER_LINEAR) for w in windows])
    vectors = in_batches(lambda p: teacher((p - TEACHER_MEAN) * TEACHER_SCALE), frames)
    return torch.from_numpy(real_clips.unit(vectors - vectors.mean(0)))


# ----------------------------------------------------------------------------------------------------- evaluation


def ours(network):
    return lambda frames: in_batches(network, resized(frames, SIDE))


def mobile_net(graph):
    return lambda frames: in_batches(lambda p: graph((p - TEACHER_MEAN) * TEACHER_SCALE), frames)


def vae_pooled(graph, fields):
    """The VAE's means, pooled over so many fields each way; for 1 their spreads as well."""
    def embed(frames):
        means = torch.from_numpy(in_batches(graph, resized(frames, 240))[:, :4])
        if fields == 1:
            return torch.cat([means.mean((2, 3)), means.std((2, 3))], 1).numpy()
        return F.avg_pool2d(means, 30 // fields).flatten(1).numpy()
    return embed


def thumbnails(frames):
    """Plain pixels of 16x16 thumbnails about their mean: what no model is needed for."""
    small = resized(frames, 16).reshape(len(frames), -1).astype(np.float64)
    return small - small.mean(1, keepdims=True)


def export(network, path):
    """Writes the ONNX file, and checks that it gives what the torch module gives."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = copy.deepcopy(network).to(memory_format=torch.contiguous_format).eval()
    torch.onnx.export(plain, torch.rand(1, 3, SIDE, SIDE), str(path), input_names=["pixels"],
                      output_names=["embedding"], opset_version=13,
                      dynamic_axes={"pixels": {0: "n"}, "embedding": {0: "n"}})
    onnx.checker.check_model(str(path))
    graph, pixels = Graph(path), torch.rand(3, 3, SIDE, SIDE)
    with torch.no_grad():
        gap = float((graph(pixels) - plain(pixels)).abs().max())
    assert gap < 1e-4, f"Cannot trust {path}: differs from the trained network by {gap}"
    return graph


# ----------------------------------------------------------------------------------------------------------- main


def training_windows(clips, count, seed):
    """Gives windows, six of ten of them real, and owners: equal numbers for windows of one shot."""
    rng = np.random.default_rng(seed)
    windows, shots = real_windows(clips, count * 6 // 10, rng)
    painted = painted_windows(count - len(windows), rng)
    return np.concatenate([windows, painted]), np.concatenate([shots, len(clips) + np.arange(len(painted))])


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--videos", type=Path, required=True, help="folder of videos")
    parser.add_argument("--teacher", type=Path, help="MobileNetV2 as ONNX, pixels -1..1 -> embedding; also compared with")
    parser.add_argument("--vae", type=Path, help="zoo/vae-small, to compare with")
    parser.add_argument("--untaught", action="store_true", help="use the teacher for comparison only")
    parser.add_argument("--out", type=Path, required=True, help="the ONNX file to write")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--windows", type=int, default=4000)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--cache", type=Path, help="folder to keep what was read, painted and asked of the teacher")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    started = time.time()
    parts = remembered(arguments.cache, "clips", lambda: real_clips.read_all(arguments.videos))
    print({part: len(clips) for part, clips in parts.items()}, f"{time.time() - started:.0f} s", flush=True)
    key = f"{arguments.seed}-{arguments.windows}"
    windows, owners = remembered(arguments.cache, f"windows-{key}", lambda: training_windows(
        parts["train"], arguments.windows, arguments.seed))
    teacher = arguments.teacher and Graph(arguments.teacher, "embedding")
    features = None
    if teacher and not arguments.untaught:
        features = remembered(arguments.cache, f"features-{key}", lambda: teacher_features(teacher, windows))
    print(f"{len(windows)} windows, {time.time() - started:.0f} s", flush=True)
    trainer = Trainer(arguments.seed)
    steps, seconds = trainer.train(windows, owners, features, arguments.steps, arguments.minutes)
    graph = export(trainer.average, arguments.out)
    model = arguments.out.read_bytes()
    validation, clips = (real_clips.test_clips(parts[part]) for part in ("validation", "test"))
    figures = {"sha256": hashlib.sha256(model).hexdigest(), "bytes": len(model), "seed": arguments.seed,
               "weights": sum(p.numel() for p in trainer.average.parameters()), "taught": features is not None,
               "steps": steps, "training_seconds": round(seconds), "windows": len(windows),
               "trained_on": sorted({c.film for c in parts["train"]}),
               "validated_on": sorted({c.film for c in validation}), "tested_on": sorted({c.film for c in clips}),
               "validation": real_clips.test_embedding(ours(graph), validation)}
    print("validation", json.dumps(figures["validation"]), flush=True)
    rivals = {"embed-small": ours(graph), "thumbnails 16x16": thumbnails}
    if arguments.vae:
        vae = OnnxGraph(arguments.vae)
        rivals.update({"vae-small, means and spreads": vae_pooled(vae, 1), "vae-small, 6x6 fields": vae_pooled(vae, 6)})
    if teacher:
        rivals["MobileNetV2"] = mobile_net(teacher)
    for name, embed in rivals.items():
        figures[name] = real_clips.test_embedding(embed, clips)
        print(name, json.dumps(figures[name]), flush=True)
    (arguments.out.parent / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
