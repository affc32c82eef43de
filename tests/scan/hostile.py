"""Files that try to cost their reader more than they weigh: each a shape that can be made larger.

A shape is called by the file that it is written to, with `: ` and what it does after it.

    python -m tests.scan.hostile [--kilobytes 16] [--seconds 5] FILE …

reads all shapes of the files in a process with 2 GB of memory, which ends with an error where one
takes longer; `python -m benchmarks.growth` measures them.
"""

import argparse
import resource
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from licensecheck.scan import find

Shape = Callable[[int], str]
"""The text of about so many characters."""


def fill(unit: str, size: int) -> str:
    """The unit again and again, cut at the size."""
    return (unit * (size // max(1, len(unit)) + 1))[:size]


def again(unit: str, before: str = "", after: str = "") -> Shape:
    """Whole units between a beginning and an end; `%d` in a unit is its number."""

    def make(size: int) -> str:
        if "%d" not in unit:
            return before + unit * (size // len(unit)) + after
        return before + "".join(_numbered(unit, size)) + after

    return make


def _numbered(unit: str, size: int) -> Iterator[str]:
    at = length = 0
    while length < size:
        text = unit.replace("%d", str(at)).replace("%n", str(at + 1))
        yield text
        at, length = at + 1, length + len(text)


def nested(opening: str, closing: str, inside: str = "", before: str = "") -> Shape:
    """Brackets within brackets, all of them closed."""

    def make(size: int) -> str:
        times = size // (len(opening) + len(closing))
        return before + opening * times + inside + closing * times

    return make


def both(first: Shape, second: Shape) -> Shape:
    """Half of the one, then half of the other: n names and n uses are n² pairs."""
    return lambda size: first(size // 2) + second(size // 2)


def _indented(unit: str, end: str = "") -> Shape:
    """Blocks within blocks, which indentation makes n² characters: so of the root of the size."""

    def make(size: int) -> str:
        depth = int((2 * size) ** 0.5)
        return "".join(" " * at + unit for at in range(depth)) + " " * depth + end

    return make


def _cells(*lines: str) -> str:
    """A notebook of one cell, for lines as they are written in JSON."""
    code = ",".join(f'"{line}"' for line in lines)
    return f'{{"cells": [{{"cell_type": "code", "source": [{code}]}}]}}'


def _cell(shape: Shape) -> Shape:
    """A notebook of one cell with a text of this shape."""

    def make(size: int) -> str:
        text = shape(size).replace("\\", "\\\\").replace('"', '\\"')
        return _cells(text.replace("\n", "\\n").replace("\t", "\\t"))

    return make


_LOAD = "AutoModel.from_pretrained"
_MODEL = "org/tern-1"
_COMPONENT = f'{{"type": "machine-learning-model", "name": "{_MODEL}"}}, '
_HEAD = '{"bomFormat": "CycloneDX", "components": ['


def _fan(before: str, unit: str, after: str, start: str, use: str, width: int = 8) -> Shape:
    """A few names, each of which stands many times in the next: followed without care, the last
    one stands for the `width`th power of that. `%d` is the number of the name, `%n` the next."""

    def make(size: int) -> str:
        line = before + unit * (size // width // len(unit)) + after
        lines = (line.replace("%d", str(at)).replace("%n", str(at + 1)) for at in range(width))
        return start + "".join(lines) + use.replace("%d", str(width))

    return make


PYTHON: Mapping[str, Shape] = {
    "open brackets": again("("),
    "open braces": again("{"),
    "brackets": nested("(", ")"),
    "lists": nested("[", "]"),
    "open calls": again("f("),
    "nested calls": nested("f(", ")", "1"),
    "nested calls, 90 deep": again(f"x={'f(' * 90}1{')' * 90}\n"),
    "nested defaults": again("f(default=" * 60 + "1" + ")" * 60 + "\n"),
    "method chain": again(".b()", "a"),
    "method chains": again("a" + ".b()" * 60 + "\n"),
    "attribute chain": again(".b", "a", "()"),
    "attribute chains": again("a" + ".b" * 60 + "()\n"),
    "string chain": again('"a"+', after='"a"'),
    "string chains": again(f"{_LOAD}(" + '"a"+' * 60 + '"a")\n'),
    "conditions": again('"a/b-1" if x else ', "model = ", '""'),
    "or chain": again('"a/b-1" or ', "model = ", '""'),
    "not": again("not ", "x = ", "1"),
    "minus": again("-", "x = ", "1"),
    "lambdas": again("lambda:", "x = ", "1"),
    "comparisons": again("a<", after="a"),
    "decorators": again("@a\n", after="def f(): pass\n"),
    "else if": again("elif x:\n pass\n", "if x:\n pass\n"),
    "nested blocks": _indented("if x:\n", "pass\n"),
    "nested functions": _indented("def f():\n", "pass\n"),
    "nested classes": _indented("class A:\n", "pass\n"),
    "f-string": again("{a}", 'x = f"', '"'),
    "f-strings": again('x = f"{x}{x}"\n', 'x = "a"\n', f"{_LOAD}(x)\n"),
    "f-strings, doubled": again('x%n = f"{x%d}{x%d}"\n', 'x0 = "a"\n', f"{_LOAD}(x6)\n"),
    "f-strings, a fan": _fan('x%n = f"', "{x%d}", '"\n', 'x0 = "a"\n', f"{_LOAD}(x%d)\n", 6),
    "sums, doubled": again("x%n = x%d + x%d\n", 'x0 = "a"\n', f"{_LOAD}(x6)\n"),
    "joined lists, a fan": _fan(
        'x%n = "".join([', "x%d,", "])\n", 'x0 = "a"\n', f"{_LOAD}(x%d)\n", 6
    ),
    "lists of lists, a fan": _fan(
        "x%n = [", "x%d,", "]\n", 'x0 = ["a"]\n', f"{_LOAD}(x%d[0])\n", 6
    ),
    "many texts joined": again('"a",', 'x = "".join([', f"])\n{_LOAD}(x)\n"),
    "long join": lambda size: (
        f'x = "{"a" * (size // 2)}".join([{"1," * (size // 4)}])\n{_LOAD}(x)\n'
    ),
    "format, long": again("{}", f'{_LOAD}("', '".format())'),
    "format, large numbers": again("{99999999}", f'{_LOAD}("', '".format())'),
    "format, one number": again("9", f'{_LOAD}("{{', '}".format(1))'),
    "percent, long": again("%s", f'{_LOAD}("', '" % (1, 2))'),
    "one name, assigned": again('x = "a"\n', after=f"{_LOAD}(x)\n"),
    "one name, assigned and used": again(f'x = "a/b-1"\n{_LOAD}(x)\n'),
    "one name, unsure and used": both(again("if y: x = z\n"), again(f"{_LOAD}(x)\n")),
    "one name, increased": again("x = x + x\n", 'x = "a"\n', f"{_LOAD}(x)\n"),
    "one name, in loops": again("for x in x: pass\n", after=f"{_LOAD}(x)\n"),
    "names, chained": again("x%n = x%d\n", 'x0 = "a/b-1"\n', f"{_LOAD}(x100)\n"),
    "names, chained and used": again(f"x%n = x%d\n{_LOAD}(x%n)\n", 'x0 = "a/b-1"\n'),
    "unpacked": again("x%d, y%d = y%d, x%d\n", after=f"{_LOAD}(x9)\n"),
    "unpacked deeply": again("(a,", "for ", " in x: pass\n"),
    "parameters and calls": both(
        lambda size: (
            "def f("
            + ",".join(f"a{at}" for at in range(size // 6))
            + "):\n"
            + "".join(f" {_LOAD}(a{at})\n" for at in range(size // 40))
        ),
        again("f(x)\n"),
    ),
    "one parameter, many calls": both(
        again(f" {_LOAD}(a)\n", "def f(a):\n"), again("f(x)\n", "pass\n")
    ),
    "one call, many arguments": both(
        lambda size: (
            "def f("
            + ",".join(f"a{at}" for at in range(size // 20))
            + "):\n"
            + "".join(f" {_LOAD}(a{at})\n" for at in range(size // 60))
        ),
        lambda size: "f(" + ",".join(f"a{at}=1" for at in range(size // 20)) + ")\n",
    ),
    "functions that return each other": again(
        "def f%d():\n return f%n()\n", after=f"{_LOAD}(f0())"
    ),
    "one function, many returns": both(
        again(" return x\n", "def f():\n"), again(f"{_LOAD}(f())\n", "pass\n")
    ),
    "classes, each the base of the next": again(
        "class A%n(A%d): pass\n", "class A0: pass\n", f"{_LOAD}(A9().x)\n"
    ),
    "classes, a fan of bases": _fan(
        "class A%n(", "A%d,", "): pass\n", "class A0: pass\n", f"{_LOAD}(A%d().x)\n"
    ),
    "one attribute, assigned and used": again(
        f' self.x = "a/b-1"\n {_LOAD}(self.x)\n', "class A:\n def f(self):\n  pass\n"
    ),
    "options and uses": both(
        again('p.add_argument("--x", default="a/b-1")\n'), again(f"{_LOAD}(args.x)\n")
    ),
    "star imports and calls": both(again("from a%d import *\n"), again("f%d(x)\n")),
    "star imports and names": both(again("from a%d import *\n"), again(f"{_LOAD}(x%d)\n")),
    "imports": again("import a%d\n"),
    "imports, used": again(f"from a%d import x%d\n{_LOAD}(x%d)\n"),
    "import, many dots": again(".", "from ", f"x import y\n{_LOAD}(y)\n"),
    "import, long": lambda size: f"import {'a.' * (size // 2)}a as b\n{_LOAD}(b.c)\n",
    "import, long name": lambda size: f"from {'a' * size} import b\n{_LOAD}(b)\n",
    "dictionary, many gets": both(again('"%d":1,', "d = {", "}\n"), again(f'{_LOAD}(d["%d"])\n')),
    "dictionary, many gets with get": both(
        again('"%d":1,', "d = {", "}\n"), again(f'{_LOAD}(d.get("%d"))\n')
    ),
    "nested dictionaries": nested('{"model":', "}", '"a/b-1"', "x="),
    "commands": again('os.system("hf download org/tern-1")\n'),
    "one command": lambda size: f"subprocess.run([{chr(34)}a{chr(34)}{',x' * (size // 2)}])\n",
    "writes": again('x.push_to_hub("org/a%d")\n'),
    "partial": again("partial(", after=")"),
    "partials": again("partial(f, partial, f)\n"),
    "partial, of itself": again("partial,", "partial(", "f)"),
    "f-strings, long": again('x = f"' + "{a}" * 2000 + '"\n'),
    "f-string, in a comment of an open text": again("{a}", "x = '\n# f\"", '"'),
    "syntax errors": again("x = = 1\n"),
    "one syntax error, long": again("1 ", "x = "),
    "colons": again(":"),
    "quotes": again("'"),
    "open quote": again("a", "x = '"),
    "long quotes": again("'''"),
    "backslashes": again("\\\n"),
    "from_pretrained(": again("from_pretrained( ", "= =\n" * 30),
    "tabs and spaces": again(" \t", "if x:\n"),
    "one number": again("9", "x = "),
    "one hex number": again("f", "p.add_argument(0x", ", default=1)"),
    "one float": again("9", "x = 1e"),
    "null bytes": again("\0", "x = 1\n"),
    "text with addresses": again("https://huggingface.co/", 'x = "', '"'),
    "long text": again("a", 'model = "', '"'),
    "text of @": again("a/b@", 'model = "', '"'),
    "text of slashes": again("a/", 'model = "', '"'),
    "text of commas": again("a/b-1,", 'model = "', '"'),
}

SHELL: Mapping[str, Shape] = {
    "doubled": again("A%n=$A%d$A%d\n", "A0=a\n", "hf download $A35\n"),
    "doubled, braces": again('A%n="${A%d}${A%d}"\n', "A0=a\n", "hf download $A35\n"),
    "one variable, doubled": again("A=$A$A\n", "A=a\n", "hf download $A\n"),
    "one variable, longer": again("A=$A.aaaa\n", "A=a\n", "hf download $A\n"),
    "long, used": both(again("a", "A=", "\n"), again("x $A\n")),
    "long, set": both(again("a", "A=", "\n"), again("B%d=$A\n")),
    "loops, doubled": again("for A%n in $A%d $A%d; do :; done\n", "A0=a\n", "hf download $A35\n"),
    "one loop, doubled": again("for A in $A $A; do :; done\n", "A=a\n", "hf download $A\n"),
    "one array, many uses": both(again("a%d ", "A=(", ")\n"), again('hf download "${A[@]}"\n')),
    "arrays": again("A%d=(a b c d)\n", after="hf download ${A1[@]}\n"),
    "arrays within quotes": again("A%d='(' "),
    "open arrays": again("A=( "),
    "defaults": again("${A:=a} "),
    "defaults, nested": again("${A:=", after="}"),
    "defaults, open": again("${A:-a"),
    "open variables": again("${"),
    "dollars": again("$"),
    "heredocs": again("cat <<EOF\n"),
    "heredocs, each its own": again("cat <<E%d\n"),
    "heredocs, closed": again("cat <<EOF\nhf download org/tern-1\nEOF\n"),
    "heredocs to a script": again("cat > a.sh <<E%d\n"),
    "heredocs to Python": again("python <<E%d\nx = 1\nE%d\n"),
    "heredocs to Python, broken": again("python <<E%d\nx = = 1\nE%d\n"),
    "heredoc marks": again("<<"),
    "heredocs after loops": again("done <<E\nE\n"),
    "heredocs after one loop": again("done <<E\nE\n", "while read a; do\n"),
    "heredocs after loops, with loops": again("while read a; do\ndone <<E\na\nE\n"),
    "done": again("done ", "cat <<E\nE\n", "<<E\n"),
    "while": again("while ", after="done <<E\nE\n"),
    "while, spaces": again(" ", "while read ", "- done <<E\nE\n"),
    "while read -a": again("-a ", "while read ", "; done <<E\nE\n"),
    "quotes": again("'"),
    "double quotes": again('"'),
    "open quote": again("a ", "x '"),
    "open double quote": again('\\" ', 'x "'),
    "mixed quotes": again("'\""),
    "backslashes": again("\\"),
    "continued": again("a \\\n"),
    "comments": again("# "),
    "hashes": again("#"),
    "semicolons": again(";"),
    "brackets": again("("),
    "backticks": again("`"),
    "one word": again("a"),
    "one word with =": again("a="),
    "words": again("a "),
    "flags": again("--model "),
    "flags with values": again("--model=org/tern-1 "),
    "one flag, a list": again("org/tern-1,", "x --model "),
    "one flag, spaces": again("a ", 'x --model "', '"'),
    "one flag, braces": again('{"path":"', "x --model '", "'"),
    "docker run": again("docker run ollama/ollama run "),
    "docker run, one line": again("vllm/vllm-openai run ", "docker run "),
    "ssh": again('ssh h "'),
    "ssh, nested": again("ssh h '", after="'"),
    "bash -c": again("bash -c 'x y' "),
    "bash -c, nested": lambda size: _quoted("hf download org/tern-1", "bash -c ", size),
    "python -c": again("python -c 'x = 1' "),
    "python -c, broken": again("python -c 'x = = 1' "),
    "commands of hf": again("hf download org/tern-1\n"),
    "commands of hf, one line": again("hf download "),
    "curl": again("""curl -d '{"model": "a"}' """),
    "curl, nested": nested("[", "]", before="curl -d '[\""),
    "environment": again("-e MODEL=org/tern-1 ", "docker "),
    "downloads": again("https://huggingface.co/a/b/resolve/main/x "),
    "http": again("http"),
    "address": again("https://huggingface.co/"),
    "github": again("en_", "https://github.com/explosion/spacy-models/releases/download/"),
    "newlines": again("\n"),
    "spaces": again(" "),
    "null bytes": again("\0"),
    "carriage returns": again("a\r"),
}


def _quoted(inside: str, command: str, size: int) -> str:
    """A command within a command within a command."""
    while len(inside) < size:
        escaped = inside.replace("\\", "\\\\").replace('"', '\\"')
        inside = f'{command}"{escaped}"'
    return inside


MAKE: Mapping[str, Shape] = {
    "doubled": again("A%n := $(A%d)$(A%d)\n", "A0 := a\n", "x:\n\thf download $(A35)\n"),
    "spaces": again(" ", "A"),
    "rules": again("a: b\n\t@hf download org/tern-1\n"),
    "dollars": again("$("),
}

DOCKER: Mapping[str, Shape] = {
    "heredocs": again("RUN cat <<EOF\n"),
    "heredocs, each its own": again("RUN cat <<E%d\n"),
    "heredocs, closed": again("RUN <<EOF\nhf download org/tern-1\nEOF\n"),
    "ENV chain": again("ENV A%n=$A%d$A%d\n", "ENV A0=a\n", "RUN hf download $A35\n"),
    "ENV chain, old": again("ENV A%n $A%d$A%d\n", "ENV A0 a\n", "RUN hf download $A35\n"),
    "ENV, one name": again("ENV A=$A:a\n"),
    "ENV, one line": again("A%d=a ", "ENV "),
    "ARG": again("ARG A%d=a\n"),
    "entry point and commands": both(again("a ", 'ENTRYPOINT ["', '"]\n'), again('CMD ["a"]\n')),
    "entry points": again('ENTRYPOINT ["a"]\nCMD ["b"]\n'),
    "continued": again("a \\\n", "RUN "),
    "continued, backslashes": again("\\", "RUN "),
    "continued, spaces": again("\\ ", "RUN "),
    "continued, comments": again("# a \\\n", "RUN \\\n"),
    "runs": again("RUN a\n"),
    "runs, long": again("RUN hf download org/tern-1 && pip install a\n"),
    "flags": again("--a=\\", "RUN "),
    "flags, many": again("--a=b ", "RUN "),
    "lists": again('RUN ["a", "b"]\n'),
    "list, nested": nested("[", "]", before="RUN "),
    "list, long": again('"a",', "RUN [", '"a"]\n'),
    "escapes": again("\\u0061", 'RUN ["', '"]\n'),
    "marks": again("<<a", "RUN "),
    "spaces": again(" ", "RUN"),
}

YAML: Mapping[str, Shape] = {
    "templates, open": again("{{"),
    "templates, open after a": again("a: {{ b\n"),
    "templates": again("a%d: {{ b }}\n"),
    "templates, defaults": again("{{ default ,"),
    "templates, blank": again(" ", "{{", "}}"),
    "templates, percent": again("{% a\n"),
    "dollars": again("${{ "),
    "matrix, doubled": both(
        lambda size: (
            "env:\n  A0: a\n" + "".join(f"  A{at + 1}: $A{at}$A{at}\n" for at in range(size // 18))
        ),
        again("- run: hf download $A35\n", "jobs:\n"),
    ),
    "script, doubled": again("    A%n=$A%d$A%d\n", "run: |\n    A0=a\n", "    hf download $A35\n"),
    "scripts, doubled": again("- run: A%n=$A%d$A%d\n", "- run: A0=a\n"),
    "variables, long": both(
        again("a", "env:\n  A: ", "\njobs:\n"), again("- run: hf download $A\n")
    ),
    "variables, many, and scripts": both(
        again("  A%d: a\n", "env:\n"), again("- run: hf download $A\n", "jobs:\n")
    ),
    "matrix and scripts": both(
        again("a%d, ", "matrix:\n  A: [", "a]\njobs:\n"), again("- run: hf download $A\n")
    ),
    "aliases of a list": both(again("a/b-1, ", "l: &l [", "a]\n"), again("m%d: *l\n")),
    "aliases of a list, models": both(
        again("a/b-1, ", "l: &l [", "a]\n"), again("- model: *l\n", "x:\n")
    ),
    "aliases, doubled": again("a%n: &a%n [*a%d, *a%d]\n", "a0: &a0 x\n"),
    "aliases, doubled, mappings": again("a%n: &a%n {x: *a%d, y: *a%d}\n", "a0: &a0 x\n"),
    "alias of itself": again("&a [*a,", after="]"),
    "merges": again("a%d:\n  <<: *b\n", "b: &b {model: org/tern-1}\n"),
    "anchors": again("&a%d a: 1\n"),
    "nested lists": nested("[", "]"),
    "nested lists, open": again("["),
    "nested mappings": nested("{a: ", "}", "1"),
    "nested blocks": _indented("a:\n", "b\n"),
    "nested items": again("- "),
    "questions": again("? "),
    "one list": again("- a\n"),
    "one list, flow": again("a, ", "[", "a]"),
    "keys": again("a%d: 1\n"),
    "one key": again("model: org/tern-1\n"),
    "models, a list": again("- model: org/tern-1\n"),
    "documents": again("---\n"),
    "documents, each one": again("--- a\n"),
    "tags": again("%TAG !a%d! b\n", after="---\na: 1\n"),
    "quotes": again("'"),
    "double quotes, open": again("a ", 'a: "'),
    "escapes": again("\\u0061", 'a: "', '"'),
    "comments": again("# a\n"),
    "long text": again("a", "model: "),
    "long block": again("  a\n", "model: |\n"),
    "long block, script": again("  hf download org/tern-1\n", "run: |\n"),
    "colons": again("a:"),
    "spaces": again(" ", "a:"),
    "tabs": again("\t", "a:"),
    "embedded": again("a.yaml: |\n  model: org/tern-1\n  b: 1\n"),
    "embedded, nested": _indented("a.yaml: |\n", "model: org/tern-1\n"),
    "commands": again("- command: [hf, download, org/tern-1]\n"),
    "one command": again("a, ", "command: [", "a]\n"),
    "images": again("- image: vllm/vllm-openai\n  args: [--model, org/tern-1]\n"),
    "long key": again("model", after=": org/tern-1\n"),
    "broken": again("a: b: c\n"),
    "broken, long line": again(" ", "a: b: c\n", "x"),
    "bill of materials": again(
        "- {type: machine-learning-model, name: a/b-1}\n", "bomFormat: CycloneDX\ncomponents:\n"
    ),
    "bill of materials, aliases": again(
        "a%n: &a%n [*a%d, *a%d]\n", "bomFormat: CycloneDX\na0: &a0 {purl: x}\n"
    ),
}

JSON: Mapping[str, Shape] = {
    "escapes": again("\\u0061", '{"model": "', '"}'),
    "escapes, many": again('"\\u0061",', '{"model": [', "1]}"),
    "escapes, different": again('"\\u0061%d",', '{"model": [', "1]}"),
    "escapes, keys": again('"\\u0061%d": 1,', "{", '"a": 1}'),
    "nested lists": nested("[", "]"),
    "nested lists, open": again("["),
    "nested mappings": nested('{"a":', "}", "1"),
    "nested models": nested('{"model":', "}", '"a/b-1"'),
    "one list": again('"a",', "[", '"a"]'),
    "numbers": again("1,", "[", "1]"),
    "one number": again("9"),
    "one float": again("9", "[1e", "]"),
    "keys": again('"a%d": 1,', "{", '"a": 1}'),
    "one key": again('"model": "a/b-1",', "{", '"a": 1}'),
    "open comments": again("/*"),
    "comments": again("// a\n", "{"),
    "commas": again(",", "["),
    "commas, spaces": again(" ", "[1,", "x"),
    "open text": again('\\"', '["'),
    "open texts": again('"\\'),
    "quotes": again('"'),
    "long text": again("a", '{"model": "', '"}'),
    "text of lines": again("\\n", '{"a.yaml": "', '"}'),
    "texts of lines": again('"a%d.yaml": "b: 1\\nmodel: a/b-1",', "{", '"a": 1}'),
    "text of a script": again("hf download a/b-1\\n", '{"run": "', '"}'),
    "text of a script, doubled": again("A%n=$A%d$A%d\\n", '{"run": "A0=a\\n', 'hf download $A35"}'),
    "surrogates": again("\\ud800", '{"model": "', '"}'),
    "newlines": again("\n", "[", "]"),
    "models, broken": again('"model": "a/b-1"\n'),
    "bill of materials": again(_COMPONENT, _HEAD, "1]}"),
    "bill of materials, one in the other": nested(
        '{"name": "x", "purl": "pkg:huggingface/a/b-1@1", "components": [', "]}", before=_HEAD
    ),
    "labels": again('"model_name": "x", "a": {"model": "b"}, ', "{", '"a": 1}'),
    "bill of materials, deep": again(
        '{"name": "x", "components": [' * 40 + "]}" * 40 + ", ", _HEAD, "1]}"
    ),
    "bill of materials, deep models": again(
        '{"type": "machine-learning-model", "components": [' * 40 + "]}" * 40 + ", ", _HEAD, "1]}"
    ),
    "bill of materials, packages": again('{"purl": "pkg:oci/a%d?"}, ', _HEAD, "1]}"),
    "bill of materials, nested": nested(
        '{"type": "machine-learning-model", "components": [', "]}", before=_HEAD
    ),
    "bill of materials, one model": again(
        '{"url": "https://huggingface.co/a/b%d"}, ',
        _HEAD + '{"type": "machine-learning-model", "externalReferences": [',
        "1]}]}",
    ),
    "bill of materials, no address": again(
        '{"type": "machine-learning-model", "name": "x %d"}, ', _HEAD, "1]}"
    ),
}

TOML: Mapping[str, Shape] = {
    "dotted key": again("a.", after="a = 1\n"),
    "dotted key, quoted": again('"a".', after="a = 1\n"),
    "dotted key, spaces": again("a . ", after="a = 1\n"),
    "dotted keys": again("a" + ".a" * 40 + "%d = 1\n"),
    "dotted table": again("a.", "[", "a]\n"),
    "dotted tables": again("[a" + ".a" * 40 + "%d]\n"),
    "dotted table, in an inline one": again("a.", "x = {", "a = 1}\n"),
    "tables": again("[a%d]\nb = 1\n"),
    "tables, below one": again("[a.b%d]\n"),
    "arrays of tables": again("[[a]]\nb = 1\n"),
    "arrays of tables, nested": again("[[a.b]]\n", "[[a]]\n"),
    "keys": again("a%d = 1\n"),
    "keys, below one": again("a.b%d = 1\n"),
    "escaped quotes": again('\\"', 'a = "'),
    "escaped quotes, block": again('\\"""', 'a = """'),
    "escaped quotes, array": again('\\"', '["'),
    "keys, quoted": again('"a%d" = 1\n'),
    "escapes": again("\\u0061", 'model = "', '"\n'),
    "escapes, many": again('"\\u0061",', "model = [", "1]\n"),
    "escapes, different": again('"\\u0061%d",', "model = [", "1]\n"),
    "out of order": again("[a%d]\nz = 1\n[b.c%d]\ny = 1\n"),
    "texts": again('"a%d",', "model = [", "1]\n"),
    "nested lists": nested("[", "]", before="a = "),
    "nested lists, open": again("[", "a = "),
    "nested tables": nested("{a = ", "}", "1", "a = "),
    "inline table": again("a%d = 1, ", "x = {", "a = 1}\n"),
    "inline tables": again("{a = 1}, ", "x = [", "]\n"),
    "numbers": again("1, ", "a = [", "1]\n"),
    "one number": again("9", "a = ", "\n"),
    "one hex number": again("f", "a = 0x", "\n"),
    "underscores": again("1_", "a = ", "1\n"),
    "long text": again("a", 'model = "', '"\n'),
    "long block": again("a\n", 'model = """', '"""\n'),
    "long block, backslashes": again("\\\n", 'model = """', '"""\n'),
    "quotes, open": again('"""'),
    "quotes": again("'"),
    "comments": again("# a\n"),
    "newlines": again("\n"),
    "carriage returns": again("\r\n"),
    "spaces": again(" ", "a"),
    "broken": again("a b\n"),
    "broken at the end": again("a%d = 1\n", after="= ="),
}

NOTEBOOK: Mapping[str, Shape] = {
    "escapes": again("\\u0061", '{"cells": [{"cell_type": "code", "source": "', '"}]}'),
    "escapes, many lines": again(
        '"\\u0061 = 1\\n",', '{"cells": [{"cell_type": "code", "source": [', '""]}]}'
    ),
    "cells": again('{"cell_type": "code", "source": "x = 1"},', '{"cells": [', "1]}"),
    "cells, bash": again(
        '{"cell_type": "code", "source": "%%bash\\nhf download a/b-1"},', '{"cells": [', "1]}"
    ),
    "cells, written": again(
        '{"cell_type": "code", "source": "%%writefile a.sh\\nhf download a/b-1"},',
        '{"cells": [',
        "1]}",
    ),
    "commands": _cell(again("!hf download org/tern-1\n")),
    "commands, filled": _cell(again("!hf download {x}\n")),
    "command, braces": _cell(again("{a}", "!", "{")),
    "command, continued": _cell(again("!a \\\n")),
    "doubled": _cell(lambda size: "%%bash\n" + SHELL["doubled"](size)),
    "settings": _cell(again("=", "%env a", " b c")),
    "magics": _cell(again("%matplotlib inline\n")),
    "spaces": _cell(again(" ", after="!x")),
    "calls": _cell(again(f'{_LOAD}("a/b-1")\n')),
    "f-strings, a fan": _cell(PYTHON["f-strings, a fan"]),
    "broken": again('"model": "a/b-1"\n', '{"cells": ['),
    "broken, one line": again('"source": ["x = 1"] ', '{"cell_type": "code" '),
    "broken, texts": again('"a",', '{"source": ['),
    "broken, open text": again('\\"', '{"source": ["', "\\"),
    "broken, brackets": again("[", '{"source":'),
    "broken, sources": again('"source":"\\'),
    "broken, spaces": again('" ', '{ "'),
    "nested": nested("[", "]"),
    "nested cells": nested('{"cells": [', "]}"),
}

BOM_XML: Mapping[str, Shape] = {
    "comments": again("<!--"),
    "comments, closed": again("<!-- a -->"),
    "components": again("<component "),
    "components, open": again('<component type="machine-learning-model">'),
    "components, types": again('type="machine-learning-model" ', "<component "),
    "components, closed": again(
        '<component type="machine-learning-model"><name>a%d</name></component>\n'
    ),
    "components, nested": nested('<component type="machine-learning-model">', "</component>"),
    "names": again("<name>a</name>\n", '<component type="machine-learning-model">', "</component>"),
    "names, open": again("<name>", '<component type="machine-learning-model">', "</component>"),
    "names, spaces": again("<name> ", '<component type="machine-learning-model">', "</component>"),
    "locations": again("downloadLocation"),
    "locations, closed": again("<downloadLocation>a/b</downloadLocation>"),
    "packages": again("pkg:huggingface/a/b%d "),
    "package": again("a/", "pkg:huggingface/"),
    "newlines": again("\n"),
}

LISTS: Mapping[str, Shape] = {
    "models": again("org/tern-%d\n"),
    "none": again("not a model\n"),
    "hashes": again("#"),
    "hashes, spaces": again(" #"),
    "commas": again(",", "a"),
    "spaces": again(" ", "a", "b"),
    "one word": again("a"),
    "slashes": again("a/"),
    "colons": again("a:", "hf:"),
    "@": again("a/b@"),
    "packages": again("en_core_web_sm-1.0 "),
    "addresses": again("https://huggingface.co/a/b "),
    "percent": again("%41", "pkg:huggingface/"),
    "git": again("git:", "git:https://"),
    "OCI": again("&a", "pkg:oci/a?", ""),
    "references": again("oci:h.io/a/b:t@sha256:" + "0" * 64 + "\n"),
}

LINES: Mapping[str, Shape] = {
    "models": again("MODEL=org/tern-1\n"),
    "doubled": again("A%n=$A%d$A%d\n", "A0=a\n"),
    "sections": again("[a%d]\nmodel = org/tern-1\n"),
    "spaces": again(" "),
    "spaces after a name": again(" ", "model"),
    "brackets": again("{"),
    "quotes": again("'"),
    "export": again("export "),
    "one word": again("a"),
    "long value": again("a", "model="),
    "equals": again("="),
    "colons": again(":"),
    "hashes": again("#"),
}

MARKDOWN: Mapping[str, Shape] = {
    "front matter, open": again("a: b\n", "---\n"),
    "rules": again("---\n"),
    "rules, spaces": again("---   x\n", "---\n"),
    "rules, newlines": again("\n", "---\n---"),
    "models": again("- org/tern-1\n", "---\nsdk: gradio\nmodels:\n", "---\n"),
    "aliases": again("a%n: &a%n [*a%d, *a%d]\n", "---\nsdk: x\na0: &a0 x\n", "---\n"),
    "nested": nested("[", "]", before="---\nsdk: "),
}

MODELFILE: Mapping[str, Shape] = {
    "from": again("FROM llama3.%d\n"),
    "spaces": again(" ", "FROM"),
    "long": again("a", "FROM "),
    "newlines": again("\n"),
}

_MODEL = "// model\n"
"""Without such a word no text of a program is read."""

PROGRAM: Mapping[str, Shape] = {
    "double quotes": again('"', _MODEL),
    "single quotes": again("'", _MODEL),
    "grave accents": again("`", _MODEL),
    "escaped quotes": again("\\'", _MODEL + "'"),
    "escaped double quotes": again('\\"', _MODEL + '"'),
    "opened values": again("${", _MODEL + "`"),
    "opened values in quotes": again('"${', _MODEL),
    "opened values with quotes": again('${"a', _MODEL + "`"),
    "values": again('`${f("a", {b: 1})}` + ', _MODEL),
    "open comments": again("/*", _MODEL),
    "open comments of pages": again("<!--", _MODEL),
    "slashes": again("/", _MODEL),
    "regular expressions": again("= /[", _MODEL),
    "open brackets": again("(", _MODEL),
    "open calls": again("f(", _MODEL),
    "nested calls": nested("f(", ")", '"org/tern-1"', _MODEL),
    "nested lists": nested("[", "]", '"org/tern-1"', _MODEL),
    "nested mappings": nested("{a:", "}", '"org/tern-1"', _MODEL),
    "closed lists": again('["a"],', _MODEL),
    "long list": again('"org/tern-1", ', _MODEL + "x = [", "]"),
    "lists in a list": again('["ollama", "pull", "tern"], ', _MODEL + "x = [", "]"),
    "chain of calls": again('.a("b")', _MODEL + "x"),
    "long path": again(".a", _MODEL + "x", '("org/tern-1")'),
    "words": again("model ", _MODEL),
    "one word": again("a", _MODEL),
    "one text": again("a", _MODEL + 'model = "', '"'),
    "text of words": again("a ", _MODEL + 'model = "', '"'),
    "assignments": again('model%d = "org/tern-%d"\n', _MODEL),
    "one assignment": again("model = ", _MODEL, '"org/tern-1"'),
    "labels": again('"a": ', _MODEL + "x = {", "1}"),
    "texts of JSON": again('\'{"model": "gpt-4o"}\'\n', _MODEL),
    "addresses": again('"https://huggingface.co/a/b%d/resolve/main/x"\n', _MODEL),
    "ARNs": again('"arn:aws:bedrock:${', _MODEL),
    "newlines": again("\n", _MODEL),
    "spaces": again(" ", _MODEL),
    "numbers": again("1", _MODEL),
    "dots": again("1.", _MODEL),
}
GIVEN: Mapping[str, Shape] = {
    **PROGRAM,
    "here-documents": again("x <<~A%d\n", "# model\n"),
    "one here-document": again("x <<~A\n", "# model\n"),
    "here-document of YAML": again("a%d: b\n", "model <<~A\n", "A\n"),
    "here-document of commands": again("ollama pull a%d\n", "model <<~A\n", "A\n"),
    "lists of words": again("%w[", "# model\n"),
}
WORKFLOW: Mapping[str, Shape] = {
    "nodes": again('{"type": "LoadX", "widgets_values": ["a.pt"]},\n', '{"nodes": [', "{}]}"),
    "one node": again('"a.pt",', '{"nodes": [{"type": "LoadX", "widgets_values": [', '""]}]}'),
    "nested": nested('{"nodes": [', "]}", '{"widgets_values": 1}'),
}
JSON_LINES: Mapping[str, Shape] = {
    "requests": again('{"body": {"model": "org/tern-%d"}}\n'),
    "one line": again("[", '{"model": '),
    "quotes": again('"model', ""),
    "newlines": again("\n"),
}
TABLE: Mapping[str, Shape] = {
    "rows": again("%d,org/tern-%d\n", "id,model\n"),
    "columns": both(again("model%d,", "", "\n"), again("org/tern-%d,", "", "\n")),
    "columns, long names": both(again("m", "model_", "\n"), again("org/tern-1\n")),
    "one cell": again("a", "model\n"),
    "open quote": again("org/tern-1\n", 'model\n"'),
    "quotes": again('"', "model\n"),
    "commas": again(","),
    "addresses": again("https://huggingface.co/a/b%d\n", "link\n"),
    "newlines": again("\n", "model\n"),
}
XML: Mapping[str, Shape] = {
    "open elements": again("<"),
    "open names": again("<a "),
    "elements": again("<model>org/tern-%d</model>\n"),
    "elements, nested": nested("<model>", "</model>", "org/tern-1"),
    "elements, open": again("<model>"),
    "elements, closed": again("</model>"),
    "attributes": again('model%d="org/tern-%d" ', "<a ", "/>"),
    "attributes, open": again('a="', "<a "),
    "attributes, no value": again("a ", "<a ", "/>"),
    "one attribute": again("a", '<a model="', '"/>'),
    "spaces": again(" ", "<a ", ">"),
    "spaces before a value": again(" ", "<a model", '="org/tern-1">'),
    "keys": again("<key>model</key><string>org/tern-%d</string>"),
    "comments": again("<!--"),
    "data": again("<![CDATA["),
    "data, closed": again("<![CDATA[org/tern-1]]>"),
    "entities": again("&amp;", "<model>", "</model>"),
    "newlines": again("\n", "<model>"),
}
UNIT: Mapping[str, Shape] = {
    "commands": again("ExecStart=/usr/bin/hf download org/tern-%d\n"),
    "one command": again("a ", "ExecStart=", "\n"),
    "continued": again("a \\\n", "ExecStart=", "\n"),
    "environment": again("Environment=A%n=$A%d$A%d\n", "Environment=A0=a\n"),
    "names": again("Exec"),
    "marks": again("-@:+!", "ExecStart="),
    "spaces": again(" ", "Exec", "=a"),
    "quotes": again('"', "ExecStart="),
    "newlines": again("\n"),
}

DOCUMENT: Mapping[str, Shape] = {
    "programs": again(f'```{{python}}\n{_LOAD}("org/tern-%d")\n```\n'),
    "one program": again(f'{_LOAD}("org/tern-%d")\n', "```{python}\n", "```\n"),
    "open program": again(f'{_LOAD}("{_MODEL}")\n', "```{python}\n"),
    "languages": again(f"```{{a%d}}\n# {_MODEL}\n```\n"),
    "open fences": again("```{python}\n"),
    "grave accents": again("`"),
    "open brackets": again("{", "```"),
    "blanks": again(" ", "```{python}", "x"),
    "rulers": again("---\n"),
    "head": again("model: org/tern-%d\n", "---\n", "---\n"),
    "open head": again("model: org/tern-%d\n", "---\n"),
}
FILES: Mapping[str, Mapping[str, Shape]] = {
    "app.py": PYTHON,
    "run.sh": SHELL,
    "Makefile": MAKE,
    "Dockerfile": DOCKER,
    "ci.yaml": YAML,
    "a.json": JSON,
    "pyproject.toml": TOML,
    "a.ipynb": NOTEBOOK,
    "bom.xml": BOM_XML,
    "models.txt": LISTS,
    "requirements.txt": LISTS,
    ".env": LINES,
    "a.cfg": LINES,
    "README.md": MARKDOWN,
    "Modelfile": MODELFILE,
    "a.ts": PROGRAM,
    "a.rs": PROGRAM,
    "a.cs": PROGRAM,
    "a.sql": PROGRAM,
    "a.rb": GIVEN,
    "a.php": GIVEN,
    "a.tf": GIVEN,
    "flow.json": WORKFLOW,
    "a.jsonl": JSON_LINES,
    "a.service": UNIT,
    "a.csv": TABLE,
    "a.xml": XML,
    "a.qmd": DOCUMENT,
    ".gitmodules": {"addresses": again("url = https://huggingface.co/a/b%d\n")},
}

SHAPES: Mapping[str, tuple[str, Shape]] = {
    f"{file}: {name}": (file, shape)
    for file, shapes in FILES.items()
    for name, shape in shapes.items()
}


def main() -> None:
    """Read every shape that is written to files of these names; each is said before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", choices=FILES)
    parser.add_argument("--kilobytes", type=int, default=16)
    parser.add_argument("--seconds", type=int, default=5)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    with tempfile.TemporaryDirectory() as folder:
        for name, (file, shape) in SHAPES.items():
            if file not in given.files:
                continue
            print(name, flush=True)
            path = Path(folder) / file
            path.write_text(shape(given.kilobytes << 10), "utf-8", "surrogatepass")
            signal.alarm(given.seconds)  # which ends the process
            found = find(path)
            signal.alarm(0)
            path.unlink()
            if any("defect" in one.message for one in found.problems):
                raise SystemExit(str(found.problems))


if __name__ == "__main__":
    main()
