/** Last month of generated data where none is named; a file of its own, since the help shows it. */
export const defaultLastMonth = '2026-10';
