import { actions } from './actions.js';
import { complaints } from './complaints.js';
import type { Column, Contract } from './contract.js';
import { events } from './events.js';
import { feedback } from './feedback.js';
import { followups } from './followups.js';
import { lots } from './lots.js';
import { repairs } from './repairs.js';
import { revisits } from './revisits.js';
import { samples } from './samples.js';
import { tickets } from './tickets.js';

export type { Column, Contract } from './contract.js';

/** The ten datasets, in the order of domain.md § 2. */
export const contracts: readonly Contract[] = [tickets, events, repairs, revisits, lots, feedback, complaints, actions, samples, followups];

/** The contract of a dataset; an unknown name is a programming error. */
export function contractOf(dataset: string): Contract {
  const found = contracts.find((contract) => contract.dataset === dataset);
  if (!found) throw new Error(`no contract for dataset ${dataset}`);
  return found;
}

/** The column of that name; an unknown name is a programming error. */
export function columnOf(contract: Contract, name: string): Column {
  const found = contract.columns.find((column) => column.name === name);
  if (!found) throw new Error(`no column ${name} in ${contract.dataset}`);
  return found;
}
