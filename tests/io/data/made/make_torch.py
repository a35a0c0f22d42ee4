"""How the files of this folder that PyTorch wrote were made, once: ``python make_torch.py``."""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

FOLDER = Path(__file__).parent
POINTS = 10
MODELS = {
    "images": (
        (2, 7, 6),
        nn.Sequential(
            nn.Conv2d(2, 4, (3, 2), stride=2, padding=1),
            nn.BatchNorm2d(4),
            nn.ReLU(),
            nn.Conv2d(4, 4, 2, groups=2, dilation=(1, 2)),
            nn.PReLU(4, init=0.3),
            nn.MaxPool2d(2, stride=1, padding=1),
            nn.AvgPool2d(2, padding=1),
            nn.Flatten(),
            nn.Linear(24, 3),
        ),
    ),
    "signals": (
        (3, 9),
        nn.Sequential(
            nn.Conv1d(3, 4, 3, stride=2, padding=1, bias=False),
            nn.ReLU(),
            nn.AdaptiveAvgPool1d(1),
            nn.Flatten(),
            nn.Linear(4, 1),
        ),
    ),
    "rows": (
        (4,),
        nn.Sequential(
            nn.Linear(4, 6),
            nn.BatchNorm1d(6),
            nn.ReLU(),
            nn.Linear(6, 5),
            nn.PReLU(),
            nn.Linear(5, 2),
        ),
    ),
}


def main():
    torch.manual_seed(0)
    values = {"torch": torch.__version__, "files": {}}
    for name, (shape, model) in MODELS.items():
        with torch.no_grad():
            for part, parameter in model.state_dict().items():
                if part.endswith("running_var"):
                    parameter.uniform_(0.5, 2)
                elif parameter.is_floating_point():
                    parameter.add_(torch.randn_like(parameter) * 0.3)
            x = torch.randn(POINTS, *shape)
            y = model.eval()(x)
        save_file(model.state_dict(), FOLDER / f"{name}.safetensors")
        values["files"][f"{name}.safetensors"] = {
            "shape": ",".join(map(str, shape)),
            "points": x.reshape(POINTS, -1).tolist(),
            "values": y.reshape(POINTS, -1).tolist(),
        }
    (FOLDER / "torch.json").write_text(json.dumps(values) + "\n")


if __name__ == "__main__":
    main()
