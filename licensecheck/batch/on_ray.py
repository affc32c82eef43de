"""Judges shards on a Ray cluster: one that RAY_ADDRESS names, or one on this machine.

Plain actors, and not `map_batches` of Ray Data: a shard is written by whoever judged it, under a
name that its number gives, so that the same bytes come out in whatever order it is done, and what
is there need not be done again. No row passes through Ray.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from typing import Any

from licensecheck.batch.ray_library import ray
from licensecheck.batch.work import Work, Worker
from licensecheck.errors import UnavailableError

RETRIES = 3
"""Times a shard is tried again whose worker died: it may have been the shard."""


def judge_on_ray(work: Work, shards: Sequence[int], jobs: int | None) -> Iterator[int]:
    """The numbers of the shards as they are done; by default on each core of the cluster.

    Raises UnavailableError where the cluster is not there, or a shard's workers die again and
    again.
    """
    try:
        _start(jobs)
        try:
            yield from _as_done(_workers(work, jobs, len(shards)), shards)
        finally:
            ray.shutdown()
    except (ray.exceptions.RayError, ConnectionError) as error:
        if isinstance(error, ray.exceptions.RayTaskError):
            raise error.cause from error
        reason = str(error).partition("\n")[0]
        raise UnavailableError(f"Ray: {reason}", remedy="Run it again with --resume.") from error


def _start(jobs: int | None) -> None:
    quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    if address := os.environ.get("RAY_ADDRESS"):
        ray.init(address=address, **quiet)
    else:
        ray.init(num_cpus=jobs, include_dashboard=False, **quiet)


def _workers(work: Work, jobs: int | None, most: int) -> list[Any]:
    has = ray.cluster_resources()
    count = max(1, min(jobs or int(has.get("CPU", 1)), most))
    # A GPU may be shared; without this Ray hides it from the worker.
    gpus = min(1.0, has.get("GPU", 0) / count) if work.settings.device == "cuda" else 0
    options = {"num_cpus": 1, "num_gpus": gpus, "max_restarts": -1, "max_task_retries": RETRIES}
    actor = ray.remote(Worker).options(**options)
    return [actor.remote(work) for _ in range(count)]


def _as_done(workers: Sequence[Any], shards: Sequence[int]) -> Iterator[int]:
    """Gives each worker a shard, and the next one when it is done."""
    left = iter(shards)
    running = {
        worker.judge.remote(shard): worker for worker, shard in zip(workers, left, strict=False)
    }
    while running:
        done = ray.wait(list(running), num_returns=1)[0][0]
        worker = running.pop(done)
        yield ray.get(done)
        if (shard := next(left, None)) is not None:
            running[worker.judge.remote(shard)] = worker
