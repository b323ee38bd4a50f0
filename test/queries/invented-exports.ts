/**
 * Statements that fill the raw tables with invented rows of two years up to September 2026, the same every time: a
 * number derived from the row number decides each cell. Nothing in them is true; they only reach every branch.
 */
export const inventedExports: readonly string[] = [
  `create or replace macro chance(row_no, salt, sides) as ((row_no * 7919 + salt * 104729 + (row_no * row_no * 31) % 65537) % 999983) % sides`,
  `create or replace macro moment(row_no, rows_a_day) as timestamp '2024-10-01' + to_seconds(row_no * 86400 // rows_a_day)`,
  `insert into raw_tickets by name
    select 'T' || i as ticket_id, moment(i, 4) as accepted_at, 0 as accepted_at_precision, 0 as completed_at_precision,
      case when chance(i, 1, 9) > 0 then moment(i, 4) + to_minutes(chance(i, 2, 60000)) end as completed_at,
      case when chance(i, 3, 25) = 0 then 'cancelled' end as status,
      case when chance(i, 3, 50) = 0 then moment(i, 4) + to_minutes(chance(i, 4, 9000)) end as cancelled_at,
      'quality' as category, 'M' || chance(i, 5, 4) as model, 'P' || chance(i, 5, 2) as product, 'G' || chance(i, 6, 3) as team,
      case when chance(i, 7, 6) > 0 then 'L' || chance(i, 15, 40) end as lot_no, nullif('S' || chance(i, 8, 400), 'S0') as serial_no, 'E' || chance(i, 9, 5) as fault_code,
      'A' || chance(i, 10, 3) as customer_type, moment(i, 4)::date - chance(i, 11, 700)::integer as purchased_on, i as row_order
    from range(2800) as numbers(i)`,
  `insert into raw_events by name
    select 'V' || i as event_id, 'T' || i as ticket_id, moment(i, 4) + to_minutes(chance(i, 20, 90000)) as event_at,
      case when chance(i, 21, 6) = 0 then 'reopen' else 'progress' end as event_type, i as row_order
    from range(2800) as numbers(i)`,
  `insert into raw_repairs by name
    select 'R' || i as repair_id, 'T' || (i * 2) as ticket_id, 'E' || chance(i, 30, 5) as fault_code, 'W' || chance(i, 31, 4) as technician,
      case when chance(i, 32, 8) > 0 then moment(i, 2) + to_minutes(chance(i, 33, 20000)) end as finished_at,
      case chance(i, 34, 5) when 0 then 'no_fault_found' when 1 then 'not_fixed' else 'fixed' end as result,
      case when chance(i, 35, 6) = 0 then 'user' end as responsibility, chance(i, 36, 9) = 0 as out_of_box,
      chance(i, 37, 90) + 0.25 as labor_cost, i as row_order
    from range(1300) as numbers(i)`,
  `insert into raw_revisits by name
    select 'K' || i as revisit_id, 'T' || (i * 3) as ticket_id, moment(i, 1) as revisited_at, chance(i, 40, 7) > 0 as reached,
      nullif(chance(i, 41, 6), 0) as effect_score, nullif(chance(i, 42, 6), 0) as attitude_score, chance(i, 43, 11) as recommend_score,
      case when chance(i, 44, 3) = 0 then '太慢' end as comment, i as row_order
    from range(700) as numbers(i)`,
  // Every lot has a shipment before its first fault, so that its model is known, and a later one.
  `insert into raw_lots by name
    select 'L' || (i // 2) as lot_no, 'M' || (i // 2 % 4) as model, 'P' || (i // 2 % 2) as product, date '2024-08-01' as produced_on,
      case when i % 2 = 0 then date '2024-08-20' else moment(i, 0.15)::date end as shipped_on, 20 + chance(i, 50, 60) as shipped_qty,
      i as row_order
    from range(90) as numbers(i)`,
  `insert into raw_feedback by name
    select 'F' || i as feedback_id, 'M' || chance(i, 60, 4) as model, 'E' || chance(i, 61, 5) as fault_code, moment(i, 0.3) as received_at,
      chance(i, 62, 30) as nonconforming_qty, 100 as inspected_qty, case when chance(i, 63, 6) = 0 then 'claim' end as consequence, i as row_order
    from range(210) as numbers(i)`,
  `insert into raw_complaints by name
    select 'C' || i as complaint_id, case chance(i, 70, 3) when 0 then 'claim' when 1 then 'batch_return' else 'complaint' end as kind,
      case when chance(i, 71, 2) = 0 then 'F' || (i * 2 + chance(i, 72, 3)) end as feedback_id, 'T' || (i * 20) as ticket_id,
      moment(i, 0.15) as opened_at, chance(i, 73, 900) as amount, i as row_order
    from range(100) as numbers(i)`,
  `insert into raw_samples by name
    select 'X' || i as sample_id, moment(i, 0.2) as received_at, moment(i, 0.2) + to_days(chance(i, 80, 30)::integer) as tested_at,
      case when chance(i, 81, 3) > 0 then moment(i, 0.2) + to_days(30 + chance(i, 82, 60)::integer) end as returned_at, i as row_order
    from range(140) as numbers(i)`,
  `insert into topic_keywords values ('时效', '慢')`,
];
