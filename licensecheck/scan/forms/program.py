"""Programs in languages other than Python."""

from licensecheck.scan.commands import read_shell
from licensecheck.scan.form import form_within
from licensecheck.scan.keys import read_embedded
from licensecheck.scan.languages import language_of, load_languages
from licensecheck.scan.program import read_program
from licensecheck.scan.source import SourceFile

FILES = tuple(glob for one in load_languages().values() for glob in one.files)
ORDER = 1
"""After all forms that know a file by its name."""


def read(source: SourceFile) -> None:
    """Note what the texts of a program name; its lines may be commands as well."""
    language = language_of(source.file.rpartition("/")[2])
    if language is None:
        return
    read_program(source, language)
    if language.shell:
        read_shell(source, source.text)
    if inner := form_within(source.file):  # `values.yaml.erb`: Ruby within YAML
        read_embedded(source, inner, source.text, 1)
