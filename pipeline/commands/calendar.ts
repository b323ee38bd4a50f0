import { resolve } from 'node:path';
import { type Command, requiredText, textOption } from './command.js';
import { sharedOptions } from './shared-options.js';

export const calendar: Command = {
  usage: 'calendar <action> <notice>',
  describe: 'Add the days off and make-up working days of a new year to the calendar of the configuration',
  example: 'calendar add 2027.json --config exports/fieldreview.yaml',
  options: (yargs) =>
    sharedOptions
      .config(yargs)
      .positional('action', { choices: ['add'] as const, demandOption: true, describe: 'What to do' })
      .positional('notice', { type: 'string', demandOption: true, describe: 'Calendar file with the new years alone' })
      .describe('config', 'Configuration whose calendar is meant; else fieldreview.yaml in the working folder'),
  run: async (argv, effects) => {
    const [{ addToCalendar }, { loadConfiguration }] = await Promise.all([
      import('../config/calendar-addition.js'),
      import('../config/configuration.js'),
    ]);
    const configuration = loadConfiguration(textOption(argv, 'config'), [], effects.workingFolder);
    const result = addToCalendar(configuration.calendar, resolve(effects.workingFolder, requiredText(argv, 'notice')));
    const { added, days_off, make_up_days, years } = result;
    const done =
      added.length === 0
        ? 'Nothing to add: the calendar says the same already'
        : `Added ${added.join(', ')}: ${days_off} day(s) off, ${make_up_days} make-up working day(s)`;
    return { document: result, lines: [`${done}. ${result.calendar} covers ${years.join(', ')}`] };
  },
};
