"""ONNX Runtime with its telemetry off: the only module that may import it.

From version 1.29 on, the wheels for Linux and macOS keep a device id in the user's cache and send
events to the vendor some ten seconds after the import (onnxruntime pull requests 27379 and 29843).
The variable must be set before the import, since the library reads it while it loads. The call does
the same for the Windows wheels, whose events go through the operating system.
"""

import os

TELEMETRY_OFF = "ORT_DISABLE_TELEMETRY"
os.environ[TELEMETRY_OFF] = "1"

import onnxruntime

onnxruntime.disable_telemetry_events()

__all__ = ["TELEMETRY_OFF", "onnxruntime"]
