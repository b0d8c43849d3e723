"""What both clients are asked for."""

from dataclasses import dataclass, field
from pathlib import Path

PICTURE = Path(__file__).parent / "picture.png"

VIDEO = "Wan-AI/Wan2.2-TI2V-5B"
FLUX = "black-forest-labs/FLUX.1-dev"


@dataclass
class Case:
    """One call: the arguments under the names of huggingface_hub."""

    task: str
    provider: str
    model: str
    arguments: dict = field(default_factory=dict)
    # Keys of the provider's own.
    extra: dict = field(default_factory=dict)
    # The negative prompt as the list of texts that huggingface_hub declares: the providers refuse it.
    is_list: bool = False

    @property
    def title(self) -> str:
        return f"{self.task} {self.provider}" + (" list" if self.is_list else "")

    @property
    def words(self) -> set[str]:
        """What the table's first column may call it."""
        return {"all", self.task, self.provider} | ({"list"} if self.is_list else set())


USUAL = {"negative_prompt": "blurry, text", "guidance_scale": 4.5, "num_inference_steps": 30, "seed": 7}
FRAMES = {**USUAL, "num_frames": 81}
SIZE = {"target_size": {"width": 832, "height": 480}}

TEXT_TO_VIDEO = [
    Case("text-to-video", "fal-ai", VIDEO, FRAMES, {"resolution": "720p"}),
    Case("text-to-video", "replicate", VIDEO, FRAMES, {"aspect_ratio": "16:9"}),
    Case("text-to-video", "wavespeed", VIDEO, USUAL, {"flow_shift": 4}),
    Case("text-to-video", "novita", "Wan-AI/Wan2.1-T2V-14B", USUAL, {"flow_shift": 4}),
    Case("text-to-video", "together", "Wan-AI/Wan2.2-T2V-A14B", USUAL, {"seconds": "5"}),
]

LISTS = [
    Case(case.task, case.provider, case.model, {"negative_prompt": ["blurry", "text"], "seed": 7}, is_list=True)
    for case in TEXT_TO_VIDEO
]

IMAGE_TO_VIDEO = [
    Case("image-to-video", "fal-ai", "Wan-AI/Wan2.2-I2V-A14B", FRAMES),
    Case("image-to-video", "wavespeed", "Wan-AI/Wan2.1-I2V-14B-480P", USUAL | SIZE),
    Case("image-to-video", "together", "Wan-AI/Wan2.2-I2V-A14B", USUAL | SIZE),
]

STILL = {"negative_prompt": "blurry, text", "width": 832, "height": 480, "seed": 7}

TEXT_TO_IMAGE = [
    Case("text-to-image", "fal-ai", FLUX, STILL),
    Case("text-to-image", "hf-inference", "CompVis/stable-diffusion-v1-4", STILL),
    Case("text-to-image", "nscale", "black-forest-labs/FLUX.1-schnell", STILL),
    Case("text-to-image", "replicate", FLUX, STILL),
    Case("text-to-image", "together", FLUX, STILL),
    Case("text-to-image", "wavespeed", FLUX, STILL),
    Case("text-to-image", "zai-org", "zai-org/GLM-Image", STILL),
]

CASES = TEXT_TO_VIDEO + LISTS + IMAGE_TO_VIDEO + TEXT_TO_IMAGE

PROMPT = "A paper boat drifts down a rain gutter at dusk"
