"""Text of documents that were set for print: PDF and Word."""

from licensecheck.hubs.typeset.pdf import pdf_text
from licensecheck.hubs.typeset.printed import Printed, PrintedDocumentError
from licensecheck.hubs.typeset.word import word_text

__all__ = ["READERS", "Printed", "PrintedDocumentError"]

READERS = {"pdf": pdf_text, "docx": word_text}
"""By the ending of a file, what reads its bytes.

Raises PrintedDocumentError where none of it can be read.
"""
