import { expect, test } from 'vitest';
import { loadPolicy, type Policy, parsePolicy } from '../../pipeline/config/policy.js';

function changed(changes: unknown): Policy {
  return parsePolicy(JSON.stringify(changes), 'policy.json');
}

function clockOf(policy: Policy, name: string): Policy['clocks'][number] {
  const found = policy.clocks.find((clock) => clock.name === name);
  if (!found) throw new Error(`no clock ${name}`);
  return found;
}

test('the shipped clocks are those of the table, with their targets', () => {
  const shown = loadPolicy().clocks.map(({ name, versions: [version] }) => `${name} ${version?.target ?? version?.due} ${version?.unit}`);
  expect(shown).toEqual([
    'first_response 2 hours',
    'plan 24 hours',
    'plan_complex 3 working_days',
    'quality_plan 3 working_days',
    'progress_update 24 hours',
    'complaint_reply 2 working_days',
    'onsite_local 8 hours',
    'onsite_remote 24 hours',
    'quality_resolution 7 working_days',
    'promise due_at field',
    'refund 7 working_days',
    'feedback_test_important 3 days',
    'feedback_test_general 1 days',
    'feedback_measures_general 3 days',
    'feedback_tracking_important 7 days',
    'feedback_tracking_general 3 days',
    'revisit 3 working_days',
    'low_score 24 hours',
    'followup_d3 3 days',
    'followup_d7 7 days',
    'followup_d30 30 days',
  ]);
});

test('pauses move the clocks of domain.md § 4 and no other', () => {
  const pausable = loadPolicy().clocks.filter(({ versions }) => versions.some(({ isPausable }) => isPausable));
  expect(pausable.map(({ name }) => name)).toEqual([
    'plan',
    'plan_complex',
    'quality_plan',
    'progress_update',
    'onsite_local',
    'onsite_remote',
    'quality_resolution',
  ]);
});

test('packs are off until they are named', () => {
  expect(loadPolicy().clocks.map(({ name }) => name)).not.toContain('arrival_urban');
  const policy = changed({ packs: ['order', 'dispatch'] });
  expect(clockOf(policy, 'first_response').versions[0]).toMatchObject({ target: 1, unit: 'hours' });
  expect(clockOf(policy, 'arrival_urban').versions[0]).toMatchObject({ target: 6, unit: 'working_hours' });
  expect(clockOf(policy, 'arrival_suburban')).toMatchObject({ existsFrom: 'first_dispatched_at', stop: 'arrived_at' });
  expect(() => changed({ packs: ['orders'] })).toThrow(/there is no pack "orders"; did you mean "order"\?/);
});

test('a file changes only the keys it gives, each as a whole', () => {
  const policy = changed({ clocks: { plan: { target: 12, when: { complexity: { in: ['general'] } } } } });
  expect(clockOf(policy, 'plan')).toMatchObject({
    stop: 'plan_at',
    versions: [{ target: 12, unit: 'hours', isPausable: true, when: { complexity: { in: ['general'] } } }],
  });
  expect(clockOf(policy, 'plan').versions[0]?.when).not.toHaveProperty('category');
  expect(clockOf(policy, 'first_response').versions[0]?.target).toBe(2);
});

test('versions build on the one before, in order of date', () => {
  const versions = [
    { valid_from: '2026-07-01', unit: 'working_hours' },
    { valid_from: '2026-01-01', target: 4, targets_by_priority: { urgent: 1 } },
  ];
  expect(clockOf(changed({ clocks: { first_response: { versions } } }), 'first_response').versions).toMatchObject([
    { validFrom: null, validUntil: '2026-01-01', target: 2, unit: 'hours', targetsByPriority: {} },
    { validFrom: '2026-01-01', validUntil: '2026-07-01', target: 4, unit: 'hours', targetsByPriority: { urgent: 1 } },
    { validFrom: '2026-07-01', validUntil: null, target: 4, unit: 'working_hours', targetsByPriority: { urgent: 1 } },
  ]);
});

test('clocks are added and taken out', () => {
  const own = { group: 'repair', record: 'complaints', start: 'opened_at', stop: 'closed_at', unit: 'days', target: 30 };
  const policy = changed({ clocks: { complaint_closed: own, promise: { enabled: false } }, business_hours: ['08:00-20:00'] });
  expect(clockOf(policy, 'complaint_closed')).toMatchObject({ record: 'complaints', kind: 'single', source: [] });
  expect(policy.clocks.map(({ name }) => name)).not.toContain('promise');
  expect(policy.businessHours).toEqual(['08:00-20:00']);
});

test.each([
  [{ clock: {} }, /unknown key "clock"; did you mean "clocks"\?/],
  [{ clocks: { plan: { taget: 1 } } }, /clocks\.plan\.taget: unknown key "taget"; did you mean "target"\?/],
  [{ clocks: { first_reponse: { target: 1 } } }, /unknown clock; did you mean "first_response"\?/],
  [{ clocks: { arrival_urban: { target: 1 } } }, /its pack is not turned on/],
  [{ clocks: { plan: { start: 'acepted_at' } } }, /tickets has no time field "acepted_at"; did you mean "accepted_at"\?/],
  [{ clocks: { plan: { when: { categroy: { in: ['usage'] } } } } }, /tickets has no field "categroy"; did you mean "category"\?/],
  [{ clocks: { plan: { when: { category: { below: 3 } } } } }, /below and at_least are for numbers/],
  [{ clocks: { plan: { unit: 'minutes' } } }, /expected one of hours, working_days, days, working_hours, field/],
  [{ clocks: { plan_complex: { target: 1.5 } } }, /must be a whole number/],
  [{ clocks: { plan: { target: 0 } } }, /must be above 0/],
  [{ clocks: { promise: { due: 'due' } } }, /unit field needs due, a time field of tickets; did you mean "due_at"\?/],
  [{ clocks: { progress_update: { unit: 'days' } } }, /a repeating clock needs unit hours/],
  [{ clocks: { low_score: { pausable: true } } }, /pausable is for record tickets only/],
  [{ clocks: { plan: { versions: [{ valid_from: '2026-02-30', target: 1 }] } } }, /must be a date/],
  [{ business_hours: ['18:00-09:00'] }, /must be hours of one day/],
  [{ business_hours: ['09:00-12:00', '11:00-18:00'] }, /must not overlap/],
])('%j is refused', (changes, message) => {
  expect(() => changed(changes)).toThrow(message);
});

test('a policy that cannot be read names the file', () => {
  expect(() => loadPolicy('nowhere/policy.json')).toThrow(/nowhere\/policy\.json: the policy cannot be read/);
});
