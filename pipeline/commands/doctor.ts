import { exitCodes } from '../errors.js';
import { type Command, requiredText, textOption } from './command.js';
import { sharedOptions } from './shared-options.js';

export const doctor: Command = {
  usage: 'doctor',
  describe: 'Say what a run will find on this machine: versions, configuration, calendar, fonts, browser, room; writes nothing',
  example: 'doctor --out out',
  options: (yargs) =>
    sharedOptions
      .config(yargs)
      .option('out', { type: 'string', default: 'out', requiresArg: true, describe: 'Folder of the warehouse and the reports' })
      .describe('config', 'Configuration to look at; else fieldreview.yaml in the working folder'),
  run: async (argv, effects) => {
    const { diagnose } = await import('../doctor/diagnose.js');
    const config = textOption(argv, 'config');
    const checks = await diagnose({ out: requiredText(argv, 'out'), ...(config === undefined ? {} : { config }) }, effects);
    const isWell = checks.every(({ state }) => state !== 'problem');
    return {
      document: { ok: isWell, checks },
      lines: checks.map(({ check, state, finding }) => `${state.padEnd(8)} ${check}: ${finding}`),
      exitCode: isWell ? exitCodes.done : exitCodes.usage,
    };
  },
};
