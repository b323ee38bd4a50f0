import { type Command, optionalText, textsOption } from './command.js';
import { sharedOptions } from './shared-options.js';

const formats = ['text', 'json', 'junit', 'sarif', 'github'] as const;

export const validate: Command = {
  name: 'validate',
  describe: 'Check exports against the contracts; writes nothing; for CI',
  examples: ['validate exports', 'validate exports --format json --max-reject-rate 0'],
  positionals: [{ name: 'input', kind: 'texts', required: true, describe: 'Folders or files with exports' }],
  options: [
    sharedOptions.config,
    {
      name: 'format',
      kind: 'text',
      value: 'FORM',
      choices: formats,
      default: 'text',
      describe: 'How the findings are printed: for people, as JSON, JUnit XML or SARIF 2.1.0, or as annotations of a GitHub workflow',
    },
    {
      name: 'max-reject-rate',
      kind: 'number',
      value: 'SHARE',
      default: 0,
      describe: 'Share of rejected rows of a dataset above which the check fails',
    },
  ],
  run: async (values, effects) => {
    const [{ validateExports }, { validationReport }] = await Promise.all([
      import('../validate-exports.js'),
      import('../validate/validation-report.js'),
    ]);
    const inputs = textsOption(values, 'input');
    const maxRejectRate = Number(values['max-reject-rate']);
    const checked = await validateExports({ inputs, maxRejectRate, ...optionalText(values, 'config') }, effects);
    const format = formats.find((each) => each === values.format) ?? 'text';
    const lines = await validationReport(format, checked, { inputs, workingFolder: effects.workingFolder });
    return { document: checked.validation, lines, exitCode: checked.validation.valid ? 0 : 3 };
  },
};
