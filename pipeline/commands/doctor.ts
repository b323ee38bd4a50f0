import { exitCodes } from '../errors.js';
import { type Command, optionalText, requiredText } from './command.js';
import { sharedOptions } from './shared-options.js';

export const doctor: Command = {
  name: 'doctor',
  describe: 'Say what a run will find on this machine: versions, configuration, calendar, fonts, browser, room; writes nothing',
  examples: ['doctor --out out'],
  positionals: [],
  options: [
    { ...sharedOptions.config, describe: 'Configuration to look at; else fieldreview.yaml in the working folder' },
    { name: 'out', kind: 'text', value: 'DIR', default: 'out', describe: 'Folder of the warehouse and the reports' },
  ],
  run: async (values, effects) => {
    const { diagnose } = await import('../doctor/diagnose.js');
    const checks = await diagnose({ out: requiredText(values, 'out'), ...optionalText(values, 'config') }, effects);
    const isWell = checks.every(({ state }) => state !== 'problem');
    return {
      document: { ok: isWell, checks },
      lines: checks.map(({ check, state, finding }) => `${state.padEnd(8)} ${check}: ${finding}`),
      exitCode: isWell ? exitCodes.done : exitCodes.usage,
    };
  },
};
