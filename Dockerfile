# Two stages: the first installs the locked packages and convscope into one environment, the second only carries it.
FROM python:3.13-slim AS build
WORKDIR /source
RUN python3 -m venv /opt/convscope
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/run.lock requirements/run.lock
RUN /opt/convscope/bin/pip install --require-hashes --only-binary :all: -r requirements/run.lock
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY static static
COPY templates templates
RUN /opt/convscope/bin/pip install --no-deps --no-build-isolation .

FROM python:3.13-slim
COPY --from=build /opt/convscope /opt/convscope
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin app
ENV PATH=/opt/convscope/bin:$PATH OPENBLAS_NUM_THREADS=1 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["convscope", "serve", "--host", "0.0.0.0"]
