"""Multiply-accumulates and memory of an ONNX graph at one size."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from math import prod

import numpy as np
import onnx
import onnxruntime

from .contract import Contract
from .loading import ExportError


@dataclass(frozen=True)
class Cost:
    """``gmacs``: multiply-accumulates / 1e9 of convolutions and matrix products, all steps of a recurrent network together.
    ``peak_memory_mb``: weights plus the largest sum of activations alive at one time, in 1e6 bytes."""

    height: int
    width: int
    gmacs: float
    peak_memory_mb: float


def measure(path: str, contract: Contract, height: int, width: int) -> Cost:
    graph = _sized(onnx.load(path), *contract.input.fed_size(height, width)).graph
    shapes = _shapes(graph)
    macs = sum(_macs(node, shapes) for node in graph.node) * contract.input.steps
    return Cost(height, width, round(macs / 1e9, 3), round(_peak_bytes(graph, shapes) / 1e6, 1))


def _sized(model: onnx.ModelProto, height: int, width: int) -> onnx.ModelProto:
    """The graph with all sizes known: ONNX Runtime folds what depends on sizes alone, shape inference does the rest."""
    sizes = {"N": 1, "H": height, "W": width}
    for entry in model.graph.input:
        for dim in entry.type.tensor_type.shape.dim:
            if dim.dim_param:
                name, _, divisor = dim.dim_param.partition("_")
                dim.dim_value = -(-sizes[name] // int(divisor or 1))
    for entry in model.graph.output:
        entry.type.tensor_type.ClearField("shape")
    del model.graph.value_info[:]
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = os.path.join(folder, "sized.onnx")
        options.log_severity_level = 3
        onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        model = onnx.load(options.optimized_model_filepath)
    return onnx.shape_inference.infer_shapes(model, data_prop=True)


def _shapes(graph) -> dict:
    """Shape and bytes per element of every tensor by name."""
    known = {}
    for entry in (*graph.input, *graph.output, *graph.value_info):
        tensor = entry.type.tensor_type
        shape = [dim.dim_value if dim.HasField("dim_value") else None for dim in tensor.shape.dim]
        if None not in shape and tensor.elem_type:
            known[entry.name] = (shape, _bytes(tensor.elem_type))
    for weight in graph.initializer:
        known[weight.name] = (list(weight.dims), _bytes(weight.data_type))
    return known


def _bytes(elem_type: int) -> int:
    return np.dtype(onnx.helper.tensor_dtype_to_np_dtype(elem_type)).itemsize


def _macs(node, shapes: dict) -> int:
    if node.op_type not in _COUNTED:
        return 0
    try:
        inputs = [shapes[name][0] for name in node.input if name]
        output = shapes[node.output[0]][0]
    except KeyError as failure:
        raise ExportError(f"cannot count {node.op_type} {node.name!r}: the size of {failure} does not follow from the input's") from failure
    return _COUNTED[node.op_type](node, inputs, output)


def _conv(node, inputs, output):
    return prod(output) * prod(inputs[1][1:])


def _conv_transpose(node, inputs, output):
    return prod(inputs[0]) * prod(inputs[1][1:])


def _matmul(node, inputs, output):
    return prod(output) * inputs[0][-1]


def _gemm(node, inputs, output):
    transposed = any(attribute.name == "transA" and attribute.i for attribute in node.attribute)
    return prod(output) * inputs[0][0 if transposed else 1]


def _einsum(node, inputs, output):
    equation = next(attribute.s.decode() for attribute in node.attribute if attribute.name == "equation")
    terms = equation.replace(" ", "").split("->")[0].split(",")
    if len(terms) < 2:
        return 0
    extent = {letter: size for term, shape in zip(terms, inputs) for letter, size in zip(term, shape)}
    return prod(extent.values())


_COUNTED = {
    "Conv": _conv,
    "FusedConv": _conv,
    "ConvTranspose": _conv_transpose,
    "MatMul": _matmul,
    "FusedMatMul": _matmul,
    "Gemm": _gemm,
    "Einsum": _einsum,
}


# Operators that runtimes let write over an input that nothing reads afterwards, or that only give it another shape.
_IN_PLACE = frozenset(
    "Relu LeakyRelu PRelu Sigmoid Tanh Clip Exp Sqrt Neg Abs Add Sub Mul Div Identity Reshape Squeeze Unsqueeze Flatten".split()
)


def _peak_bytes(graph, shapes: dict) -> int:
    """Walks the nodes in order; a tensor lives from the node that makes it to the last one that reads it."""
    size = {name: prod(shape) * width for name, (shape, width) in shapes.items()}
    last_use = {name: index for index, node in enumerate(graph.node) for name in node.input}
    weights = {weight.name for weight in graph.initializer}
    kept = {entry.name for entry in graph.output}
    alive = {entry.name: size.get(entry.name, 0) for entry in graph.input if entry.name not in weights}
    # The caller owns the inputs: they stay, and are not written over.
    kept.update(alive)
    peak = 0
    for index, node in enumerate(graph.node):
        done = [name for name in node.input if name in alive and name not in kept and last_use[name] <= index]
        made = {name: size.get(name, 0) for name in node.output if name}
        if node.op_type in _IN_PLACE and done and alive[done[0]] >= made[node.output[0]]:
            del alive[done[0]]
        alive.update(made)
        peak = max(peak, sum(alive.values()))
        for name in (*done, *(name for name in made if name not in last_use and name not in kept)):
            alive.pop(name, None)
    return peak + sum(size[name] for name in weights)
