import { defineConfig } from 'vitest/config'

// Packages are read from their sources, so that a changed line needs no build.
export default defineConfig({
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
  test: {
    // The second suite takes minutes: `npm run test:more`.
    include: process.env.MORE ? ['tests/more/*.test.ts'] : ['tests/*.test.ts', 'packages/*/src/**/*.test.ts'],
    globalSetup: ['tests/setup.ts'],
    testTimeout: 60_000,
    // Style sheets that are imported as text are not to be emptied.
    css: true,
    env: { NO_COLOR: '1' },
  },
})
