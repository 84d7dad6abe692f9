# The service that the workflows ship. Build it from the repository's root:
#   docker buildx build --build-arg VERSION=1.4.0 --build-arg COMMIT=$(git rev-parse HEAD) .
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /src
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.base.json ./
COPY app/package.json app/
# The store is named: pnpm otherwise puts it beside the project, where the cache mount is not.
# A registry that needs a login or an authority of its own: secrets `npmrc` and `ca`; they stay out of every layer.
RUN --mount=type=cache,id=npm,target=/root/.npm \
    --mount=type=cache,id=pnpm,target=/pnpm \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    --mount=type=secret,id=ca \
    NODE_EXTRA_CA_CERTS=/run/secrets/ca npx -y pnpm@12 install --frozen-lockfile --ignore-scripts --store-dir /pnpm/store --filter slipway --filter @slipway/app
COPY app/tsconfig.json app/
COPY app/src app/src
RUN node_modules/.bin/tsc -b app \
 && node_modules/.bin/ncc build app/lib/main.js -o /out --license licenses.txt --no-source-map-register -q \
 && cp app/lib/health-check.js /out/

FROM ${NODE_IMAGE}
ARG VERSION=0.0.0
ARG COMMIT=unknown
LABEL org.opencontainers.image.title="slipway-app" \
      org.opencontainers.image.description="The service that Slipway ships" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${COMMIT}"
ENV NODE_ENV=production PORT=8080 APP_VERSION=${VERSION} APP_COMMIT=${COMMIT}
WORKDIR /app
COPY --from=build /out/ ./
# The user `node` of the official image; by number, so that Kubernetes and ECS can tell that it is not root.
USER 1000:1000
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 CMD ["node", "health-check.js"]
CMD ["node", "index.js"]
