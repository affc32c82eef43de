"""Openness verdicts measured: `make evaluate-openness` prints every figure with its denominator.

Needs the real material (LICENSECHECK_REAL_DATA, else ../shared/real).
"""

from corpus.claim_labels import PARTS, measure, part
from corpus.evaluate_index import laundering, licences, totals
from corpus.evaluate_mof import mot, oracle
from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef, Status
from licensecheck.domain.report import Report
from licensecheck.settings import Settings

# OSI's validation of 2024. "terms": every element is there or unknown, and the licence alone fails.
# Falcon was judged under its own licence of 2023, which is that of the 180B still.
OSI = {
    "EleutherAI/pythia-6.9b": "pass",
    "allenai/OLMo-7B": "pass",
    "LLM360/Amber": "pass",
    "LLM360/CrystalCoder": "pass",
    "google-t5/t5-11b": "pass",
    "bigscience/bloom": "terms",
    "bigcode/starcoder2-15b": "terms",
    "tiiuae/falcon-180B": "terms",
    "meta-llama/Llama-2-7b-hf": "terms and elements",
    "xai-org/grok-1": "elements",
    "microsoft/phi-2": "elements",
    "mistralai/Mixtral-8x7B-v0.1": "elements",
}
FREEDOMS = ("use", "study", "modify", "share")


def main() -> None:
    auditor = Auditor(Settings(offline=True), lambda _: None)
    osi(auditor)
    oracle()
    mot()
    licences()
    totals()
    laundering(auditor)
    for name in PARTS:
        claims(name)


def claims(name: str) -> None:
    try:
        whole, _ = measure(part(name))
    except OSError as error:
        print(f"claims ({name}): not measured, {error}")
        return
    print(f"claims ({name}): precision {whole.precision:.3f}, recall {whole.recall:.3f}", whole)


def osi(auditor: Auditor) -> None:
    right = 0
    for name, wanted in OSI.items():
        found = reason(auditor.audit(ModelRef("huggingface", name)))
        right += found == wanted
        if found != wanted:
            print(f"  {name}: OSI says {wanted}, we say {found}")
    print(f"OSI validation: {right} of {len(OSI)} verdicts with their reason")


def reason(report: Report) -> str:
    """Whether the OSAID is met, and what is against it: terms, elements, or both."""
    answers = {v.criterion: v.status for v in report.verdicts if v.framework == "osaid"}
    if all(status is Status.MET for status in answers.values()):
        return "pass"
    against = []
    if any(answers[name] is Status.NOT_MET for name in FREEDOMS):
        against.append("terms")
    if Status.NOT_MET in (answers["code"], answers["data-information"]):
        against.append("elements")
    return " and ".join(against) or "unknown"


if __name__ == "__main__":
    main()
