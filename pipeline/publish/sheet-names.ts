/** Characters a sheet's name can have (Excel specifications and limits). */
const longest = 31;

/** Names of sheets: those of the tables, cut where they are too long, and told apart where that made two alike. */
export function sheetNames(tables: readonly string[]): string[] {
  const taken = new Set<string>();
  return tables.map((table) => {
    const name = freeName(table.replace(/[:\\/?*[\]]/g, '_'), taken);
    taken.add(name.toLowerCase());
    return name;
  });
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const tail = number === 1 ? '' : `_${number}`;
    const name = wanted.slice(0, longest - tail.length) + tail;
    // Excel tells no capitals from small letters in these names.
    if (!taken.has(name.toLowerCase())) return name;
  }
}
