# licensecheck for the CPU, run by a user without rights: see docs/ci.md. tests/test_container.py checks it without a builder.
FROM python:3.13-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends binutils
WORKDIR /src
COPY requirements/ requirements/
RUN python -m venv /opt/licensecheck && \
    /opt/licensecheck/bin/python -m pip install --no-cache-dir --require-hashes --requirement requirements/cpu.txt
COPY . .
RUN /opt/licensecheck/bin/python -m pip install --no-cache-dir --no-deps . && \
    python -m requirements.slim /opt/licensecheck/lib/python3.13/site-packages

FROM python:3.13-slim
# git is for --since; a mounted repository belongs to somebody else.
RUN apt-get update && apt-get install --yes --no-install-recommends git && apt-get clean && rm -rf /var/lib/apt/lists/* && \
    git config --system --add safe.directory "*" && \
    useradd --create-home --uid 10001 licensecheck
COPY --from=build /opt/licensecheck /opt/licensecheck
ENV PATH=/opt/licensecheck/bin:$PATH
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["licensecheck"]
CMD ["check"]
