import { defineConfig } from 'vitest/config';

/**
 * The same laws as the normal run, on many more cases: a share of them with `npm run test:slow`, all with `npm run soak`.
 * Random draws start from another seed each time; `TEST_SEED` gives a run again.
 */
export default defineConfig(({ mode }) => {
  const seed = process.env.TEST_SEED ?? String(Math.floor(Date.now() / 1000));
  if (process.argv.includes('run')) console.log(`TEST_SEED=${seed}`);
  return {
    test: {
      include: ['test/slow/**/*.slow.test.ts'],
      env: { TEST_SEED: seed, TEST_SHARE: mode === 'soak' ? 'all' : 'part' },
      // Vitest leaves one core to itself otherwise, which is half of a small machine.
      maxWorkers: '100%',
      globalSetup: ['test/build-program.ts'],
      setupFiles: ['test/seed-random-tests.ts'],
      testTimeout: 7_200_000,
      hookTimeout: 600_000,
    },
  };
});
