import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSeenInFull } from '../restate/fingerprint-since-law.js';
import { changes, openCompany } from '../restate/reasons-law.js';
import { countOf } from '../share-of-cases.js';

let company: Awaited<ReturnType<typeof openCompany>>;

beforeAll(async () => {
  company = await openCompany();
});

afterAll(() => company?.close());

test.each(changes.map((change) => [change]))('%s alone is the only reason', async (change) => {
  expect(await company.check([change])).toEqual([change]);
});

test('any changes together: every moved figure is listed, its reasons are among them and add up exactly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray([...changes]), async (made) => {
      const reasons = await company.check(made);
      expect(made).toEqual(expect.arrayContaining(reasons));
    }),
    { numRuns: countOf(12, 6), seed: 20261003 },
  );
});

test('whatever files are added, taken away or changed, what is seen since is what is seen when all of it is looked at', async () => {
  await expectSeenInFull({ runs: countOf(200, 20) });
});
