import { type Command, localeOption, optionalText, requiredText } from './command.js';
import { sharedOptions } from './shared-options.js';

export const explain: Command = {
  name: 'explain',
  describe: 'Definition, SQL, inputs and rows behind a published figure; only reads',
  examples: [
    "explain 'sla.first_response.compliance[team=华东二组]' --period 2026-10 --out out",
    'explain lot:JS200-2605B:E21 --period 2026-10 --out out --rows faults.csv',
  ],
  positionals: [
    { name: 'figure', kind: 'text', required: true, describe: 'Id of the figure, as in figures.json and in data-figure on the page' },
  ],
  options: [
    sharedOptions.period,
    sharedOptions.out,
    { ...sharedOptions.config, describe: 'Configuration to explain under, instead of that of the last load' },
    { ...sharedOptions.locale, describe: 'Language of the definition that comes first' },
    { name: 'rows', kind: 'text', value: 'FILE', describe: 'Write all rows behind the figure to this file, as CSV' },
  ],
  run: async (values, effects) => {
    const [{ explainFigure }, { explanationLines }] = await Promise.all([
      import('../explain/explain-figure.js'),
      import('../explain/explanation-lines.js'),
    ]);
    const explanation = await explainFigure(
      {
        figure: requiredText(values, 'figure'),
        period: requiredText(values, 'period'),
        out: requiredText(values, 'out'),
        ...optionalText(values, 'config'),
        ...optionalText(values, 'rows'),
      },
      effects,
    );
    return { document: explanation, lines: explanationLines(explanation, localeOption(values)) };
  },
};
