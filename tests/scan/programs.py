"""Programs in other languages than Python, each with models and with what only looks like one.

«name» is a reference, ‹name› a decoy, ⟦name⟧ what may be one: the marks are not in the files.
"""

FILES = {
    "web/src/chat.ts": """\
import { openai, createOpenAI } from "‹@ai-sdk/openai›";
import { anthropic } from "@ai-sdk/anthropic";
import schema from "‹google/gemma-schema-3›";
import { streamText, embed } from "ai";

// model: "‹gpt-4-0613›" was here before
/* const old = "‹meta-llama/Llama-2-7b-chat-hf›" */
const DEFAULT_MODEL = "«gpt-4o-mini»";
export const MODELS = [
  { id: "«gpt-4.1»", label: "‹GPT 4.1›", maker: "‹openai/team-4›", color: "‹blue/gpt-green›" },
  { id: "«claude-sonnet-4-20250514»", label: "‹Claude Sonnet 4›" },
  { id: "«mistral-large-latest»", label: "‹Mistral›" },
];
export async function ask(prompt: string, fast = true) {
  const model = fast ? "«gpt-4.1-nano»" : "«gpt-5»";
  if (model === "‹gpt-4-32k›") throw new Error("‹gpt-4-32k› is gone");
  if (model.startsWith("‹gpt-3.5-turbo›")) return null;
  switch (model) {
    case "‹claude-3-opus-20240229›":
      return null;
  }
  return streamText({ model: anthropic("«claude-3-5-haiku-latest»"), prompt });
}
const local = createOpenAI({ baseURL: "http://localhost:8000/v1" });
await local.chat.completions.create({ model: "«acme/contracts-7b-instruct»", messages: [] });
const vec = await embed({ model: openai.embedding("«text-embedding-3-small»"), value: "x" });
const modelId = process.env.MODEL_ID ?? "«Qwen/Qwen2.5-7B-Instruct»";
const image = "‹acme/triage-7b:latest›";
const logo = "‹icons/llama-3.png›";
const route = "‹api/v1-models›";
console.log("‹gpt-4o›");
const help = `use --model ‹gpt-4o› for better answers`;
const mime = "‹application/x-7b›";
""",
    "web/src/transformers.js": """\
import { pipeline, AutoTokenizer } from "@huggingface/transformers";
const classify = await pipeline("‹sentiment-analysis›", "«Xenova/distilbert-base-uncased-finetuned-sst-2-english»");
const extractor = await pipeline('feature-extraction', '«Xenova/all-MiniLM-L6-v2»', { quantized: true });
const tokenizer = await AutoTokenizer.from_pretrained("«Xenova/gpt-4»");
const own = await AutoTokenizer.from_pretrained("./models/‹ours-7b›");
const quiet = "‹./assets/llama-3/8b›";
const re = /["']gpt-4o["']/;
const url = "https://huggingface.co/«sentence-transformers/all-mpnet-base-v2»/resolve/main/model.onnx";
const page = "https://huggingface.co/‹blog/llama31›";
const doc = "see https://huggingface.co/‹docs/transformers› for more";
const cf = await env.AI.run("«@cf/meta/llama-3.1-8b-instruct»", { prompt });
const repo = { repository: "‹huggingface/transformers-7b›" };
const pkg = require("‹mistralai/client-7b›");
loadDataset("‹google/fleurs-7b›");
""",
    "web/src/Picker.tsx": """\
export const Picker = () => (
  <select aria-label="‹gpt-4o›" defaultValue="«gemini-2.0-flash»">
    <option value="«gemini-1.5-pro»">Gemini 1.5 Pro</option>
    <option value="«command-r-plus»">It's Command R+</option>
    <input placeholder="‹gpt-4o-mini›" title="‹gpt-4-turbo›" />
  </select>
);
""",
    "server/main.go": """\
package main

import (
\t"github.com/‹acme/model-7b›"
\tollama "github.com/ollama/ollama/api"
)

const defaultModel = "«llama3.1:8b»"

var embeddingModel string = "«nomic-embed-text:v1.5»"
var timeZone = "‹America/New_York-2›"

// fallback := "‹mistralai/Mistral-7B-v0.1›"
type Config struct {
\tModel string `yaml:"‹model›" default:"x"`
}

func main() {
\tmodel := flag.String("model", "«Qwen/Qwen2.5-Coder-7B»", "‹model to use›")
\treq := openai.ChatCompletionRequest{Model: "«gpt-4o»", Stream: true}
\treq2 := &anthropic.MessageRequest{
\t\tModel: "«claude-3-7-sonnet-20250219»",
\t}
\tname := os.Getenv("HOME_7B")
\tclient.Pull(ctx, &ollama.PullRequest{Model: "«qwen2.5:7b»"})
\tif strings.HasPrefix(*model, "‹gpt-4o›") {
\t\tlog.Printf("‹gpt-4o›")
\t}
\tmodels := map[string]string{
\t\t"small": "«microsoft/Phi-3-mini-4k-instruct»",
\t\t"large": "«meta-llama/Llama-3.3-70B-Instruct»",
\t}
\tcmd := exec.Command("ollama", "pull", "«gemma2:2b»")
\tother := exec.Command("docker", "pull", "‹acme/llama-7b›")
\tbody := `{"model": "«mistral-small-latest»", "stream": false}`
\tquery := `SELECT * FROM models WHERE name = '‹gpt-4o›'`
\treturn "‹application/vnd.api-2›"
}
""",
    "server/main_test.go": """\
func TestName(t *testing.T) {
\tassert.Equal(t, "‹gpt-4o-mini›", cfg.Model)
\tif got != "‹claude-3-haiku-20240307›" {
\t}
}
""",
    "engine/src/main.rs": """\
use hf_hub::{api::sync::Api, Repo, RepoType};
// let id = "‹mistralai/Mistral-7B-v0.1›";
const MODEL_ID: &str = "«mistralai/Mistral-7B-Instruct-v0.3»";
const CRATE: &str = "‹serde/json-7b›";

#[derive(Parser)]
struct Args {
    #[arg(long, default_value = "«sentence-transformers/all-MiniLM-L6-v2»")]
    model_id: String,
    #[arg(long, default_value = "‹refs/pr-21›")]
    revision: String,
}

enum Which { Small, Large }

impl Which {
    fn repo_id(&self) -> &'static str {
        match self {
            Which::Small => "«HuggingFaceTB/SmolLM2-360M-Instruct»",
            Which::Large => "«Qwen/Qwen2.5-14B-Instruct»",
        }
    }
}

fn main() -> Result<()> {
    let api = Api::new()?;
    let repo = api.model("«BAAI/bge-small-en-v1.5»".to_string());
    let other = api.repo(Repo::with_revision("«google/gemma-2-2b-it»".into(), RepoType::Model, "‹refs/pr/2›".into()));
    let tok = Tokenizer::from_pretrained("«bert-base-uncased»", None)?;
    let file = Path::new("‹models/llama-7b›");
    let raw = r#"{"model": "«gpt-4o-mini»", "n": 1}"#;
    let out = Command::new("ollama").args(["run", "«phi3:mini»"]).output()?;
    println!("‹gpt-4o›");
    let dataset = "‹HuggingFaceH4/ultrachat_200k›";
    let lifetime: &'a str = "x";
    assert_eq!(name, "‹gpt-4.1›");
    Ok(())
}
""",
    "backend/src/main/java/Assistant.java": """\
package com.acme.llm;

import dev.langchain4j.model.openai.OpenAiChatModel;

/** Uses ‹gpt-4-turbo› by default. */
public class Assistant {
    private static final String MODEL_NAME = "«gpt-4o-2024-08-06»";
    private static final String EMBEDDING = "«text-embedding-3-large»";
    private static final String BASE = "‹com/acme-7b›";
    private final String title = "‹gpt-4o›";

    ChatLanguageModel model() {
        return OpenAiChatModel.builder()
            .apiKey(System.getenv("OPENAI_API_KEY"))
            .modelName("«gpt-4.1-mini»")
            .build();
    }

    ChatLanguageModel local() {
        return OllamaChatModel.builder().baseUrl("http://localhost:11434").modelName("«mistral:7b»").build();
    }

    InvokeModelRequest bedrock() {
        return InvokeModelRequest.builder().modelId("«anthropic.claude-3-haiku-20240307-v1:0»").contentType("‹application/json-2›").build();
    }

    Criteria<String, float[]> criteria() {
        return Criteria.builder().optModelUrls("djl://ai.djl.huggingface.pytorch/«sentence-transformers/all-MiniLM-L6-v2»").build();
    }

    boolean isOld(String name) {
        return name.equals("‹gpt-3.5-turbo›") || "‹gpt-4-32k›".equals(name);
    }

    @Value("${acme.model:«Qwen/Qwen2.5-3B-Instruct»}")
    private String modelId;

    String body = \"\"\"
        {"model": "«o3-mini»", "input": "x"}
        \"\"\";
}
""",
    "android/Chat.kt": """\
package app.acme

const val MODEL = "«gemini-1.5-flash»"
private val embeddings = listOf("«intfloat/multilingual-e5-small»", "«BAAI/bge-m3»")
val names = mapOf("fast" to "‹acme/fast-7›")
val models = mapOf("fast" to "«google/gemma-2b-it»", "good" to "«google/gemma-7b-it»")

class Chat(private val modelId: String = "«meta-llama/Llama-3.2-1B-Instruct»") {
    val generative = GenerativeModel(modelName = "«gemini-2.0-flash-lite»", apiKey = key)
    fun old() = if (modelId == "‹gemini-pro-vision›") "‹x/y-1›" else TODO()
    val action = "‹android.intent/action-7b›"
    val icon = "‹drawable/llama_7b›"
    // "‹google/gemma-1.1-2b-it›"
    val log = Log.d("TAG", "‹gpt-4o›")
}
""",
    "desktop/Assistant.cs": """\
using OpenAI.Chat;

namespace Acme.Assistant;

public class Options
{
    public string Model { get; set; } = "«gpt-4o»";
    public string ContentType { get; set; } = "‹application/vnd-7b›";
}

public class Assistant
{
    private const string EmbeddingModel = "«text-embedding-ada-002»";
    private readonly ChatClient client = new ChatClient(model: "«gpt-4.1»", apiKey);
    private static readonly string Sql = @"SELECT '‹gpt-4o›' AS name";

    public void Build(IKernelBuilder builder)
    {
        builder.AddOpenAIChatCompletion("«gpt-4o-mini»", key);
        builder.AddAzureOpenAIChatCompletion("«contracts-chat»", "https://‹acme.openai.azure.com›", key);
        builder.AddOllamaChatCompletion("«phi4:14b»", new Uri("http://localhost:11434"));
        Console.WriteLine($"‹gpt-4o› {name}");
        if (name is "‹gpt-4-turbo›") return;
        var modelId = config["Model"] ?? "«microsoft/Phi-3.5-mini-instruct»";
        var path = Path.Combine("‹models/phi-3›", "x");
        var repo = $"«sentence-transformers/all-MiniLM-L12-v2»";
        var raw = \"\"\"{"model": "«claude-3-opus-20240229»"}\"\"\";
    }
}
""",
    "ios/Chat.swift": """\
import MLXLLM

let defaultModel = "«mlx-community/Llama-3.2-3B-Instruct-4bit»"
let configuration = ModelConfiguration(id: "«mlx-community/Qwen2.5-7B-Instruct-4bit»", defaultPrompt: "‹hello›")
let whisper = try await WhisperKit(model: "«large-v3»")
let small = WhisperKit("«base.en»")
struct Query { var model: String = "«gpt-4o-mini»"; var kind = "‹text/plain-7b›" }
// let m = "‹mlx-community/Phi-3-mini-4k-instruct-4bit›"
func isOld(_ model: String) -> Bool { model == "‹gpt-4-turbo›" || model.hasPrefix("‹gpt-3.5-turbo›") }
let query = ChatQuery(messages: [], model: .«gpt4_o»)
let asset = UIImage(named: "‹icons/llama-3›")
let text = \"\"\"
The model ‹gpt-4o› is used here.
\"\"\"
print("‹gpt-4o›")
let repo = HubApi.shared.snapshot(from: Hub.Repo(id: "«apple/OpenELM-270M-Instruct»"))
""",
    "site/app/Chat.php": """\
<?php
use OpenAI\\Client;

// 'model' => '‹gpt-4-0314›'
# $model = '‹gpt-4-32k-0613›';
class Chat
{
    private string $model = '«gpt-4o-mini»';
    public const EMBEDDING_MODEL = "«text-embedding-3-small»";
    protected $table = '‹acme/chats-7b›';

    public function ask($client, $text)
    {
        $result = $client->chat()->create([
            'model' => '«gpt-4.1-mini»',
            'messages' => [['role' => 'user', 'content' => "‹gpt-4o›"]],
        ]);
        $extractor = pipeline('embeddings', '«Xenova/bge-small-en-v1.5»');
        $this->model = env('CHAT_MODEL', '«claude-3-5-sonnet-latest»');
        if ($this->model === '‹gpt-4›') { return; }
        echo '‹gpt-4o›';
        $payload = <<<JSON
        {"model": "«mistralai/Mixtral-8x7B-Instruct-v0.1»", "inputs": "x"}
        JSON;
        return str_contains($model, '‹gpt-4-turbo›') ? '‹image/webp-7b›' : null;
    }
}
""",
    "site/lib/assistant.rb": """\
require "‹openai/client-7b›"
# MODEL = "‹gpt-4-0613›"
class Assistant
  DEFAULT_MODEL = "«gpt-4o-mini»".freeze
  MODELS = %w[«claude-3-5-sonnet-20241022» «gemini-1.5-pro»].freeze
  TIMEZONE = "‹Etc/GMT-7›"

  def ask(text)
    client.chat(parameters: { model: "«gpt-4.1»", messages: [{ role: "user", content: text }] })
  end

  def embed(text) = RubyLLM.embed(text, model: '«text-embedding-3-large»')

  def extractor
    @extractor ||= Informers.pipeline("embedding", "«sentence-transformers/all-MiniLM-L6-v2»")
  end

  def old?(name)
    name == "‹gpt-4-32k›" || name.start_with?("‹gpt-3.5-turbo›")
  end

  def fallback = ENV.fetch("LLM_MODEL", "«mistral-small-latest»")

  def payload
    <<~JSON
      {"model": "«deepseek-ai/DeepSeek-R1-Distill-Qwen-7B»", "inputs": "hi"}
    JSON
  end

  def pull = system("ollama pull «llama3.2:3b»")

  def show = puts("‹gpt-4o›")
end
""",
    "infra/main.tf": """\
# model = "‹mistralai/Mistral-7B-v0.1›"
variable "model_id" {
  type        = string
  description = "‹gpt-4o›"
  default     = "«mistralai/Mistral-7B-Instruct-v0.2»"
}

variable "region" {
  default = "‹eu-west-1›"
}

module "vpc" {
  source  = "‹terraform-aws-modules/vpc-7b›"
  version = "5.0.0"
}

resource "aws_sagemaker_model" "chat" {
  name = "‹chat-7b›"
  primary_container {
    image = "‹acme/tgi-7b›"
    environment = {
      HF_MODEL_ID = "«tiiuae/falcon-7b-instruct»"
      HF_TASK     = "‹text-generation›"
    }
  }
}

resource "azurerm_cognitive_deployment" "chat" {
  name = "‹contracts›"
  model {
    format  = "‹OpenAI›"
    name    = "«gpt-4o»"
    version = "‹2024-08-06›"
  }
}

resource "aws_bedrockagent_agent" "a" {
  foundation_model = "«anthropic.claude-3-5-sonnet-20240620-v1:0»"
}

data "aws_iam_policy_document" "p" {
  statement {
    resources = ["arn:aws:bedrock:*::foundation-model/«amazon.titan-embed-text-v2:0»", "arn:aws:bedrock:*::foundation-model/‹anthropic.›*"]
  }
}

resource "helm_release" "tei" {
  chart      = "‹acme/tei-7b›"
  repository = "‹https://charts.acme.example›"
  values = [<<-YAML
    model:
      name: «BAAI/bge-reranker-v2-m3»
    image:
      repository: ‹acme/tei-7b›
  YAML
  ]
}

resource "aws_instance" "gpu" {
  user_data = <<-EOF
    #!/bin/bash
    docker run ollama/ollama
    ollama pull «qwen2.5-coder:7b»
  EOF
}

locals {
  models = {
    fast = "«Qwen/Qwen2.5-1.5B-Instruct»"
    good = "«Qwen/Qwen2.5-32B-Instruct»"
  }
  zones = ["‹europe/west-4›"]
  url   = "${var.base}/‹v1-models›"
}
""",
    "infra/prod.tfvars": """\
embedding_model = "«intfloat/e5-large-v2»"
container_image = "‹acme/embedder-2›"
""",
    "infra/main.bicep": """\
param modelName string = '«gpt-4o-mini»'
param location string = '‹eu/west-2›'
resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2023-05-01' = {
  name: '‹chat-prod›'
  properties: { model: { format: 'OpenAI', name: '«gpt-4.1»', version: '‹2025-04-14›' } }
}
""",
    "db/models.sql": """\
-- INSERT INTO models VALUES ('‹gpt-4-0613›');
CREATE TABLE llm_models (id SERIAL, name TEXT DEFAULT '«mistralai/Mistral-7B-Instruct-v0.1»');
INSERT INTO llm_models (name, provider) VALUES ('«gpt-4o»', '‹openai›'), ('«claude-3-5-sonnet-20240620»', '‹anthropic›');
INSERT INTO zones (name) VALUES ('‹Europe/Berlin-2›');
UPDATE settings SET model = '«gemini-1.5-flash»' WHERE model = '‹gemini-1.0-pro›';
SELECT * FROM usage WHERE model IN ('‹gpt-4›') AND path LIKE '‹/api/v2-x›';
SELECT SNOWFLAKE.CORTEX.COMPLETE('«mistral-large2»', prompt) FROM reviews;
SELECT ai_query('«databricks-meta-llama-3-3-70b-instruct»', text) FROM t;
SELECT ai.ollama_embed('«nomic-embed-text»', contents) FROM docs;
CREATE MODEL acme.embedder REMOTE WITH CONNECTION c OPTIONS (ENDPOINT = '«text-embedding-005»');
/* SELECT '‹gpt-4o›' */
""",
    "ml/App.scala": """\
object App {
  val modelName = "«sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2»"
  val embeddings = BertEmbeddings.pretrained("«small_bert_L2_768»", "en")
  val path = "‹s3/bucket-7b›"
  // "‹google/flan-t5-base›"
  def isOld(name: String) = name == "‹gpt-4o›"
}
""",
    "mobile/lib/chat.dart": """\
import 'package:‹google_generative_ai/gemini-7b.dart›';
final model = GenerativeModel(model: '«gemini-1.5-flash-8b»', apiKey: key);
const modelId = "«google/gemma-3-1b-it»";
const locale = '‹de/DE-1›';
final asset = Image.asset('‹images/llama-3.png›');
bool old(String m) => m == '‹gemini-1.0-pro›';
// const x = '‹gemini-pro-vision›';
""",
    "elixir/lib/serving.ex": """\
defmodule Serving do
  # {:hf, "‹google/vit-base-patch16-224›"}
  @model "«gpt-4o-mini»"
  def load do
    {:ok, model} = Bumblebee.load_model({:hf, "«microsoft/resnet-50»"})
    {:ok, tokenizer} = Bumblebee.load_tokenizer({:hf, "«google-bert/bert-base-cased»"})
    {:ok, _} = File.read("‹priv/models-7b›")
  end
end
""",
    "ci/Jenkinsfile": """\
pipeline {
  environment { MODEL_ID = '«Qwen/Qwen2.5-0.5B-Instruct»' ; IMAGE = '‹acme/ci-7b›' }
  stages {
    stage('get') { steps { sh 'huggingface-cli download «BAAI/bge-base-en-v1.5»' } }
    // sh 'ollama pull ‹llama2:7b›'
    stage('‹gpt-4o›') { steps { echo '‹gpt-4o›' } }
  }
}
""",
    "native/main.cpp": """\
#include "‹llama/llama-7b.h›"
// auto m = "‹TheBloke/Llama-2-7B-GGUF›";
const std::string default_model = "«TheBloke/Mistral-7B-Instruct-v0.2-GGUF»";
const char* kUrl = "https://huggingface.co/«ggml-org/gemma-3-4b-it-GGUF»/resolve/main/model.gguf";
std::string tz = "‹Europe/Rome-1›";
bool old(const std::string& m) { return m == "‹gpt-4o›"; }
""",
    "stats/run.R": """\
# model <- "‹gpt-4o›"
model <- "«gpt-4o-mini»"
emb <- text::textEmbed(x, model = "«sentence-transformers/all-distilroberta-v1»")
path <- "‹data/run-7b›"
cat("‹gpt-4o›")
""",
    "tools/ask.lua": """\
-- local model = "‹gpt-4-turbo›"
local model = "«codellama:7b»"
local opts = { model = "«deepseek-coder:6.7b»", icon = "‹icons/x-7b›" }
if model == "‹gpt-4o›" then return end
""",
}

FILES |= {
    "py/zoo.py": """\
import argparse
from acme.wrappers import load_llm, fetch_weights
ZOO = {"fast": "«Qwen/Qwen2.5-0.5B»", "good": "«meta-llama/Llama-3.1-8B»", "ours": "«acme/ours-7b»"}
ROWS = [("«BAAI/bge-m3»", 1024), ("«intfloat/e5-base-v2»", 768)]
CONTEXT = {"‹gpt-4o›": 128000, "‹claude-3-opus-20240229›": 200000}
parser = argparse.ArgumentParser()
parser.add_argument("--model", choices=["«acme/small-1b»", "«acme/large-7b»"], help="‹gpt-4o›")
load_llm("«acme/contracts-7b»")
fetch_weights("⟦acme/other-7b⟧")
if name == "‹gpt-4o›" or name in ("‹gpt-4-turbo›", "‹gpt-4.1›"):
    print("‹gpt-4o-mini›")
assert name.startswith("‹gpt-3.5-turbo›")
repo = load_dataset("‹HuggingFaceH4/ultrachat_200k›")
IMAGE = "‹nvidia/llama-7b›"
description = "‹mistralai/Mistral-7B-v0.1›"
A.from_pretrained("/".join([]))
""",
    "batch/requests.jsonl": """\
{"custom_id": "1", "method": "POST", "body": {"model": "«gpt-4o-mini»", "messages": [{"role": "user", "content": "‹gpt-4o›"}]}}
{"model": "«mistralai/Mistral-7B-Instruct-v0.3»", "prompt": "‹gpt-4o›"}
{"model": broken
{"text": "‹meta-llama/Llama-2-7b›", "source": "‹gpt-4o›"}
""",
    "flows/portrait.json": """\
{"nodes": [
  {"type": "CheckpointLoaderSimple", "widgets_values": ["«sd_xl_base_1.0.safetensors»"]},
  {"type": "LoraLoader", "widgets_values": ["«detail_tweaker.safetensors»", 0.8]},
  {"type": "SaveImage", "widgets_values": ["‹out-7b›"]},
  {"type": "LoadImage", "widgets_values": ["‹example.png›"]}
], "links": []}
""",
    "flows/api.json": """\
{"3": {"class_type": "UNETLoader", "inputs": {"unet_name": "«flux1-dev.safetensors»", "weight_dtype": "default"}},
 "4": {"class_type": "CLIPTextEncode", "inputs": {"text": "‹gpt-4o›"}},
 "5": {"class_type": "VAELoader", "inputs": {"vae_name": "«ae.safetensors»"}}}
""",
    "infra/stack.template": """\
Parameters:
  ModelId:
    Type: String
    Default: «anthropic.claude-3-haiku-20240307-v1:0»
  ImageUri:
    Type: String
    Default: ‹acme/tgi-7b›
Resources:
  Model:
    Type: AWS::SageMaker::Model
    Properties:
      PrimaryContainer:
        Image: ‹acme/serve-7b›
        Environment:
          HF_MODEL_ID: «HuggingFaceH4/zephyr-7b-beta»
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - Resource: !Sub "arn:aws:bedrock:${AWS::Region}::foundation-model/«amazon.titan-text-express-v1»"
        - Resource: "arn:aws:bedrock:*::foundation-model/‹*›"
  Agent:
    Type: AWS::Bedrock::Agent
    Properties:
      FoundationModel: «us.anthropic.claude-3-5-haiku-20241022-v1:0»
""",
    "k8s/serve.yaml": """\
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: ‹llama-7b›, labels: {app: ‹acme/llama-7b›}}
spec:
  predictor:
    model:
      modelFormat: {name: ‹huggingface›}
      storageUri: huggingface://«meta-llama/Llama-3.2-3B-Instruct»
---
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: whisper
          image: ‹acme/whisper-7b›
          args: ["--model", "«Systran/faster-whisper-small»"]
---
whisper:
  image: ‹onerahmet/openai-whisper-asr-webservice:latest›
  icon: ‹icons/whisper-1.png›
models:
  icon: ‹icons/llama-3.png›
""",
    "charts/app/Chart.yaml": """\
apiVersion: v2
name: ‹model-server›
icon: ‹https://example.org/llama-7b.png›
dependencies:
  - name: ‹ollama-7b›
    repository: ‹https://otwld.github.io/ollama-helm/›
    version: 1.2.3
  - name: ‹common/model-2›
    alias: model
""",
    "charts/app/values.yaml": """\
image:
  repository: ‹ghcr.io/acme/llm-7b›
model:
  name: «Qwen/Qwen2.5-3B»
  image: ‹acme/model-7b›
llm: vertex_ai/«meta/llama-3.1-405b-instruct-maas»
embedder: {provider: vertex, model: «text-embedding-005»}
reranker: vertex_ai/«openai/gpt-oss-120b-maas»
""",
    "litellm.yaml": """\
model_list:
  - model_name: ‹chat›
    litellm_params: {model: azure/«contracts-4o»}
  - model_name: ‹open›
    litellm_params: {model: groq/«llama-3.3-70b-versatile»}
""",
    "run.sh": """\
#!/bin/sh
MODEL=${MODEL:-"${OTHER}"}
hf download «HuggingFaceTB/SmolLM2-135M»
echo ‹gpt-4o›
""",
    "nb.ipynb": """\
{"cells": [{"cell_type": "code", "source": ["%pip install a \\\\\\n", "  b\\n", "from transformers import AutoModel\\n", "AutoModel.from_pretrained('«prajjwal1/bert-tiny»')"]}]}
""",
    "web/src/Ask.vue": """\
<script setup lang="ts">
const props = withDefaults(defineProps<{ model?: string }>(), { model: "«claude-3-5-haiku-20241022»" });
const backup: string = '«gemini-2.5-pro»'; // not "‹gemini-1.0-pro›"
</script>
<template><p>Don't use "‹gpt-4-0613›" here</p><Chat :model="'«gpt-4.1-mini»'" title="‹gpt-4.1›" /></template>
""",
    "web/app.svelte": """\
<script>
  let model = '«mistral-medium-latest»';
  const sizes = { '‹gpt-4o›': 128000 };
</script>
<!-- <Chat model="‹gpt-4-turbo›" /> -->
""",
    "android/build.gradle": """\
def modelName = "«google/mobilebert-uncased-v1»"
dependencies { implementation '‹com.acme/llm-7b›' }
buildConfigField "String", "MODEL_ID", "«google/gemma-2-2b»"
""",
    "fs/Program.fs": """\
let model = "«gpt-4o-mini»"
let embedder = Embeddings("«text-embedding-3-large»")
// let old = "‹gpt-4-32k›"
(* let older = "‹gpt-4-0314›" *)
if model = "‹x/y-1›" then printfn "‹gpt-4o›"
""",
    "clj/core.clj": """\
; (def model "‹gpt-4-turbo›")
(def model-name "«claude-3-opus-latest»")
(chat {:model "«gpt-4.1-nano»" :icon "‹icons/x-7b›"})
""",
    "julia/run.jl": """\
# "‹google/flan-t5-base›"
const MODEL = "«google/flan-t5-large»"
tokenizer = hgf"‹bert-base-uncased›:tokenizer"
path = joinpath("‹data/x-7b›")
""",
    "obj/Chat.m": """\
NSString *modelId = @"«gpt-4o-mini»";
NSString *icon = @"‹icons/llama-3›";
// NSString *old = @"‹gpt-4›";
""",
    "web/src/hosts.ts": """\
const host = "‹ollama:11434›", docker = "‹ollama/ollama:0.5.1›", file = "‹bedrock/client.ts›";
const action = "‹bedrock:InvokeModel›", metric = "‹stability.score›", css = "‹o3-product›";
const served = "«ollama/llama3.1:8b»", other = "«groq/llama-3.1-8b-instant»", third = "«bedrock/anthropic.claude-3-haiku-20240307-v1:0»";
""",
}
