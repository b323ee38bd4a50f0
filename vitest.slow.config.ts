import { defineConfig } from 'vitest/config';

/** The same laws as the normal run, on many more cases: `npm run test:slow`. */
export default defineConfig({
  test: {
    include: ['test/slow/**/*.slow.test.ts'],
    // Vitest leaves one core to itself otherwise, which is half of a small machine.
    maxWorkers: '100%',
    globalSetup: ['test/build-program.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});
