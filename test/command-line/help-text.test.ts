import { expect, test } from 'vitest';
import { helpDocument, helpText } from '../../pipeline/command-line/help-text.js';
import { commands } from '../../pipeline/commands/index.js';

test('the help of the program names every command with an example, the help of a command all its options', () => {
  const whole = helpText(undefined, commands);
  for (const command of commands) {
    expect(whole).toContain(`\n  ${command.name} `);
    expect(whole).toContain(`\n  fieldreview ${command.examples[0]}\n`);
    const own = helpText(command, commands).split('\n');
    expect(own).toEqual(expect.arrayContaining(command.examples.map((example) => `  fieldreview ${example}`)));
    for (const { name } of [...command.options, { name: 'json' }]) expect(own.some((line) => line.startsWith(`  --${name} `))).toBe(true);
  }
});

test('no line is wider than a terminal of 80 columns, but for examples', () => {
  const lines = [undefined, ...commands].flatMap((command) => helpText(command, commands).split('\n'));
  expect(lines.filter((line) => line.length > 80 && !line.startsWith('  fieldreview '))).toEqual([]);
});

test('required values, choices and defaults are said', () => {
  const validate = commands.find(({ name }) => name === 'validate');
  const text = helpText(validate, commands).replaceAll(/\s+/g, ' ');
  expect(text).toMatch(/^fieldreview validate <input\.\.> \[options\]/);
  expect(text).toContain('one of text, json, junit, sarif, github; default text)');
  const run = commands.find(({ name }) => name === 'run');
  expect(helpText(run, commands)).toMatch(/--period PERIOD +Month 2026-10 or ISO week 2026-W43\s+\(required\)/);
});

test('for programs it is a document', () => {
  expect(helpDocument(undefined, commands)).toMatchObject({ commands: commands.map(({ name, examples }) => ({ name, examples })) });
  expect(helpDocument(commands[0], commands)).toMatchObject({
    name: 'run',
    options: expect.arrayContaining([expect.objectContaining({ name: 'json' })]),
  });
});
