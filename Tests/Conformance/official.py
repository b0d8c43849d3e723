"""The official Python client, turned to the simulator."""

import io
import os
import time
from urllib.parse import urlsplit

import httpx2
import huggingface_hub
from huggingface_hub import InferenceClient
from huggingface_hub.errors import HfHubHTTPError
from huggingface_hub.inference._providers import _common
from huggingface_hub.utils import _http

from cases import PICTURE, PROMPT, Case

TOKEN = "hf_conformance"
# For the Hub, which it asks with the user's own token.
os.environ["HF_TOKEN"] = TOKEN
# It polls from 0.5 to 5 s apart, and the simulator is quicker.
nap = time.sleep
time.sleep = lambda seconds: nap(min(seconds, 0.02))


class Detour(httpx2.HTTPTransport):
    """Sends what is meant for Hugging Face to the simulator, and lets nothing go anywhere else."""

    def __init__(self, base: str):
        super().__init__()
        self.base = urlsplit(base)

    def handle_request(self, request):
        host = {True: "huggingface.co", False: "router.huggingface.co"}[request.url.path.startswith("/api/models")]
        if request.url.host == host:
            request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self.base.port)
        if request.url.host != "127.0.0.1":
            raise RuntimeError(f"{request.url} is not for Hugging Face")
        return super().handle_request(request)


def turn_to(base: str) -> None:
    """Sends the next calls to this simulator."""

    def client():
        client = _http.default_client_factory()
        client._transport = Detour(base)
        return client

    huggingface_hub.set_client_factory(client)
    _common._fetch_inference_provider_mapping.cache_clear()


def call(case: Case, base: str) -> bytes | None:
    """What the client gets for a case; none when it is refused."""
    turn_to(base)
    client = InferenceClient(provider=case.provider, token=TOKEN)
    match case.task:
        case "text-to-video":
            try:
                return client.text_to_video(PROMPT, model=case.model, **case.arguments, extra_body=case.extra)
            except HfHubHTTPError as error:
                if case.is_list and error.response.status_code in (400, 422):
                    return None
                raise
        case "image-to-video":
            return client.image_to_video(
                str(PICTURE), prompt=PROMPT, model=case.model, **case.arguments, **case.extra
            )
        case "text-to-image":
            picture = client.text_to_image(PROMPT, model=case.model, **case.arguments, extra_body=case.extra)
            file = io.BytesIO()
            picture.save(file, picture.format)
            return file.getvalue()
    raise ValueError(case.task)
