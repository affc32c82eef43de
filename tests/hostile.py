"""Words that try to steer who shows them: a terminal, a pipeline's log, a renderer."""

import re

PAYLOADS = (
    # Azure Pipelines: commands anywhere in a line, whatever their case.
    "##vso[task.setvariable variable=PATH]/evil",
    "MIT ##vso[task.complete result=Succeeded;]done",
    "##VSO[task.prependpath]/evil",
    "###vso[task.uploadfile]/etc/passwd",
    "##[error]forged",
    "##[section]Starting: deploy",
    "x##[group]x",
    "# #vso[x] ##vso[y]",
    "#\u200b#vso[task.logissue type=error;]x",
    "#\ufe0f#vso[task.logissue type=error;]x",
    "#\x00#vso[task.addattachment type=x;name=y;]z",
    "##\u2060vso[task.setvariable variable=a]b",
    # GitHub Actions: where a line begins.
    "::error file=a.py,line=1::forged",
    "::add-mask::word",
    "::stop-commands::token",
    "x\n::error::forged",
    "x\r\n::warning::forged",
    "x\r::warning::forged",
    "x\u2028::notice::forged",
    "x\u0085::notice::forged",
    "x\x0b::debug::forged",
    "x\x0c::set-output name=a::b",
    "\t ::error::forged",
    "\u00a0::error::forged",
    "\u3000::error::forged",
    "::error::" + "long " * 30 + "::error::forged",
    "word " * 15 + "::error::forged",
    "%0A::error::forged",
    "a%3A%3Aerror%3A%3A,line=3,title=x",
    # TeamCity, GitLab, Travis, Buildkite.
    "##teamcity[buildStatus status='SUCCESS' text='x']",
    "a ##teamcity[setParameter name='env.PATH' value='x'] b",
    "section_start:1560896352:my_section\r\x1b[0Kforged",
    "section_end:1560896352:my_section\r\x1b[0K",
    "travis_fold:start:x\r\x1b[0K",
    "--- forged heading",
    # Terminals: CSI, OSC, DCS, C1, other controls.
    "\x1b[2J\x1b[H",
    "\x1b[8mhidden\x1b[0m",
    "\x1b[31;1mred",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1bP+q544e\x1b\\",
    "\x9b2J",
    "\x9d0;title\x9c",
    "back\x08\x08\x08\x08space",
    "bell\x07",
    "overwritten\rOPEN",
    "\x0e\x0f\x7f\x00",
    # What is seen is not what is there.
    "\u202egnp.exe",
    "\u2066isolated\u2069",
    "zero\u200bwidth\u200d\ufeff\u2060",
    "soft\u00adhyphen",
    "\u034f\u115f\u1160\u3164\uffa0",
    "\U000e0041\U000e0042\U000e0100",
    "\ue000\uf8ff",
    "A\u2029B",
    "bad\udcff\ud800bytes",  # how Python names a file whose name is no UTF-8
    # Renderers.
    "[bold red]rich[/]",
    "[link=https://evil.example]x[/link]",
    "<script>alert(1)</script>",
    "]]> & <!-- x --> {{ 7 * 7 }} {% raw %}",
    "`code` |cell| @everyone #1 ![x](https://evil.example/p.png)",
    '"; \\u0023#vso[x] \\',
)

_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_COMMAND = re.compile(r"##\w*\[")
_FIELD = r"(?:title|file|line)=[^:,\n]+"
_OWN_ANNOTATION = re.compile(rf"::(?:error|warning|notice)(?: {_FIELD}(?:,{_FIELD})*)?::")


def steers(text: str, *, annotations: bool = False) -> list[str]:
    """What in a text would steer a terminal or a pipeline; annotations of our own are none."""
    wrong = [f"{char!r}" for char in text if not (char.isprintable() or char in "\n\t")]
    wrong += _INVISIBLE.findall(text) + _COMMAND.findall(text)
    commands = (line.lstrip() for line in text.splitlines())
    wrong += [
        line
        for line in commands
        if line.startswith("::") and not (annotations and _OWN_ANNOTATION.match(line))
    ]
    return wrong
