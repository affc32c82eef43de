"""Write the pack of rules and catalogue that the package reads instead of YAML.

    python -m requirements.pack

The build of a wheel does this, and so does the installation of a checkout; nothing else need be
done after a rule was changed, as a changed file is read as YAML.
"""

from pathlib import Path

from licensecheck.knowledge.files import catalogue_folder, data_folder, rule_folder
from licensecheck.knowledge.pack import packed
from licensecheck.knowledge.yaml_files import parse_yaml

PACK = data_folder() / "rules.pack"


def write() -> Path:
    """The pack of all YAML files, written where it is read."""
    folders = (rule_folder(), catalogue_folder())
    files = [file for folder in folders for file in folder.rglob("*.yaml")]
    contents = [(file, file.read_bytes()) for file in files]
    PACK.write_bytes(
        packed((content, parse_yaml(file, content.decode("utf-8"))) for file, content in contents)
    )
    return PACK


if __name__ == "__main__":
    write()
