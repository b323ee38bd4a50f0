/** Exit codes of interface.md. */
export const exitCodes = {
  done: 0,
  internal: 1,
  usage: 2,
  data: 3,
  locked: 4,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Something the user can put right. The message says what is wrong, where, what was expected, and what to do next. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.usage,
  ) {
    super(message);
  }
}
