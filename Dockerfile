# The command as an image: docker build -t unmangle . && docker run --rm -v "$PWD:/work" unmangle docs
FROM node:22-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npx --yes pnpm@10.34.8 install --frozen-lockfile
RUN npm run build
RUN cd packages/cli && npx --yes pnpm@10.34.8 pack --out /out/unmangle.tgz

FROM node:22-bookworm-slim
# --changed asks git; a mounted repository belongs to somebody else.
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/* && git config --system --add safe.directory '*'
COPY --from=build /out/unmangle.tgz /tmp/unmangle.tgz
RUN npm install --global /tmp/unmangle.tgz && rm /tmp/unmangle.tgz
USER node
WORKDIR /work
ENTRYPOINT ["unmangle"]
