from transformers import AutoModelForCausalLM

m = AutoModelForCausalLM.from_pretrained("state-spaces/mamba-130m-hf")
