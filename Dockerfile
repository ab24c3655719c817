# The API and the built sidebar. See docs/deploy.md.

FROM node:24-slim AS manifests
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY apps/api/package.json apps/api/package.json
COPY apps/sidebar/package.json apps/sidebar/package.json
COPY packages/shared/package.json packages/shared/package.json
COPY test/package.json test/package.json

# What the process runs, as one file, and the pages that the helpdesk shows.
FROM manifests AS build
RUN npx -y pnpm@12.21.0 install --frozen-lockfile --filter @sidelight/api... --filter @sidelight/sidebar...
COPY packages packages
COPY apps/sidebar apps/sidebar
RUN cd apps/sidebar && node_modules/.bin/vite build --logLevel warn
COPY apps/api apps/api
RUN node apps/api/build/bundle.ts

FROM node:24-slim
WORKDIR /app
# One arena for all threads: the others would keep about 20 MB that nobody uses.
ENV MALLOC_ARENA_MAX=1
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4310 MAP_DIR=/app/map DATA_DIR=/data
COPY package.json LICENSE THIRD-PARTY-NOTICES.md ./
# With PGlite beside it: all else is in the file.
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/apps/sidebar/dist apps/sidebar/dist
COPY map map
RUN mkdir -p /data && chown node:node /data
USER node
# PGlite's folder, where no DATABASE_URL is given. /app/map may be a volume of your own, too.
VOLUME /data
EXPOSE 4310
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Without a bound the engine lets garbage lie until it has a share of the machine's memory: 270 MB where 200 do.
CMD ["node", "--enable-source-maps", "--max-semi-space-size=32", "--max-old-space-size=384", "apps/api/dist/main.mjs"]
