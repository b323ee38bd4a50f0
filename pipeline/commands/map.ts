import { type Command, requiredText, textOption } from './command.js';
import { sharedOptions } from './shared-options.js';

export const map: Command = {
  usage: 'map <file>',
  describe: 'Propose a mapping for an export of another system, with the rows it would reject; writes nothing',
  example: 'map exports/tickets.csv',
  options: (yargs) =>
    sharedOptions
      .config(yargs)
      .positional('file', { type: 'string', demandOption: true, describe: 'One export: .csv, .tsv, .csv.gz or .xlsx' })
      .option('dataset', { type: 'string', requiresArg: true, describe: 'Dataset it holds, where the program takes it for another' }),
  run: async (argv, effects) => {
    const { mapFile } = await import('../propose/map-file.js');
    const { proposalLines } = await import('../propose/proposal-lines.js');
    const [config, dataset] = [textOption(argv, 'config'), textOption(argv, 'dataset')];
    const result = await mapFile(
      { file: requiredText(argv, 'file'), ...(config === undefined ? {} : { config }), ...(dataset === undefined ? {} : { dataset }) },
      effects,
    );
    return { document: result, lines: proposalLines(result) };
  },
};
