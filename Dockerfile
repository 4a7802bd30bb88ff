# The site as compose.yaml runs it: production's settings, locked packages with hashes, a user without rights.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    STADSKENNIS_ENV_FILE=none \
    VAR_DIR=/var/lib/stadskennis

WORKDIR /app
COPY requirements/production.txt requirements/
RUN pip install --require-hashes --no-deps --only-binary :all: -r requirements/production.txt
COPY . .
RUN python -m compileall -q . \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin stadskennis \
    && install -d -o stadskennis -g stadskennis -m 0700 "$VAR_DIR"

USER stadskennis
VOLUME /var/lib/stadskennis
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/-/alive', timeout=4)"]
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0", "--port", "8000"]
