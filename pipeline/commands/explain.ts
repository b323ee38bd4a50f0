import { type Command, localeOption, requiredText, textOption } from './command.js';
import { sharedOptions } from './shared-options.js';

export const explain: Command = {
  usage: 'explain <figure>',
  describe: 'Definition, SQL, inputs and rows behind a published figure; only reads',
  example: "explain 'sla.first_response.compliance[team=华东二组]' --period 2026-10 --out out",
  options: (yargs) =>
    sharedOptions
      .locale(sharedOptions.config(sharedOptions.out(sharedOptions.period(yargs))))
      .positional('figure', {
        type: 'string',
        demandOption: true,
        describe: 'Id of the figure, as in figures.json and in data-figure on the page',
      })
      .describe('locale', 'Language of the definition that comes first')
      .describe('config', 'Configuration to explain under, instead of that of the last load')
      .option('rows', { type: 'string', requiresArg: true, describe: 'Write all rows behind the figure to this file, as CSV' }),
  run: async (argv, effects) => {
    const [{ explainFigure }, { explanationLines }] = await Promise.all([
      import('../explain/explain-figure.js'),
      import('../explain/explanation-lines.js'),
    ]);
    const config = textOption(argv, 'config');
    const rows = textOption(argv, 'rows');
    const explanation = await explainFigure(
      {
        figure: requiredText(argv, 'figure'),
        period: requiredText(argv, 'period'),
        out: requiredText(argv, 'out'),
        ...(config === undefined ? {} : { config }),
        ...(rows === undefined ? {} : { rows }),
      },
      effects,
    );
    return { document: explanation, lines: explanationLines(explanation, localeOption(argv)) };
  },
};
