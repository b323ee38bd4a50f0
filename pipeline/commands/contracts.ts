import type { Command } from './command.js';

const formats = ['odcs', 'frictionless', 'json-schema'] as const;

export const contractsCommand: Command = {
  name: 'contracts',
  describe: 'Print the contracts of the exports in a form other programs read',
  examples: ['contracts --format odcs', 'contracts --format json-schema > configuration.schema.json'],
  positionals: [],
  options: [
    {
      name: 'format',
      kind: 'text',
      value: 'FORM',
      required: true,
      choices: formats,
      describe: 'Open Data Contract Standard 3.1 (YAML), Frictionless data package, or JSON Schema of the configuration and of typed rows',
    },
  ],
  run: async (values) => {
    const format = formats.find((each) => each === values.format) ?? 'odcs';
    const document = await documentOf(format);
    if (format !== 'odcs') return { document, lines: [JSON.stringify(document, null, 2)] };
    const { stringify } = await import('yaml');
    return { document, lines: [stringify(document, { lineWidth: 0 }).trimEnd()] };
  },
};

async function documentOf(format: (typeof formats)[number]): Promise<object> {
  switch (format) {
    case 'odcs':
      return (await import('../contracts/odcs.js')).odcsContract();
    case 'frictionless':
      return (await import('../contracts/frictionless.js')).dataPackage();
    case 'json-schema':
      return (await import('../config/configuration-json-schema.js')).configurationJsonSchema();
  }
}
