"""The first lines of a report: what a person reads who asks whether they may use the model."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_notice import model
from tests.conftest import ROOT

APACHE = "apache-2.0"
LICENSE = (ROOT / "LICENSE").read_text("utf-8")


def lines(run: Run, ref: str, *more: str) -> list[str]:
    """What the command prints, each part with its further lines as one line."""
    printed = run("audit", ref, "--offline", *more).stdout.splitlines()
    joined: list[str] = []
    for line in printed:
        if line.startswith("  ") and joined:
            joined[-1] += " " + line.strip()
        else:
            joined.append(" ".join(line.split()))
    return joined


def part(said: list[str], begins: str) -> str:
    return next((one for one in said if one.startswith(begins)), "")


def card(folder: Path, name: str, licence: str, prose: str) -> str:
    ref = model(folder, name, licence, "")
    with (folder / name / "README.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{prose}")
    return ref


# --- Which place to read -------------------------------------------------------------------------


def test_the_words_that_could_answer_are_quoted_before_other_doubtful_ones(
    run: Run, tmp_path: Path
) -> None:
    prose = (
        "Please request access to the weights before you download them.\n\n"
        "For commercial use, contact the keepers of the zoo first.\n"
    )
    said = lines(run, card(tmp_path, "zebra", APACHE, prose))
    first = part(said, "commercial use:")
    assert first.startswith("commercial use: please read (README.md:")
    assert '"For commercial use, contact the keepers of the zoo first."' in first
    assert "request access" in part(said, "TO READ")


def test_what_the_licence_alone_says_stands_beside_the_place_to_read(
    run: Run, tmp_path: Path
) -> None:
    prose = "For commercial use, contact the keepers of the zoo first.\n"
    said = lines(run, card(tmp_path, "zebra", APACHE, prose))
    assert "by the licence alone: yes" in part(said, "commercial use:")


def test_english_words_are_quoted_before_those_of_another_language(
    run: Run, tmp_path: Path
) -> None:
    prose = (
        "Использование модели разрешено только сотрудникам зоопарка.\n\n"
        "Please request access to the weights before you download them.\n"
    )
    first = part(lines(run, card(tmp_path, "zebra", APACHE, prose)), "commercial use:")
    assert '"Please request access to the weights' in first


def test_words_that_stand_beside_the_answer_are_not_quoted_twice(run: Run, tmp_path: Path) -> None:
    prose = "## License\n\nThe model may be used for research only.\n"
    said = lines(run, card(tmp_path, "zebra", APACHE, prose))
    assert sum("The model may be used for research only." in one for one in said) == 1


def test_a_licence_that_nobody_knows_says_nothing_alone(run: Run, tmp_path: Path) -> None:
    prose = "For commercial use, contact the keepers of the zoo first.\n"
    said = lines(run, card(tmp_path, "zebra", "zebra-only", prose))
    assert part(said, "commercial use:").startswith("commercial use: please read")
    assert not any("alone" in one for one in said)


def test_a_heading_sends_nobody_there_first_and_stays_in_the_account(
    run: Run, tmp_path: Path
) -> None:
    heading = "Wem es gehört"
    prose = f"## {heading}\n\nFor commercial use, contact the keepers of the zoo first.\n"
    ref = card(tmp_path, "zebra", APACHE, prose)
    said = lines(run, ref)
    assert not any(heading in one for one in said)
    assert any(heading in one for one in lines(run, ref, "-v"))


def test_what_hardly_speaks_of_terms_is_named_where_it_alone_decides(
    run: Run, tmp_path: Path
) -> None:
    heading = "Wem es gehört"
    said = lines(run, card(tmp_path, "zebra", APACHE, f"## {heading}\n\nIt finds zebras.\n"))
    assert said[0].endswith("unknown")
    assert heading in part(said, "TO READ")
    assert not any("hardly" in one for one in said)


def test_links_and_tags_of_a_quote_are_not_shown(run: Run, tmp_path: Path) -> None:
    prose = "For **commercial use**, [contact us](https://zoo.example/form?a=b) <b>first</b>.\n"
    first = part(lines(run, card(tmp_path, "zebra", APACHE, prose)), "commercial use:")
    assert '"For commercial use, contact us first ."' in first


# --- Terms that are named and not here -----------------------------------------------------------


@pytest.mark.parametrize(
    "prose",
    [
        "The weights are under MODEL_LICENSE.pdf.\n",
        "The weights are under [our terms](MODEL_LICENSE.pdf).\n",
        'See <a href="./MODEL_LICENSE.pdf">here</a>.\n',
        "See [our terms](https://github.com/zoo/zebra/blob/main/MODEL_LICENSE.pdf).\n",
    ],
)
def test_a_file_with_terms_that_the_card_names_and_the_folder_lacks(
    run: Run, tmp_path: Path, prose: str
) -> None:
    said = lines(run, card(tmp_path, "zebra", APACHE, prose))
    assert said[0].endswith("unknown")
    assert "MODEL_LICENSE.pdf: named in README.md:" in part(said, "TO READ")
    (tmp_path / "zebra" / "MODEL_LICENSE.pdf").write_text("no PDF")
    there = lines(run, str(tmp_path / "zebra"))
    assert not any("among the files" in one for one in there)


@pytest.mark.parametrize(
    "prose",
    [
        "See [their terms](https://github.com/lion/leo/blob/main/MODEL_LICENSE.pdf).\n",
        "It reads files such as contract.pdf and writes summary.md.\n",
        "```\ncp MODEL_LICENSE.pdf /tmp\n```\n",
    ],
)
def test_files_of_others_and_files_without_terms_are_not_missed(
    run: Run, tmp_path: Path, prose: str
) -> None:
    said = lines(run, card(tmp_path, "zebra", APACHE, prose))
    assert not any("among the files" in one for one in said)


def test_where_the_text_of_a_known_licence_is_missing_nothing_is_hidden(
    run: Run, tmp_path: Path
) -> None:
    said = lines(run, card(tmp_path, "zebra", APACHE, "See [LICENSE](LICENSE).\n"))
    assert said[0].endswith("open-weights")
    assert "LICENSE: named in README.md:" in part(said, "NOTE")


def test_a_licence_file_that_only_points_elsewhere_is_not_all(run: Run, tmp_path: Path) -> None:
    text = "The terms of this model are at https://zoo.example/terms today.\n"
    ref = model(tmp_path, "zebra", "other", text)
    said = lines(run, ref)
    assert "https://zoo.example/terms: LICENSE:1 only points to it" in part(said, "TO READ")
    assert "nothing is left" not in part(said, "Read")


# --- What terms say, and of whom -----------------------------------------------------------------


def test_a_size_that_binds_commercial_users_alone_says_so(run: Run) -> None:
    said = run("license", "qwen-2024").stdout
    assert "100,000,000 monthly active users in commercial use" in " ".join(said.split())
    others = run("license", "llama3.1").stdout
    assert "in commercial use" not in " ".join(others.split())


def test_what_a_model_is_meant_for_is_for_a_person_to_weigh(run: Run, tmp_path: Path) -> None:
    meant = card(tmp_path, "a", APACHE, "## License\n\nZebra is intended for research only.\n")
    bound = card(tmp_path, "b", APACHE, "## License\n\nZebra may be used for research only.\n")
    assert part(lines(run, meant), "commercial use:").startswith("commercial use: please read")
    assert part(lines(run, bound), "commercial use:").startswith("commercial use: no")


def test_a_licensor_is_shown_where_a_name_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "named").write_text(
        "ZEBRA TERMS\n\n“Licensor” means Zoo Holding Ltd.\n\nYou may use and copy the model.\n"
    )
    (tmp_path / "role").write_text(
        "ZEBRA TERMS\n\n“Licensor” means the owner of the rights.\n\nYou may use the model.\n"
    )
    assert "licensor Zoo Holding Ltd" in run("license", "named").stdout
    assert "licensor" not in run("license", "role").stdout


def test_a_licence_whose_version_is_not_said_has_the_name_that_people_know(
    run: Run, tmp_path: Path
) -> None:
    ref = card(tmp_path, "zebra", "mit", "")
    (tmp_path / "zebra" / "pyproject.toml").write_text(
        'classifiers = ["License :: OSI Approved :: Apache Software License"]\n'
    )
    said = " ".join(lines(run, ref))
    assert "Apache (which version is not said), declared (pyproject.toml:1)" in said
    assert "LicenseRef-unknown" not in said


def test_an_unknown_licence_is_called_as_it_was_written(run: Run, tmp_path: Path) -> None:
    said = " ".join(lines(run, card(tmp_path, "zebra", "Zebra Public Terms", "")))
    assert "Zebra Public Terms, declared (README.md:2)" in said


# --- The gate ------------------------------------------------------------------------------------


def test_a_model_that_passes_with_duties_names_them(run: Run, tmp_path: Path) -> None:
    ref = card(tmp_path, "zebra", APACHE, "")
    said = run("check", ref, "--offline", "--fail-on", "closed").stdout.splitlines()
    at = next(at for at, line in enumerate(said) if line.endswith("allowed-with-duties"))
    told = [line.strip() for line in said[at + 1 :]]
    assert "You must pass on a copy of the licence" in told
    assert "You must say what you changed" in told


def test_a_model_at_an_endpoint_that_nobody_knows_says_what_to_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        'import litellm\nlitellm.completion(model="openai_like/zebra", messages=[])\n'
    )
    said = run("check", "app.py", "--offline").stdout
    assert "allow: {services: [endpoint]}" in said
    assert "Audit the model behind it" in said


# --- Code and weights, and what the publisher says ------------------------------------------------


def repository(folder: Path, prose: str, text: str = "") -> str:
    """A repository with an open licence, whose weights are on a page that nobody asks."""
    place = folder / "zebra"
    place.mkdir()
    linked = "Weights: https://huggingface.co/zoo/zebra"
    (place / "README.md").write_text(f"# Zebra\n\n{linked}\n\n{prose}\n", "utf-8")
    notice = "Copyright (c) 2026 Anna (Ann) Zoo, Bert Zoo\n\n"
    (place / "LICENSE").write_text(text or notice + LICENSE, "utf-8")
    (place / "run.py").write_text("import torch\n", "utf-8")
    return str(place)


def test_code_and_weights_have_their_answers_where_only_the_code_has_a_licence(
    run: Run, tmp_path: Path
) -> None:
    said = lines(run, repository(tmp_path, "Zebra draws zebras."))
    assert part(said, "the licence that is") == "the licence that is here may be for the code alone"
    assert part(said, "commercial use:").startswith("commercial use: code yes, weights please read")
    assert "the publisher says" not in part(said, "commercial use:")


def test_of_a_model_whose_weights_nobody_gets_only_the_code_may_be_used(
    run: Run, tmp_path: Path
) -> None:
    prose = "We do not provide the trained Zebra weights. The model weights are not released."
    ref = repository(tmp_path, prose)
    Path(ref, "README.md").write_text(f"# Zebra\n\n{prose}\n", "utf-8")
    said = lines(run, ref)
    assert said[0].endswith("closed")
    assert "no weights to use" in part(said, "commercial use:")


def test_several_holders_of_a_copyright_are_not_one(run: Run, tmp_path: Path) -> None:
    text = "MIT License\n\nCopyright (c) 2024 Anna Zoo Copyright (c) 2025 Bert Zoo\n\n" + LICENSE
    named = part(lines(run, repository(tmp_path, "Zebra draws.", text)), "Licence")
    assert "copyright Anna Zoo and others" in named


def test_what_is_said_of_weights_alone_takes_nothing_from_the_code(
    run: Run, tmp_path: Path
) -> None:
    prose = "Our released checkpoints are for research purposes only."
    first = part(lines(run, repository(tmp_path, prose)), "commercial use:")
    assert first.startswith("commercial use: no (README.md:5)")
    assert first.endswith("the code alone: yes")


def test_what_the_publisher_says_of_business_stands_beside_what_is_not_known(
    run: Run, tmp_path: Path
) -> None:
    prose = "The trained model is available for any purpose, even commercially."
    first = part(lines(run, repository(tmp_path, prose)), "commercial use:")
    assert f'the publisher says that one may use it commercially (README.md:5) "{prose}"' in first


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_other_formats_have_the_words_of_the_publisher(run: Run, tmp_path: Path, form: str) -> None:
    ref = repository(tmp_path, "The trained model is available for any purpose, even commercially.")
    shown = run("audit", ref, "--offline", "--format", form).stdout
    assert "he publisher says that one may use it commercially" in shown


def test_a_notice_of_copyright_names_no_licensor(run: Run, tmp_path: Path) -> None:
    named = part(lines(run, repository(tmp_path, "Zebra draws.")), "Licence")
    assert "copyright Anna (Ann) Zoo and others" in named
    assert "licensor" not in named


def test_all_that_a_project_releases_is_forbidden_to_a_business(run: Run, tmp_path: Path) -> None:
    prose = (
        "The resources related to this project are for research only, and commercial use is "
        "strictly prohibited."
    )
    first = part(lines(run, repository(tmp_path, prose)), "commercial use:")
    assert first.startswith("commercial use: no (README.md:5)")
    assert "code" not in first


def test_a_licence_of_a_feature_is_for_a_person_to_weigh(run: Run, tmp_path: Path) -> None:
    prose = "When you use or pass on this feature, please comply with the CC-BY-NC-4.0 license."
    first = part(lines(run, card(tmp_path, "zebra", APACHE, prose)), "commercial use:")
    assert first.startswith("commercial use: please read (README.md:")
    assert "this feature" in first


def test_limits_of_test_data_say_nothing_of_the_weights(run: Run, tmp_path: Path) -> None:
    prose = "The test data are collected from zoos, which lend them for non-commercial research."
    said = lines(run, repository(tmp_path, prose))
    assert not any("README.md:5" in one for one in said)


def test_an_empty_module_is_not_worth_a_note(run: Run, tmp_path: Path) -> None:
    ref = repository(tmp_path, "Zebra draws.")
    Path(ref, "__init__.py").touch()
    assert not part(lines(run, ref), "NOTE")


@pytest.mark.parametrize(
    "prose",
    [
        "The weights are licensed under Apache-2.0 by our zoo to its members.",
        "The code and weights are available under Apache-2.0 within our company.",
        "The weights for study are licensed under Apache-2.0.",
    ],
)
def test_a_licence_that_is_given_to_some_alone_is_no_yes(
    run: Run, tmp_path: Path, prose: str
) -> None:
    said = lines(run, card(tmp_path, "zebra", APACHE, prose))
    assert not part(said, "commercial use:").startswith("commercial use: yes")


def test_a_may_be_restriction_does_not_account_for_who_is_given_a_licence(
    run: Run, tmp_path: Path
) -> None:
    prose = "Weights for study are licensed under CC-BY-NC-4.0 by our zoo to its members."
    said = lines(run, card(tmp_path, "zebra", "cc-by-nc-4.0", prose))
    assert "research" not in part(said, "Yes, if you")


# --- What helps nobody ---------------------------------------------------------------------------


def test_what_it_needs_is_told_apart_from_what_it_was_made_from(run: Run, tmp_path: Path) -> None:
    text = (
        "It was fine-tuned from meta-llama/Llama-3.1-8B.\n\n"
        "To run it you need the text encoder google/gemma-2-2b as well.\n"
    )
    said = lines(run, card(tmp_path, "zebra", "llama3.1", text))
    assert "meta-llama/Llama-3.1-8B" in part(said, "Made from")
    assert "google/gemma-2-2b" in part(said, "Needs")
    assert "gemma" not in part(said, "Made from") + part(said, "NOTE")


def test_a_sentence_that_offers_the_weights_is_shown_as_its_address(
    run: Run, tmp_path: Path
) -> None:
    ref = repository(tmp_path, "It draws.")
    link = "https://zoo.box.example/s/zebra"
    offer = f"The weights of Zebra can be downloaded at\n[{link}]({link})."
    Path(ref, "README.md").write_text(f"# Zebra\n\n{offer}\n", "utf-8")
    where = part(lines(run, ref), "Weights at")
    assert where == "Weights at https://zoo.box.example/s/zebra, not read"


def test_the_first_page_says_each_thing_once(run: Run, tmp_path: Path) -> None:
    said = lines(run, card(tmp_path, "zebra", "cc-by-nc-4.0", "It draws zebras.\n"))
    assert not part(said, "OSD")  # the reason of the level names what fails
    assert not part(said, "Read")
    assert part(lines(run, card(tmp_path, "okapi", "cc-by-nc-4.0", "It draws.\n"), "-v"), "OSD")
    named = lines(run, card(tmp_path, "gnu", "creativeml-openrail-m", "It draws gnus.\n"))
    assert part(named, "GAPS")
    assert not part(named, "NOTE")


def test_the_link_in_doubt_is_told_and_not_the_field_above_it(run: Run, tmp_path: Path) -> None:
    link = "apache-2.0\nlicense_link: https://herd.example/terms"
    said = lines(run, card(tmp_path, "zebra", link, "It draws zebras.\n"))
    assert '"license_link: https://herd.example/terms"' in part(said, "commercial use:")
