"""Speed of the classifier beside its own ceiling and beside torch, in one run on one machine.

    python -m benchmarks.classifier [--threads N] [--clauses N]

Needs the texts that the corpus points into, torch and onnx (see CONTRIBUTING.md). Run it on an
idle machine: the ratios hold under load, the figures do not.
"""

import argparse
import time
from collections.abc import Callable
from tempfile import NamedTemporaryFile

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from corpus import dataset, encoder, train
from licensecheck.classify.model import ClauseModel
from licensecheck.classify.runtime import onnxruntime

ROUNDS = 5
"""Best of these: other work on the machine only ever slows."""
ROWS = 512
"""Of the product that shows the peak: large enough to be bound by arithmetic."""
DENSE = encoder.LAYERS * (4 * encoder.WIDTH**2 + 2 * encoder.WIDTH * encoder.INNER)
"""Multiplications for one word piece, attention scores (under 4%) left out."""


def best(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the fastest round, after one that warms up."""
    action()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return min(times)


def int8_peak(threads: int) -> float:
    """Operations a second of a product of the encoder's widest layer in int8."""
    shape = (encoder.WIDTH, encoder.INNER)
    weight = numpy_helper.from_array(np.full(shape, 3, np.int8), "weight")
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["rows", "weight"], ["out"])],
        "peak",
        [helper.make_tensor_value_info("rows", TensorProto.UINT8, [ROWS, encoder.WIDTH])],
        [helper.make_tensor_value_info("out", TensorProto.INT32, [ROWS, encoder.INNER])],
        [weight],
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    with NamedTemporaryFile(suffix=".onnx") as file:
        opset = [helper.make_opsetid("", 17)]
        onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), file.name)
        session = onnxruntime.InferenceSession(
            file.name, options, providers=["CPUExecutionProvider"]
        )
    rows = np.full((ROWS, encoder.WIDTH), 5, np.uint8)
    repeats = 50
    seconds = best(lambda: [session.run(None, {"rows": rows}) for _ in range(repeats)])
    return 2 * repeats * ROWS * shape[0] * shape[1] / seconds


def main() -> None:
    """Print clauses a second, share of peak, and the ratio to torch."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--clauses", type=int, default=200)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    clauses = dataset.examples("dev")[: options.clauses]
    pairs = list(dict.fromkeys((clause.context, clause.text) for clause in clauses))
    model = ClauseModel.load("cpu", options.threads)
    pieces = sum(len(w.ids) for cut in model._pieces.windows(pairs) for w in cut)
    whole = best(lambda: model.probabilities(pairs))
    eager = encoder.pretrained(len(model.labels)).eval()
    cut = train.windows(clauses)

    def read() -> None:
        with torch.inference_mode():
            for window in cut:
                eager(*train.tensors([window]))

    torch_seconds = best(read, rounds=2) / len(cut) * len(pairs)
    peak = int8_peak(options.threads)
    reached = 2 * DENSE * pieces / whole
    print(f"threads {options.threads}, {len(pairs)} clauses, {pieces / len(pairs):.0f} pieces each")
    print(f"int8, tokenising included: {len(pairs) / whole:.0f} clauses/s")
    print(f"  {reached / 1e9:.0f} of {peak / 1e9:.0f} GOP/s, {reached / peak:.0%} of the int8 peak")
    print(f"torch eager fp32: {len(pairs) / torch_seconds:.0f} clauses/s, "
          f"int8 is {torch_seconds / whole:.1f} times as fast")  # fmt: skip


if __name__ == "__main__":
    main()
