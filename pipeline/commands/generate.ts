import { defaultLastMonth } from '../generate/plan.js';
import { type Command, requiredText } from './command.js';

export const generate: Command = {
  usage: 'generate',
  describe: 'Write synthetic exports with known truth: batch lots, a slow team, an emerging fault, a fix that works, one that does not',
  example: 'generate --out exports --tickets 20000 --months 13 --seed 1',
  options: (yargs) =>
    yargs
      .option('out', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'New or empty folder for the exports and truth.json',
      })
      .option('tickets', {
        type: 'number',
        demandOption: true,
        requiresArg: true,
        describe: 'Number of tickets, at least 250 a month, at most 10 million',
      })
      .option('months', { type: 'number', demandOption: true, requiresArg: true, describe: 'Number of months, at least 7' })
      .option('seed', {
        type: 'number',
        demandOption: true,
        requiresArg: true,
        describe: 'Whole number; the same one gives the same files',
      })
      .option('dirty', {
        type: 'number',
        default: 0,
        requiresArg: true,
        describe: 'Share of rows made faulty, each kind counted in truth.json',
      })
      .option('last-month', { type: 'string', default: defaultLastMonth, requiresArg: true, describe: 'Last month of the data' }),
  run: async (argv, effects) => {
    const { generateExports } = await import('../generate/generate.js');
    const summary = await generateExports(
      {
        out: requiredText(argv, 'out'),
        tickets: Number(argv.tickets),
        months: Number(argv.months),
        seed: Number(argv.seed),
        dirty: Number(argv.dirty),
        lastMonth: requiredText(argv, 'lastMonth'),
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
