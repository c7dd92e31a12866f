# docker build --tag guichet . && docker run --publish 8080:8080 --publish 25:2525 --volume guichet:/data guichet

FROM node:20-bookworm-slim AS web
WORKDIR /src
COPY web/package.json web/package-lock.json web/
COPY web/apps/workspace/package.json web/apps/workspace/
COPY web/packages/api/package.json web/packages/api/
COPY web/e2e/package.json web/e2e/
RUN cd web && npm ci --no-audit --no-fund
COPY web web
COPY scripts/precompress.mjs scripts/
RUN cd web && npm run build && node ../scripts/precompress.mjs apps/workspace/dist

FROM rust:1.95-slim-bookworm AS server
WORKDIR /src
COPY Cargo.toml Cargo.lock ./
COPY crates crates
COPY bench bench
COPY docs/settings.md docs/
COPY --from=web /src/web/apps/workspace/dist web/apps/workspace/dist
RUN cargo build --release --locked --package guichet-server

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --no-create-home guichet \
 && install --directory --owner guichet --mode 0700 /data
COPY --from=server /src/target/release/guichet /usr/local/bin/
USER guichet
ENV GUICHET_DATA=/data GUICHET_LISTEN=0.0.0.0:8080 GUICHET_SMTP_LISTEN=0.0.0.0:2525 GUICHET_LOG_FORMAT=json
VOLUME /data
EXPOSE 8080 2525
STOPSIGNAL SIGTERM
ENTRYPOINT ["guichet"]
CMD ["serve"]
