import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/slow/**'],
    // Vitest leaves one core to itself otherwise, which is half of a small machine.
    maxWorkers: '100%',
    globalSetup: ['test/build-program.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
