import { defaultLastMonth } from '../generate/last-month.js';
import { type Command, requiredText } from './command.js';
import { sharedOptions } from './shared-options.js';

export const generate: Command = {
  name: 'generate',
  describe: 'Write synthetic exports with known truth: batch lots, a slow team, an emerging fault, a fix that works, one that does not',
  examples: ['generate --out exports --tickets 20000 --months 13 --seed 1'],
  positionals: [],
  options: [
    { ...sharedOptions.out, describe: 'New or empty folder for the exports and truth.json' },
    {
      name: 'tickets',
      kind: 'number',
      value: 'N',
      required: true,
      describe: 'Number of tickets, at least 250 a month, at most 30 million',
    },
    { name: 'months', kind: 'number', value: 'N', required: true, describe: 'Number of months, at least 7' },
    { name: 'seed', kind: 'number', value: 'N', required: true, describe: 'Whole number; the same one gives the same files' },
    { name: 'dirty', kind: 'number', value: 'SHARE', default: 0, describe: 'Share of rows made faulty, each kind counted in truth.json' },
    { name: 'last-month', kind: 'text', value: 'MONTH', default: defaultLastMonth, describe: 'Last month of the data' },
  ],
  run: async (values, effects) => {
    const { generateExports } = await import('../generate/generate.js');
    const summary = await generateExports(
      {
        out: requiredText(values, 'out'),
        tickets: Number(values.tickets),
        months: Number(values.months),
        seed: Number(values.seed),
        dirty: Number(values.dirty),
        lastMonth: requiredText(values, 'last-month'),
      },
      effects,
    );
    const { truth, out, files } = summary;
    const faulty = Object.values(truth.accounting).reduce((sum, { rejected }) => sum + rejected, 0);
    return {
      document: summary,
      lines: [
        `${files} files in ${out}: ${truth.tickets} tickets from ${truth.first_month} to ${truth.last_month}, ${faulty} rows that will be rejected`,
        `The truth in them: ${out}/truth.json`,
        `Report them: fieldreview run --period ${truth.last_month} --input ${out} --out DIR`,
      ],
    };
  },
};
