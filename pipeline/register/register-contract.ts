import type { Contract } from '../contracts/contract.js';
import { contractOf } from '../contracts/index.js';

/** The contract of actions, but for the due date: a proposal has none until its owner sets one. */
export const registerContract: Contract = withoutDuty(contractOf('actions'), 'due_on');

function withoutDuty(contract: Contract, name: string): Contract {
  return {
    ...contract,
    columns: contract.columns.map(({ required, ...column }) => (required && column.name !== name ? { ...column, required } : column)),
  };
}
