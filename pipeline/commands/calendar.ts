import { resolve } from 'node:path';
import { type Command, requiredText, textOption } from './command.js';
import { sharedOptions } from './shared-options.js';

export const calendar: Command = {
  name: 'calendar',
  describe: 'Add the days off and make-up working days of a new year to the calendar of the configuration',
  examples: ['calendar add 2027.json --config exports/fieldreview.yaml'],
  positionals: [
    { name: 'action', kind: 'text', required: true, choices: ['add'], describe: 'What to do' },
    { name: 'notice', kind: 'text', required: true, describe: 'Calendar file with the new years alone' },
  ],
  options: [{ ...sharedOptions.config, describe: 'Configuration whose calendar is meant; else fieldreview.yaml in the working folder' }],
  run: async (values, effects) => {
    const [{ addToCalendar }, { loadConfiguration }] = await Promise.all([
      import('../config/calendar-addition.js'),
      import('../config/configuration.js'),
    ]);
    const configuration = loadConfiguration(textOption(values, 'config'), [], effects.workingFolder);
    const result = addToCalendar(configuration.calendar, resolve(effects.workingFolder, requiredText(values, 'notice')));
    const { added, days_off, make_up_days, years } = result;
    const done =
      added.length === 0
        ? 'Nothing to add: the calendar says the same already'
        : `Added ${added.join(', ')}: ${days_off} day(s) off, ${make_up_days} make-up working day(s)`;
    return { document: result, lines: [`${done}. ${result.calendar} covers ${years.join(', ')}`] };
  },
};
