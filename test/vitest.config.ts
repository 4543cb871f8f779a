import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { generate, isGenerated } from '../app/platform/launch/steps.mjs'

if (!isGenerated()) await generate()

const root = fileURLToPath(new URL('..', import.meta.url))
const shared = {
  resolve: { alias: { '~test': path.join(root, 'test'), '~': path.join(root, 'app') } },
}

export default defineConfig({
  ...shared,
  root,
  test: {
    projects: [
      {
        ...shared,
        root,
        test: {
          name: 'unit',
          maxWorkers: 2,
          include: ['app/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: ['**/*.db.test.*', 'test/program/**', 'node_modules/**'],
          // Laws try hundreds of cases, on a busy machine too.
          testTimeout: 20_000,
        },
      },
      {
        ...shared,
        root,
        test: {
          name: 'database',
          maxWorkers: 2,
          include: ['app/**/*.db.test.{ts,tsx}', 'test/**/*.db.test.ts'],
          globalSetup: ['test/server.ts'],
          setupFiles: ['test/rooms.ts', 'test/warnings.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        root,
        test: {
          name: 'program',
          include: ['test/program/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
