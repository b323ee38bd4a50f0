import { contractOf } from '../../contracts/index.js';
import { type Recipe, ticketMonth } from '../recipe.js';
import { ticketId } from './tickets.js';

/** A ticket is told of about every 20 hours; now and then later, or not at all. */
const progress = `select *, accepted_at + to_seconds((3600 * (20 * step + 5.5 * chance(case_no * 64 + step, 'progress at') - 3))::bigint) as event_at,
    step as sequence, 'progress' as event_type
  from (
    select *, unnest(range(1, 1 + least(40, date_diff('hour', accepted_at, least(coalesce(cancelled_at, first_completed_at), export_at)) // 20))) as step
    from (select *, known_until() as export_at from cases)
  ) where chance(case_no * 64 + step, 'progress') < 0.94`;

const happenings = [
  { type: 'pause', at: 'paused_at', sequence: 51, note: '等待配件' },
  // Some tickets are completed while still on hold.
  { type: 'resume', at: `case when chance(case_no, 'resume') < 0.97 then resumed_at end`, sequence: 52, note: '配件已到' },
  { type: 'reopen', at: 'reopened_at', sequence: 53, note: '客户再次反映' },
  { type: 'escalate', at: `case when responded_at > accepted_at + interval 4 hours then responded_at end`, sequence: 54, note: '响应超时' },
  { type: 'delay_notice', at: `case when is_waiting then resumed_at - interval 20 hours end`, sequence: 55, note: '告知延期' },
];

const others = happenings.map(
  ({ type, at, sequence }) =>
    `select * exclude (event_at), event_at, ${sequence} as sequence, '${type}' as event_type
  from (select *, ${at} as event_at from cases) where known(event_at) is not null`,
);

const columns = 'case_no, ticket_no, accepted_at, is_planted, event_at, sequence, event_type';

export const eventsRecipe: Recipe = {
  contract: contractOf('events'),
  fileName: '工单流水',
  language: 'chinese',
  from: `(${[progress, ...others].map((part) => `select ${columns} from (${part})`).join('\nunion all\n')}) as happened
  where known(event_at) is not null`,
  month: ticketMonth,
  rowNo: 'ticket_no * 64 + sequence',
  isPlanted: 'is_planted',
  rewritten: 'note',
  columns: {
    event_id: `'LS' || numbered(ticket_no, 8) || '-' || sequence`,
    ticket_id: ticketId,
    event_at: 'event_at',
    event_type: 'event_type',
    note: `case event_type when 'progress' then '已联系客户说明进度' ${happenings.map(({ type, note }) => `when '${type}' then '${note}'`).join(' ')} end`,
  },
};
