# /// script
# requires-python = ">=3.11"
# dependencies = ["transformers", "peft", "trl", "datasets"]
# ///
"""LoRA on the ticket history. Run with `uv run training/finetune_lora.py`."""
import argparse
import os

from datasets import load_dataset
from peft import AutoPeftModelForCausalLM, LoraConfig, PeftConfig, PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer, TrainingArguments
from trl import SFTTrainer

BASE = os.getenv("BASE_MODEL", default="mistralai/Mistral-7B-v0.3")
DATA = "HuggingFaceH4/ultrachat_200k"
WANDB = "heronsgate/lora-runs"


def parse():
    p = argparse.ArgumentParser()
    p.add_argument("--reward-model", dest="reward", default="OpenAssistant/reward-model-deberta-v3-large-v2")
    p.add_argument("--push-to", default=None, help="for example heronsgate/tickets-lora")
    p.add_argument("--size", choices=["EleutherAI/pythia-1.4b", "EleutherAI/pythia-2.8b"])
    return p.parse_args()


def main():
    a = parse()
    data = load_dataset(DATA, split="train_sft")
    extra = load_dataset("databricks/databricks-dolly-15k", split="train")
    more = load_dataset(path="OpenAssistant/oasst1")
    tok = AutoTokenizer.from_pretrained(BASE)
    model = AutoModelForCausalLM.from_pretrained(BASE, attn_implementation="flash_attention_2")
    judge = AutoModelForCausalLM.from_pretrained(a.reward)
    args = TrainingArguments(output_dir="runs/lora-r16", report_to="wandb")
    SFTTrainer(model=model, args=args, train_dataset=data, peft_config=LoraConfig(r=16)).train()
    print(judge, extra, more, tok)


def merged():
    base = AutoModelForCausalLM.from_pretrained("NousResearch/Llama-2-7b-hf")
    return PeftModel.from_pretrained(base, "tloen/alpaca-lora-7b").merge_and_unload()


def merged_kw(base):
    cfg = PeftConfig.from_pretrained("ybelkada/opt-350m-lora")
    m = PeftModel.from_pretrained(model=base, model_id="smangrul/twitter_complaints_bigscience_bloomz-7b1_LORA_CAUSAL_LM")
    m.load_adapter("predibase/customer_support", adapter_name="support")
    return cfg, m


def auto():
    return AutoPeftModelForCausalLM.from_pretrained("kaitchup/Llama-2-7B-oasstguanaco-adapter", revision="v1")


if __name__ == "__main__":
    main()
