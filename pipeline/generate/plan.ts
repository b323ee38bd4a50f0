import { loadCalendar } from '../config/calendar.js';
import { type Period, parsePeriod, periodsBack } from '../config/periods.js';
import { UserError } from '../errors.js';
import { defaultLastMonth } from './last-month.js';

export interface GenerateOptions {
  readonly out: string;
  readonly tickets: number;
  readonly months: number;
  readonly seed: number;
  /** Share of the rows that are made faulty. */
  readonly dirty: number;
  /** `2026-10`. */
  readonly lastMonth: string;
}

/** What is generated: the options, checked, and the size of the company that follows from them. */
export interface Plan {
  readonly seed: number;
  readonly tickets: number;
  readonly months: number;
  readonly dirty: number;
  readonly firstMonth: Period;
  readonly lastMonth: Period;
  /** A multiple of three: models are produced in quarterly campaigns, a third of them in each month. */
  readonly models: number;
  readonly lotsPerCampaign: number;
  /** Of the two models the actions are about: enough units for a verdict, not a company of its own. */
  readonly lotsPerActionCampaign: number;
  /** Units of a lot, before what differs from model to model. */
  readonly unitsPerLot: number;
}

/** Every planted truth shows from this many tickets a month on (test/slow/planted-truths.slow.test.ts). */
const fewestTicketsPerMonth = 250;
const mostTickets = 30_000_000;
/** The campaigns before and after a fix must have been seen for three months each. */
const fewestMonths = 7;
const largestDirty = 0.5;

/** Share of tickets that end as a confirmed fault, about; and confirmed faults per unit in service and month. */
export const faultsPerTicket = 0.36;
const faultsPerUnitMonth = 0.004;
/** A unit is in service for 36 months, the exposure of domain.md § 7: twelve quarterly campaigns. */
const campaignsInService = 12;

/** Checks the options and sizes the company; throws UserError for numbers the planted truths cannot live with. */
export function planGeneration(options: GenerateOptions): Plan {
  const { tickets, months, seed, dirty } = options;
  requireWhole('--seed', seed, 0, Number.MAX_SAFE_INTEGER, 'give any whole number; the same one gives the same files');
  requireWhole(
    '--months',
    months,
    fewestMonths,
    120,
    `the effect of a fix shows after ${fewestMonths} months; give 13 for a full baseline`,
  );
  const fewest = fewestTicketsPerMonth * months;
  requireWhole('--tickets', tickets, fewest, mostTickets, `the planted truths need ${fewestTicketsPerMonth} tickets a month`);
  if (!(dirty >= 0 && dirty <= largestDirty)) {
    throw new UserError(`--dirty must be a share from 0 to ${largestDirty}, for example 0.005 for one row in two hundred`);
  }
  const lastMonth = monthOf(options.lastMonth);
  const firstMonth = periodsBack(lastMonth, months - 1);
  requireCalendar(firstMonth, lastMonth, months);
  return { seed, tickets, months, dirty, firstMonth, lastMonth, ...companySize(tickets, months) };
}

function companySize(tickets: number, months: number) {
  const models = tickets < 50_000 ? 6 : tickets < 500_000 ? 12 : 30;
  const unitsInService = ((tickets / months) * faultsPerTicket) / faultsPerUnitMonth;
  const unitsPerCampaign = unitsInService / models / campaignsInService;
  const unitsPerLot = unitsPerCampaign < 5000 ? 240 : 1000;
  const lotsPerCampaign = Math.max(1, Math.floor(unitsPerCampaign / unitsPerLot));
  return { models, lotsPerCampaign, lotsPerActionCampaign: Math.min(lotsPerCampaign, 8), unitsPerLot };
}

function requireWhole(option: string, value: number, least: number, most: number, advice: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new UserError(`${option} must be a whole number from ${least} to ${most}: ${advice}`);
}

function monthOf(text: string): Period {
  const period = parsePeriod(text);
  if (period.kind !== 'month') throw new UserError(`--last-month must be a month such as ${defaultLastMonth}, not a week`);
  return period;
}

/** The data stays where the shipped calendar can judge it. */
function requireCalendar(first: Period, last: Period, months: number): void {
  const { years } = loadCalendar();
  const [earliest = 0] = years;
  const latest = years.at(-1) ?? 0;
  if (yearOf(first) >= earliest && yearOf(last) <= latest) return;
  throw new UserError(
    `--months ${months} up to ${last.name} would begin in ${first.name}, but the shipped calendar covers ${earliest} to ${latest}; ` +
      `give fewer --months, or a --last-month within those years`,
  );
}

function yearOf(period: Period): number {
  return Number(period.firstDay.slice(0, 4));
}
