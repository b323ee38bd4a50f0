import { registerName } from '../warehouse/layout.js';
import type { RegisterAccount, RegisterPlan } from './plan-register.js';
import { findingText } from './register-findings.js';

/** What a command tells of the register. */
export interface RegisterSummary extends RegisterAccount {
  readonly outcome: RegisterPlan['outcome'];
  readonly notices: readonly string[];
}

/** `left`: what the publication did not put in place. Commands speak English, whatever the language of the report. */
export function registerSummary({ account, outcome, notices }: RegisterPlan, left: readonly string[]): RegisterSummary {
  const isLeft = left.includes(registerName);
  return {
    ...account,
    findings: account.findings.map((finding) => ({ ...finding, text: findingText(finding, { locale: 'en', enums: {} }) })),
    outcome: isLeft ? 'left' : outcome,
    notices: isLeft
      ? [...notices, `${registerName} was changed or opened while the run was working: left alone, the next run takes the change in`]
      : notices,
  };
}
