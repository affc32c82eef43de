"""How libraries, services and programs are told their models, and what only looks like that."""

from pathlib import Path

import pytest

from tests.scan.test_find import named

OLLAMA = "llm:\n  base_url: http://localhost:11434\n"


@pytest.mark.parametrize(
    ("name", "code", "model"),
    [
        # Python: classes that load weights by default, or by the function that they are given.
        ("a.py", "from keras.applications import VGG16\nm = VGG16(include_top=False)",
         "keras:VGG16"),
        ("a.py", "from torchvision import models\nm = models.resnet18(True)",
         "torchvision:resnet18"),
        ("a.py", "from fastai.vision.all import *\nl = vision_learner(dls, resnet34)",
         "torchvision:resnet34"),
        ("a.py", "from simpletransformers.ner import NERModel\nm = NERModel('bert', 'org/tern-1')",
         "huggingface:org/tern-1"),
        ("a.py", "from efficientnet_pytorch import EfficientNet as E\n"
         "m = E.from_pretrained('efficientnet-b0')", "github:lukemelas/EfficientNet-PyTorch"),
        ("a.py", "import segmentation_models_pytorch as smp\nm = smp.Unet('resnet34')",
         "torchvision:resnet34"),
        ("a.py", "from detectron2 import model_zoo\n"
         "w = model_zoo.get_checkpoint_url('COCO-Detection/retinanet_R_50_FPN_1x.yaml')",
         "github:facebookresearch/detectron2"),
        ("a.py", "from deepface import DeepFace\nDeepFace.verify(a, b, model_name='Facenet512')",
         "github:serengil/deepface_models"),
        ("a.py", "import en_core_web_sm\nnlp = en_core_web_sm.load()", "spacy:en_core_web_sm"),
        ("a.py", "import openai\nopenai.Completion.create(engine='davinci')", "openai:davinci"),
        ("a.py", "from llama_cpp import Llama\n"
         "m = Llama(model_path='models/mistral-7b-instruct-v0.1.Q4_K_M.gguf')",
         "weights:mistral-7b-instruct-v0.1.Q4_K_M.gguf"),
        ("a.py", "from transformers import pipeline\nkw = {'model': 'org/tern-1'}\n"
         "p = pipeline('ner', **kw)", "huggingface:org/tern-1"),
        # Names of one program's own list, in a file that speaks of the program.
        ("a.yaml", f"{OLLAMA}  model: mistral\n", "ollama:mistral"),
        ("a.yaml", "image: openai-whisper\nenv: {ASR_MODEL: base}\n", "whisper:base"),
        ("a.yaml", "tts:\n  model: tts_models/en/ljspeech/vits\n",
         "coqui:tts_models/en/ljspeech/vits"),
        ("a.yaml", "reranker:\n  model: ms-marco-MiniLM-L-12-v2\n",
         "huggingface:cross-encoder/ms-marco-MiniLM-L-12-v2"),
        # Other languages: who runs the model is said at the beginning of a chain, or by a variable.
        ("A.java", "var o = OllamaChatModel.builder().baseUrl(u).modelName(\"mistral\").build();",
         "ollama:mistral"),
        ("A.java", "String m = System.getenv().getOrDefault(\"OLLAMA_MODEL\", \"mistral\");",
         "ollama:mistral"),
        ("A.java", "@Value(\"${ollama.model:mistral}\") String m;", "ollama:mistral"),
        ("A.cs", "var m = config[\"Ollama:Model\"] ?? \"mistral\";", "ollama:mistral"),
        ("A.cs", "var c = new OllamaApiClient(\"http://localhost:11434\", \"mistral\");",
         "ollama:mistral"),
        ("A.cs", "class C { string ModelName { get; init; } = \"qwen2.5-0.5b\"; }",
         "endpoint:qwen2.5-0.5b"),
        ("A.cs", "var m = configuration.GetValue<string>(\"AI:Model\", \"deepseek-r1\");",
         "ollama:deepseek-r1"),
        ("A.cs", 'var j = @"{""model"": ""text-davinci-003"", ""prompt"": """ + p;',
         "openai:text-davinci-003"),
        ("A.cs", 'var j = $"{{\\"model\\": \\"llama3\\", \\"prompt\\": \\"{p}\\"}}";',
         "ollama:llama3"),
        ("A.cs", 'var f = Path.Combine(assets, "tinyyolov2-8.onnx");', "weights:tinyyolov2-8.onnx"),
        ("a.py", "p = dlib.shape_predictor('shape_predictor_68_face_landmarks.dat')",
         "weights:shape_predictor_68_face_landmarks.dat"),
        ("A.java", "static final String LLAMA_3_1 = \"llama3.1\";", "ollama:llama3.1"),
        ("A.java", "enum Kind { LLAMA2(\"llama2\"); }", "ollama:llama2"),
        ("a.scala", 'val j = """{\n  |  "model": "llama3",\n  |  "n": 1\n  |}""".stripMargin',
         "ollama:llama3"),
        # Addresses, and commands.
        ("A.java", "c.optModelUrls(\"djl://ai.djl.huggingface.pytorch/bert-base-uncased\")",
         "huggingface:bert-base-uncased"),
        ("A.java", "c.optModelUrls(\"djl://ai.djl.pytorch/resnet\")", "djl:resnet"),
        ("a.sh", "export A=${A:-\"${B}/x\"}\nexport LLM_MODEL=${LLM_MODEL:-\"org/tern-1b\"}",
         "endpoint:org/tern-1b"),
        ("a.sh", "eland_import_hub_model --hub-model-id org/tern-1", "huggingface:org/tern-1"),
        # Bundles of torchaudio: called, held by a name, imported, and named in a table.
        ("a.py", "import torchaudio\nm = torchaudio.pipelines.MMS_FA.get_model()",
         "torchaudio:MMS_FA"),
        ("a.py", "import torchaudio\nbundle = torchaudio.pipelines.WAV2VEC2_BASE\n"
         "m = bundle.get_model()", "torchaudio:WAV2VEC2_BASE"),
        ("a.py", "from torchaudio.pipelines import HUBERT_ASR_LARGE as B\nm = B.get_model()",
         "torchaudio:HUBERT_ASR_LARGE"),
        ("a.py", "by_language = {'de': 'VOXPOPULI_ASR_BASE_10K_DE'}",
         "torchaudio:VOXPOPULI_ASR_BASE_10K_DE"),
        # A function of a library that is held by a name.
        ("a.py", "from transformers import AutoModel\nAutoModel.from_pretrained(path)\n"
         "load = AutoModel.from_pretrained\n"
         "load('org/tern-1')", "huggingface:org/tern-1"),
        # Sizes of Whisper, where the file speaks of it.
        ("a.py", "add('--model', default='small', help='name of the Whisper model')\n"
         "model = 'small'", "whisper:small"),
        ("A.swift", "import WhisperKit\nlet modelName = \"large-v3\"", "whisper:large-v3"),
        ("A.swift", "let dir = try await WhisperKit.download(variant: \"tiny\")",
         "whisper:tiny"),
        # An address that is completed elsewhere.
        ("A.cs", "const string Base = \"https://huggingface.co/org/tern-1/resolve\";",
         "huggingface:org/tern-1"),
        ("a.ts", "const u = `https://huggingface.co/org/tern-1/resolve/${rev}/model.onnx`;",
         "huggingface:org/tern-1"),
        # Models that are set up under their own names.
        ("a.yaml", "groq:\n  models:\n    llama-3.3-70b-versatile: {max_tokens: 9}\n",
         "groq:llama-3.3-70b-versatile"),
        ("a.yaml", "models:\n  gpt-4o-mini:\n    aliases: [mini]\n    temperature: 0\n",
         "openai:gpt-4o-mini"),
        ("a.json", '{"models": {"claude-3-opus-20240229": {}}}',
         "anthropic:claude-3-opus-20240229"),
        # A way in which a service runs a model.
        ("A.kt", "val Free = Entry(id = \"microsoft/phi-4-reasoning:free\", size = 1)",
         "huggingface:microsoft/phi-4-reasoning"),
        # Command lines in a project of Xcode.
        ("a.xcscheme", '<CommandLineArgument argument = "--model org/tern-1b --n 3"/>',
         "endpoint:org/tern-1b"),
    ],
)  # fmt: skip
def test_what_a_library_is_told_names_its_model(
    tmp_path: Path, name: str, code: str, model: str
) -> None:
    assert named(tmp_path, code, name) == {model}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.py", "from keras.applications import VGG16\nm = VGG16(weights=None)"),
        ("a.py", "from torchvision import models\nm = models.resnet18()"),
        ("a.py", "from fastai.vision.all import *\nl = vision_learner(dls, our_network)"),
        ("a.py", "import segmentation_models_pytorch as smp\n"
         "m = smp.Unet('resnet34', encoder_weights=None)"),
        ("a.py", "import openai\nname = 'davinci'"),
        ("a.py", "import our_core_web\nnlp = our_core_web.load()"),
        ("a.yaml", "car:\n  model: mistral\n"),
        ("a.yaml", f"{OLLAMA}  route: mistral\n"),
        ("a.yaml", "size: small\nmodel: base\n"),
        ("A.java", "var o = CarModel.builder().seats(4).modelName(\"mistral\").build();"),
        ("A.cs", "class C { string Title { get; init; } = \"qwen2.5-0.5b\"; }"),
        ("A.cs", "var f = Path.Combine(output, \"invoices-8.onnx\");"),
        ("a.py", "files = ['candy-shop.zip', 'en-position.bin', 'bert-log-2023.gz', 'resnet.dat']"),
        ("A.java", "static final String RELEASE_3_1 = \"release3.1\";"),
        ("A.java", "c.open(\"djl://our.zoo/resnet\")"),
        ("a.sh", "export A=${A:-\"${B}/x\"}\nexport NOTE=${NOTE:-\"org/tern-1b\"}"),
        ("a.py", "import torchaudio\nt = torchaudio.transforms.MEL_SCALE.get_model()\n"
         "x = ['HUBERT_LAYERS', 'VOXPOPULI_DIR', 'WAV2VEC2_CACHE']"),
        ("a.py", "import ours\nload = ours.Shop.from_catalogue\nload('org/tern-1')"),
        ("a.py", "add('--model', default='small', help='name of the shirt')\nmodel = 'small'"),
        ("A.swift", "import Shop\nlet modelName = \"large\"\nShop.download(variant: \"tiny\")"),
        ("A.cs", "const string Base = \"https://huggingface.co/datasets/org/tern-1/resolve\";"),
        ("A.cs", "const string Page = \"https://huggingface.co/org/tern-1/resolved-issues\";"),
        ("a.yaml", "models:\n  gpt-4o-mini: {input_price: 1, output_price: 2}\n"),
        ("a.yaml", "models:\n  gpt-4o-mini: {context_window: 128000, max_tokens: 9}\n"),
        ("a.yaml", "cars:\n  gpt-4o-mini: {max_tokens: 9}\n"),
        ("A.kt", "val Shop = Entry(id = \"acme/shop:free\", size = 1)"),
        ("A.kt", "val Image = Entry(id = \"microsoft/phi-4-reasoning:v1.2\", size = 1)"),
        ("a.xcscheme", '<BuildAction name = "--model org/tern-1b"/>'),
    ],
)  # fmt: skip
def test_what_only_looks_like_that_is_none(tmp_path: Path, name: str, code: str) -> None:
    assert named(tmp_path, code, name) == set()
