import { type CommandSyntax, optionsOf } from './argument.js';

/** Something the word being typed may become. */
interface Candidate {
  readonly word: string;
  readonly describe: string;
}

/**
 * What may stand in place of the last word, one a line as the shell takes it: bash the word alone, fish and zsh its description
 * too. `words` begins with the name of the program. Nothing where a file may stand: shells complete these themselves.
 */
export function complete(shell: string, words: readonly string[], commands: readonly CommandSyntax[]): string[] {
  const typed = words.at(-1) ?? '';
  return candidates(words.slice(1), commands)
    .filter(({ word }) => word.startsWith(typed))
    .map(({ word, describe }) => {
      if (shell === 'fish') return `${word}\t${describe}`;
      return shell === 'zsh' && describe !== '' ? `${word.replaceAll(':', '\\:')}:${describe}` : word;
    });
}

function candidates(words: readonly string[], commands: readonly CommandSyntax[]): Candidate[] {
  const [typed = '', before = ''] = [words.at(-1), words.at(-2)];
  const command = commands.find(({ name }) => name === words.slice(0, -1).find((word) => !word.startsWith('-')));
  const options = optionsOf(command);
  const asked = options.find(({ name, kind }) => before === `--${name}` && kind !== 'flag');
  if (asked) return (asked.choices ?? []).map((word) => ({ word, describe: '' }));
  if (typed.startsWith('-')) {
    return options
      .filter(({ name, kind }) => kind === 'texts' || !words.slice(0, -1).includes(`--${name}`))
      .map(({ name, describe }) => ({ word: `--${name}`, describe }));
  }
  if (!command) return commands.map(({ name, describe }) => ({ word: name, describe }));
  return command.positionals.flatMap(({ choices = [] }) => choices).map((word) => ({ word, describe: '' }));
}
