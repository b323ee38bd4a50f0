/** A line that a runner of GitHub workflows obeys, as it understands it. */
export interface WorkflowCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * Reads a line as the runner does: white space before it is left out; `::`, a name, after a blank the properties parted by commas, `::`,
 * the message; then the escapes of each. Undefined for a line that it prints and does not obey.
 */
export function parseWorkflowCommand(line: string): WorkflowCommand | undefined {
  const [, head = '', message = ''] = /^\s*::(.*?)::(.*)$/su.exec(line) ?? [];
  const [command = '', ...rest] = head.split(' ');
  if (command === '') return undefined;
  const pairs = rest
    .join(' ')
    .split(',')
    .filter((pair) => pair.includes('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), unescaped(pair.slice(pair.indexOf('=') + 1), /%(25|0D|0A|3A|2C)/gi)]);
  return { command, properties: Object.fromEntries(pairs), message: unescaped(message, /%(25|0D|0A)/gi) };
}

function unescaped(text: string, escapes: RegExp): string {
  return text.replaceAll(escapes, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
