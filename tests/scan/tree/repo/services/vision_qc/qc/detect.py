"""Damage detection on pallet photos."""
import numpy as np
import timm
import torch
from torchvision.models import resnet50, ResNet50_Weights
import open_clip
from ultralytics import YOLO
from transformers import pipeline, SamModel, CLIPModel

BACKBONE = "vit_base_patch16_224.augreg2_in21k_ft_in1k"
SHAPES = "n/c/h/w"


def backbone():
    return timm.create_model(BACKBONE, pretrained=True, num_classes=0)


def edge_backbone():
    return timm.create_model("mobilenetv3_small_100", pretrained=True)


def hub_backbone():
    return timm.create_model(
        model_name="hf-hub:timm/convnext_tiny.in12k_ft_in1k",
        pretrained=True,
    )


def from_scratch():
    # architecture only, we train it ourselves
    return timm.create_model("resnet18d", pretrained=False)


def clip():
    return open_clip.create_model_and_transforms("ViT-B-32", pretrained="laion2b_s34b_b79k")


def clip_hf():
    return CLIPModel.from_pretrained("openai/clip-vit-large-patch14")


def yolo():
    return YOLO("yolov8n.pt")


def dino():
    return torch.hub.load("facebookresearch/dinov2", "dinov2_vits14")


def plain():
    return resnet50(weights=ResNet50_Weights.IMAGENET1K_V2)


class Segmenter:
    checkpoint = "facebook/sam-vit-base"

    def __init__(self, checkpoint=None):
        self.model = SamModel.from_pretrained(checkpoint or self.checkpoint)

    def depth(self, img):
        p = pipeline(task="depth-estimation", model="depth-anything/Depth-Anything-V2-Small-hf")
        return np.asarray(p(img)["depth"])

    def resume(self):
        state = torch.load("checkpoints/last.pt", map_location="cpu")
        self.model.load_state_dict(state)
