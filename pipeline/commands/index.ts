import { calendar } from './calendar.js';
import type { Command } from './command.js';
import { completion } from './completion.js';
import { contractsCommand } from './contracts.js';
import { doctor } from './doctor.js';
import { explain } from './explain.js';
import { exportCommand } from './export.js';
import { generate } from './generate.js';
import { ingest } from './ingest.js';
import { init } from './init.js';
import { map } from './map.js';
import { report } from './report.js';
import { run } from './run.js';
import { validate } from './validate.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  run,
  ingest,
  report,
  validate,
  map,
  explain,
  exportCommand,
  contractsCommand,
  init,
  calendar,
  doctor,
  generate,
  completion,
];
