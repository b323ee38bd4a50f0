import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { readWorkflows } from './documents.js';

const texts = z.array(z.string().min(1)).min(1);
const access = z.enum(['read', 'write', 'none']);
const settings = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const condition = { if: z.string().optional(), name: z.string().optional() };
const step = z.union([
  // An action at a version.
  z.strictObject({ ...condition, uses: z.string().regex(/^[\w-]+\/[\w/-]+@v\d+$/), with: settings.optional() }),
  z.strictObject({ ...condition, run: z.string().min(1) }),
]);

/** The part of the syntax of GitHub workflows that ours use, and nothing beside it. */
const githubWorkflow = z.strictObject({
  name: z.string(),
  on: z.strictObject({ push: z.strictObject({ paths: texts }), pull_request: z.strictObject({ paths: texts }) }),
  permissions: z.strictObject({ contents: access, 'security-events': access, actions: access }),
  jobs: z.record(
    z.string().regex(/^[A-Za-z_][\w-]*$/),
    z.strictObject({
      'runs-on': z.string(),
      'timeout-minutes': z.int().min(1),
      env: settings,
      steps: z.array(step).min(1),
    }),
  ),
});

/** The same of GitLab. */
const gitlabPipeline = z.record(
  z.string(),
  z.strictObject({
    image: z.string(),
    timeout: z.string(),
    rules: z.array(z.strictObject({ changes: texts })),
    before_script: texts,
    script: texts,
    artifacts: z.strictObject({
      when: z.enum(['on_success', 'on_failure', 'always']),
      expire_in: z.string(),
      paths: texts,
      reports: z.strictObject({ junit: z.string() }),
    }),
  }),
);

const workflow = (name: string): unknown => parseYaml(readWorkflows().find(({ path }) => path.endsWith(name))?.text ?? '');

test('the GitHub workflow keeps to the syntax, and uploads what its steps have written', () => {
  const { jobs } = githubWorkflow.parse(workflow('github-actions.yml'));
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const written = steps.flatMap((each) => ('run' in each ? [...each.run.matchAll(/ > (\S+)/g)].map(([, file]) => file) : []));
  const uploaded = steps
    .flatMap((each) => ('uses' in each ? [each.with?.sarif_file, each.with?.path] : []))
    .flatMap((each) => String(each ?? '').split(/\s+/));
  expect(written.length).toBeGreaterThan(0);
  expect(uploaded).toEqual(expect.arrayContaining(written));
});

test('the GitLab pipeline keeps to the syntax, and keeps the report that its script has written', () => {
  for (const { script, artifacts } of Object.values(gitlabPipeline.parse(workflow('gitlab-ci.yml')))) {
    expect(artifacts.paths).toContain(artifacts.reports.junit);
    expect(script.join('\n')).toContain(` > ${artifacts.reports.junit}`);
  }
});
