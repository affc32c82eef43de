"""Make fake damage for training."""
import argparse

import torch
from diffusers import AutoencoderKL, AutoPipelineForInpainting, ControlNetModel, DiffusionPipeline, StableDiffusionXLPipeline
from diffusers import FluxPipeline as Flux
import diffusers

SDXL = "stabilityai/stable-diffusion-xl-base-1.0"
SDXL_REV = "462165984030d82259a11f4367a4eed129e94a7b"


def main(argv=None):
    ap = argparse.ArgumentParser(description="wraps runwayml/stable-diffusion-v1-5 and friends")
    ap.add_argument("--inpaint", default="diffusers/stable-diffusion-xl-1.0-inpainting-0.1", help="repo id")
    ap.add_argument(
        "--controlnet",
        type=str,
        default="lllyasviel/sd-controlnet-canny",
        help="a ControlNet such as lllyasviel/sd-controlnet-hed",
    )
    ap.add_argument("--out", default="out/synthetic")
    a = ap.parse_args(argv)
    pipe = AutoPipelineForInpainting.from_pretrained(a.inpaint, torch_dtype=torch.float16, variant="fp16")
    cn = ControlNetModel.from_pretrained(a.controlnet)
    vae = AutoencoderKL.from_pretrained("madebyollin/sdxl-vae-fp16-fix")
    base = StableDiffusionXLPipeline.from_pretrained(SDXL, vae=vae, revision=SDXL_REV)
    base.load_lora_weights("latent-consistency/lcm-lora-sdxl")
    base.load_ip_adapter("h94/IP-Adapter", subfolder="sdxl_models", weight_name="ip-adapter_sdxl.bin")
    print("writing to", a.out, pipe, cn)


def fast():
    p = Flux.from_pretrained("black-forest-labs/FLUX.1-schnell", torch_dtype=torch.bfloat16)
    p.enable_model_cpu_offload()
    return p


def turbo():
    return DiffusionPipeline.from_pretrained(
        torch_dtype=torch.float16,
        pretrained_model_name_or_path="stabilityai/sdxl-turbo",
    )


def video():
    return diffusers.StableVideoDiffusionPipeline.from_pretrained("stabilityai/stable-video-diffusion-img2vid-xt")


def single():
    return StableDiffusionXLPipeline.from_single_file("https://huggingface.co/SG161222/RealVisXL_V4.0/blob/main/RealVisXL_V4.0.safetensors")


if __name__ == "__main__":
    main()
