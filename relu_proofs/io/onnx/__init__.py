"""ONNX files: a computation graph, followed from its input to its output, exactly.

Start with `model`, then `graph`.  `operators` lists what is read; `arithmetic` and `shapes` do it.
"""
