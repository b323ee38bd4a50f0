import { type Command, optionalText, requiredText } from './command.js';
import { sharedOptions } from './shared-options.js';

export const map: Command = {
  name: 'map',
  describe: 'Propose a mapping for an export of another system, with the rows it would reject; writes nothing',
  examples: ['map exports/tickets.csv', 'map exports/visits.xlsx --dataset followups'],
  positionals: [{ name: 'file', kind: 'text', required: true, describe: 'One export: .csv, .tsv, .csv.gz or .xlsx' }],
  options: [
    sharedOptions.config,
    { name: 'dataset', kind: 'text', value: 'NAME', describe: 'Dataset it holds, where the program takes it for another' },
  ],
  run: async (values, effects) => {
    const [{ mapFile }, { proposalLines }] = await Promise.all([import('../propose/map-file.js'), import('../propose/proposal-lines.js')]);
    const options = { file: requiredText(values, 'file'), ...optionalText(values, 'config'), ...optionalText(values, 'dataset') };
    const result = await mapFile(options, effects);
    return { document: result, lines: proposalLines(result) };
  },
};
