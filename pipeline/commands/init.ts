import { type Command, localeOption, requiredText } from './command.js';
import { sharedOptions } from './shared-options.js';

export const init: Command = {
  name: 'init',
  describe: 'Make a folder to start from: commented configuration, policy and calendar, and empty exports with their headers',
  examples: ['init exports --locale en'],
  positionals: [{ name: 'folder', kind: 'text', required: true, describe: 'New or existing folder; nothing in it is overwritten' }],
  options: [{ ...sharedOptions.locale, describe: 'Language of the comments and headers' }],
  run: async (values, effects) => {
    const { initFolder } = await import('../init/init-folder.js');
    const result = await initFolder(requiredText(values, 'folder'), localeOption(values));
    return {
      document: result,
      lines: [
        ...result.files.map((file) => `written: ${result.folder}/${file}`),
        `Put your exports in place of the empty ones, or fill in the workbooks, and set home_province in ${result.folder}/fieldreview.yaml. Then:`,
        `fieldreview run --period ${lastMonth(effects.now())} --input ${result.folder} --out out`,
      ],
    };
  },
};

/** The last month that is over, in universal time. */
function lastMonth(now: number): string {
  const date = new Date(now);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
