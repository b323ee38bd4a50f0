import { type Command, textOption, textsOption } from './command.js';
import { sharedOptions } from './shared-options.js';

export const validate: Command = {
  usage: 'validate <input..>',
  describe: 'Check exports against the contracts; writes nothing; for CI',
  example: 'validate exports --format json --max-reject-rate 0',
  options: (yargs) =>
    sharedOptions
      .config(yargs)
      .positional('input', { type: 'string', array: true, demandOption: true, describe: 'Folders or files with exports' })
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const, describe: 'How the findings are printed' })
      .option('max-reject-rate', {
        type: 'number',
        default: 0,
        describe: 'Share of rejected rows of a dataset above which the check fails',
      }),
  run: async (argv, effects) => {
    const { validateExports, validationLines } = await import('../validate-exports.js');
    const config = textOption(argv, 'config');
    const result = await validateExports(
      { inputs: textsOption(argv, 'input'), maxRejectRate: Number(argv.maxRejectRate), ...(config === undefined ? {} : { config }) },
      effects,
    );
    const lines = argv.format === 'json' ? [JSON.stringify(result, null, 2)] : validationLines(result);
    return { document: result, lines, exitCode: result.valid ? 0 : 3 };
  },
};
