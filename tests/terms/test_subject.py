"""Which part of the work a sentence puts under the licence that it names."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.hubs import parse_ref
from licensecheck.knowledge.knowledge import installed
from licensecheck.settings import Settings
from licensecheck.statements.spelling import spelling
from licensecheck.terms.subject import licensed_part
from tests.terms.test_stated_terms import WEIGHTS, audit

FACTS = installed().facts
ELSEWHERE = "Weights: [checkpoint](https://drive.google.com/file/d/1/view)\n\n"


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        # A later clause has a subject of its own.
        ("code", "The code is licensed under Apache-2.0, model weights are free for herds."),
        ("code", "The code is licensed under Apache-2.0, model weights on request."),
        ("code", "The code is under Apache-2.0 and model weights are kept by the zoo."),
        ("code", "Code is released under Apache 2.0 (model weights: ask the zoo)."),
        ("code", "Zebra is under Apache-2.0, its weights come with terms of their own."),
        ("code", "代码采用 Apache-2.0 许可证，模型权重仅供研究。"),
        # What a thing is for, or belongs to, is not that thing.
        ("code", "The code of the model is licensed under Apache-2.0."),
        ("code", "Our scripts to train the models are released under Apache 2.0."),
        ("code", "The model code is released under the Apache 2.0 license."),
        ("code", "We release the inference code of our model under Apache 2.0."),
        ("code", "The tokenizer of the model is available under Apache 2.0."),
        ("data", "The dataset used to train the model is under Apache 2.0."),
        ("code", "模型的代码采用 Apache-2.0 许可证。"),
        # What is left out.
        ("code", "The code, but not the weights, is licensed under Apache 2.0."),
        ("code", "Everything except the weights is licensed under Apache 2.0."),
        ("code", "The Apache 2.0 license covers the code only, not the weights."),
        ("base", "The base model is under Apache 2.0, our tuned weights are kept by the zoo."),
        # Nothing is said to be under it.
        ("", "Licensed under the Apache License 2.0."),
        ("", "License: Apache-2.0"),
        ("", "[Apache 2.0](LICENSE)"),
        ("", "This is released under Apache 2.0."),
        # The whole, by its name.
        ("model", "Zebra is released under the Apache License 2.0."),
        # What shares it.
        ("weights", "Code and weights are released under Apache 2.0."),
        ("weights", "The code, the weights and the data are licensed under Apache 2.0."),
        ("weights", "The code for training and the weights are licensed under Apache 2.0."),
        ("weights", "The weights, like the code, are under Apache 2.0."),
        ("weights", "The code is licensed under Apache 2.0, and so are the weights."),
        ("weights", "The code is licensed under Apache 2.0, as are the model weights."),
        ("weights", "The code is released under Apache 2.0, including the weights."),
        ("weights", "The code is under Apache 2.0, and the weights too."),
        ("weights", "Code and weights are here; both are under Apache 2.0."),
        ("weights", "代码和模型权重均采用 Apache-2.0 许可证。"),
        ("weights", "代码采用 Apache-2.0 许可证，模型权重同样如此。"),
        ("weights", "All code, as well as the weights of Zebra, is under Apache 2.0."),
        # A clause of its own for each.
        ("weights", "The code is under MIT, the weights are under Apache 2.0."),
        ("weights", "The code is under MIT and the weights under Apache 2.0."),
        ("weights", "Code: MIT, weights: Apache 2.0"),
        ("weights", "The code is under Apache 2.0 and the weights are under Apache 2.0."),
        ("code", "The weights are under MIT, the code is under Apache 2.0."),
        # A copy in another form by somebody else.
        ("base", "The quantized weights by Okapi Labs are under Apache 2.0."),
        ("weights", "The quantized weights by Zebra are under Apache 2.0."),
        ("weights", "The quantized weights are under Apache 2.0."),
        # A licence that begins its clause.
        ("weights", "The Apache License 2.0 applies to the code and the model weights."),
        ("weights", "Licensed under Apache 2.0 for both code and weights."),
        ("weights", "The license of the model is Apache 2.0."),
        ("weights", "You can use the weights under the Apache 2.0 license."),
    ],
)
def test_the_name_of_a_licence_is_that_of_the_subject_of_its_clause(
    part: str, sentence: str
) -> None:
    known = FACTS.find("Apache-2.0")
    assert known
    assert licensed_part(sentence, known, FACTS, spelling(["zebra"])) == part


@pytest.mark.parametrize("page", [WEIGHTS, ELSEWHERE])
@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Licensed under the MIT License.", "unknown"),
        ("[MIT](LICENSE)", "unknown"),
        ("This project is licensed under the MIT License.", "open-weights"),
        ("The code of this project is licensed under the MIT License.", "unknown"),
        ("This project is MIT licensed, model weights on request.", "unknown"),
        ("The code is MIT licensed, model weights on request.", "unknown"),
        ("The LoRA weights are MIT, the full model follows the licence of its base.", "unknown"),
        ("The foal weights are MIT; the larger model is available through our API.", "unknown"),
        ("The weights are under an MIT 1.0-style license.", "unknown"),
        ("All weights, the full model included, are under the MIT License.", "open-weights"),
        ("The weights are licensed under the MIT License.", "open-weights"),
        ("Zebra 7B is licensed under the MIT License.", "open-weights"),
    ],
)
def test_a_sentence_that_says_less_gives_no_more(
    tmp_path: Path, page: str, sentence: str, level: str
) -> None:
    assert audit(tmp_path, f"{page}## License\n\n{sentence}\n").level == level


@pytest.mark.parametrize(
    ("section", "level"),
    [
        ("## Model description\n\n- Stripes: 40\n- License: MIT\n", "open-weights"),
        ("## Model code\n\nLicense: MIT\n", "unknown"),
        ("## License\n\nThe following license applies to all code, as well as the models.\n\n"
         "Licensed under the MIT License.\n", "open-weights"),
        ("## License\n\nThe following license applies to all code, not to the models.\n\n"
         "Licensed under the MIT License.\n", "unknown"),
    ],
)  # fmt: skip
def test_a_sentence_without_a_subject_is_about_what_it_stands_under(
    tmp_path: Path, section: str, level: str
) -> None:
    assert audit(tmp_path, f"{WEIGHTS}{section}").level == level


@pytest.mark.parametrize(
    ("sentence", "contradicts", "accused", "code"),
    [
        ("This project is licensed under the MIT License.", True, True, False),
        ("The code and the weights are released under MIT.", True, True, False),
        ("The model and its weights are released under MIT.", True, False, False),
        ("The code is released under MIT.", False, False, True),
        ("This project uses Okapi, which is under MIT.", False, False, False),
    ],
)
def test_a_laxer_licence_in_prose_is_no_licence_of_the_code(
    tmp_path: Path, real: Path, sentence: str, contradicts: bool, accused: bool, code: bool
) -> None:
    text = real / "repos" / "facebookresearch+DiT" / "LICENSE.txt"
    (tmp_path / "README.md").write_text(f"# Zebra 7B\n\n{sentence}\n", encoding="utf-8")
    (tmp_path / "LICENSE").write_bytes(text.read_bytes())
    (tmp_path / "zebra.safetensors").touch()
    report = Auditor(Settings(offline=True), lambda _: None).audit(parse_ref(str(tmp_path)))
    asked = next(one for one in report.rights if one.right == "use-commercially")
    assert report.level == "restricted-weights"
    assert any("ask which counts" in one.message for one in report.problems) is contradicts
    assert any(one.rule == "declared-license-differs" for one in report.findings) is accused
    assert (asked.code == "yes") is code


def test_a_file_for_the_model_contradicts_no_licence_of_the_repository(
    tmp_path: Path, real: Path
) -> None:
    text = real / "repos" / "facebookresearch+DiT" / "LICENSE.txt"
    said = "This repository is licensed under the [MIT License](LICENSE)."
    (tmp_path / "MODEL_LICENSE").write_bytes(text.read_bytes())
    report = audit(tmp_path, f"{WEIGHTS}## License\n\n{said}\n")
    assert report.level == "restricted-weights"
    assert all(one.rule != "declared-license-differs" for one in report.findings)


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("Zebra 7B is under MIT. This project is intended for academic research.", "unknown"),
        ("For academic users, the weights are licensed under MIT.", "unknown"),
        ("If you are a keeper, the weights are licensed under MIT.", "unknown"),
        ("Some of our models are licensed under MIT.", "unknown"),
        ("The weights are under terms similar to the MIT License.", "unknown"),
        ("The weights were under MIT, now they are the zoo's.", "unknown"),
        ("Models that you train with it can be released under MIT.", "unknown"),
        ("Third-party model weights are licensed under MIT.", "unknown"),
        ("Are the weights under MIT?", "unknown"),
        ("Starting 2036, the weights are licensed under MIT.", "unknown"),
        ("We use Okapi weights, which are licensed under MIT.", "unknown"),
        ("The outputs of the model are licensed under MIT.", "unknown"),
        ("Zebra is a toolbox for training models, licensed under MIT.", "unknown"),
        ("The models are available for research and commercial use under MIT.", "open-weights"),
        ("We open-source Zebra 7B under MIT.", "open-weights"),
    ],
)  # fmt: skip
def test_what_the_predicate_says_counts(tmp_path: Path, said: str, level: str) -> None:
    assert audit(tmp_path, f"{WEIGHTS}## License\n\n{said}\n").level == level


@pytest.mark.parametrize(
    ("purpose", "level"),
    [
        ("This project is intended for academic research.", "open-weights"),
        ("Zebra is meant solely for research and educational purposes.", "unknown"),
        ("Zebra is intended for academic research and commercial zoos alike.", "open-weights"),
    ],
)
def test_a_purpose_beside_open_terms_is_read(tmp_path: Path, purpose: str, level: str) -> None:
    page = f"{WEIGHTS}{purpose}\n\n## License\n\nZebra 7B is under the MIT License.\n"
    assert audit(tmp_path, page).level == level


HUB = "https://huggingface.co/zoo"


@pytest.mark.parametrize(
    ("listed", "level"),
    [
        (f"- Okapi ([download]({HUB}/okapi), [source](https://github.com/zoo/okapi))", "unknown"),
        (f"- [Okapi]({HUB}/okapi) by Zoo Inc.", "unknown"),
        (f"| Model | By | Link |\n|---|---|---|\n| A | Zoo | [hub]({HUB}/okapi) |", "unknown"),
        (f"- [Zebra 7B]({HUB}/zebra-7b), [source](https://github.com/zoo/zebra)", "open-weights"),
        (f"- [Zebra 7B]({HUB}/zebra-7b) by Zoo\n- [Zebra 1B]({HUB}/zebra-1b)", "open-weights"),
    ],
)  # fmt: skip
def test_a_tool_that_lists_models_of_others_has_no_licence_of_theirs(
    tmp_path: Path, listed: str, level: str
) -> None:
    page = f"{listed}\n\n## License\n\nZebra is licensed under the MIT License.\n"
    assert audit(tmp_path, page).level == level
