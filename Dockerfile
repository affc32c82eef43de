# licensecheck for the CPU, run by a user without rights: see docs/ci.md. tests/test_container.py checks it without a builder.
# The base is named by the digest of python:3.13-slim-trixie (Python 3.13.15) for all platforms.
FROM python:3.13-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b AS build
RUN apt-get update && apt-get install --yes --no-install-recommends binutils git
WORKDIR /src
COPY . .
RUN python requirements/install.py /opt/licensecheck

FROM python:3.13-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b
# git is for --since, which needs no more of it than this; a mounted repository belongs to somebody else.
COPY --from=build /usr/bin/git /usr/bin/git
RUN git config --system --add safe.directory "*" && useradd --create-home --uid 10001 licensecheck
COPY --from=build /opt/licensecheck /opt/licensecheck
ENV PATH=/opt/licensecheck/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["licensecheck"]
CMD ["check"]
