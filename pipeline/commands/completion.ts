import type { Command } from './command.js';

/** Asks the program for completions of the words so far; it is told the shell, which decides how it describes them. */
const scripts = {
  bash: `_fieldreview() {
  local word="\${COMP_WORDS[COMP_CWORD]}" IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(fieldreview --complete bash "\${COMP_WORDS[@]}" 2>/dev/null)" -- "$word"))
}
complete -o bashdefault -o default -F _fieldreview fieldreview`,
  zsh: `#compdef fieldreview
_fieldreview() {
  local -a reply
  reply=("\${(@f)$(fieldreview --complete zsh "\${words[@]}" 2>/dev/null)}")
  if [[ -n "\${reply[1]}" ]]; then _describe 'values' reply; else _default; fi
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then _fieldreview "$@"; else compdef _fieldreview fieldreview; fi`,
  fish: `complete -c fieldreview -a '(fieldreview --complete fish (commandline -opc) (commandline -ct) 2>/dev/null)'`,
} as const;

const shells = ['bash', 'zsh', 'fish'] as const;

export const completion: Command = {
  name: 'completion',
  describe: 'Print a completion script for a shell',
  examples: ['completion bash >> ~/.bashrc', 'completion fish > ~/.config/fish/completions/fieldreview.fish'],
  positionals: [
    { name: 'shell', kind: 'text', choices: shells, describe: 'The shell; the one of the environment where left out, else bash' },
  ],
  options: [],
  run: async (values, { environment }) => {
    const own = shells.find((shell) => environment.SHELL?.endsWith(shell));
    const shell = shells.find((each) => each === values.shell) ?? own ?? 'bash';
    const script = scripts[shell];
    return { document: { shell, script }, lines: [script] };
  },
};
