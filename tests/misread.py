"""Sentences that a model misreads: what they should mean stays written down.

They are not strict, because its integers round otherwise on other processors.
"""

import pytest

MISREAD = pytest.mark.xfail(reason="the weigher of doubts misreads it")
MISHEARD = pytest.mark.xfail(reason="the reader of names misreads it")
