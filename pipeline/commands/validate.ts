import { type Command, textOption, textsOption } from './command.js';
import { sharedOptions } from './shared-options.js';

const formats = ['text', 'json', 'junit', 'sarif', 'github'] as const;

export const validate: Command = {
  usage: 'validate <input..>',
  describe: 'Check exports against the contracts; writes nothing; for CI',
  example: 'validate exports --format json --max-reject-rate 0',
  options: (yargs) =>
    sharedOptions
      .config(yargs)
      .positional('input', { type: 'string', array: true, demandOption: true, describe: 'Folders or files with exports' })
      .option('format', {
        choices: formats,
        default: 'text' as const,
        describe: 'How the findings are printed: for people, as JSON, JUnit XML or SARIF 2.1.0, or as annotations of a GitHub workflow',
      })
      .option('max-reject-rate', {
        type: 'number',
        default: 0,
        describe: 'Share of rejected rows of a dataset above which the check fails',
      }),
  run: async (argv, effects) => {
    const { validateExports } = await import('../validate-exports.js');
    const { validationReport } = await import('../validate/validation-report.js');
    const config = textOption(argv, 'config');
    const inputs = textsOption(argv, 'input');
    const checked = await validateExports(
      { inputs, maxRejectRate: Number(argv.maxRejectRate), ...(config === undefined ? {} : { config }) },
      effects,
    );
    const format = formats.find((each) => each === argv.format) ?? 'text';
    const lines = await validationReport(format, checked, { inputs, workingFolder: effects.workingFolder });
    return { document: checked.validation, lines, exitCode: checked.validation.valid ? 0 : 3 };
  },
};
