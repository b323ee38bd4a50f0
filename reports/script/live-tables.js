/** Long tables become one table that can be sorted by a column, filtered by a text, and opened whole. Nothing is added to it. */
(() => {
  /** @type {Record<string, string>} */
  const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}');
  const shown = 20;

  for (const wrapper of document.querySelectorAll('.long-table')) enliven(wrapper);

  /** @param {Element} wrapper */
  function enliven(wrapper) {
    const [first, rest] = wrapper.querySelectorAll('table');
    const body = first?.tBodies[0];
    if (first === undefined || body === undefined) return;
    const rows = [...body.rows, ...(rest?.tBodies[0]?.rows ?? [])];
    /** Read when the first letter is typed, not for each. @type {Map<HTMLTableRowElement, string>} */
    const texts = new Map();
    const state = { filter: '', isWhole: rows.length <= shown, rows };
    const count = document.createElement('output');
    const more = button(words.show_all ?? '', () => {
      state.isWhole = true;
      show();
    });
    wrapper.querySelector('details')?.remove();
    first.closest('.scroll')?.after(...[...wrapper.querySelectorAll('.note')], more);
    if (rows.length > 5) wrapper.prepend(tools());
    addSorting(first, state, show);
    show();

    function tools() {
      const line = document.createElement('p');
      line.className = 'table-tools';
      const label = document.createElement('label');
      const input = document.createElement('input');
      input.type = 'search';
      label.append(words.filter ?? '', input);
      input.addEventListener('input', () => {
        state.filter = input.value.normalize('NFKC').trim().toLowerCase();
        show();
      });
      line.append(label, count);
      return line;
    }

    /** @param {HTMLTableRowElement} row */
    function textOf(row) {
      const text = texts.get(row) ?? (row.textContent ?? '').normalize('NFKC').toLowerCase();
      texts.set(row, text);
      return text;
    }

    function show() {
      const fitting = state.filter === '' ? state.rows : state.rows.filter((row) => textOf(row).includes(state.filter));
      body?.replaceChildren(...(state.isWhole || state.filter !== '' ? fitting : fitting.slice(0, shown)));
      more.hidden = state.isWhole || state.filter !== '' || rows.length <= shown;
      more.textContent = (words.show_all ?? '').replace('{count}', rows.length.toLocaleString('en'));
      count.value = state.filter === '' ? '' : (words.found ?? '').replace('{count}', fitting.length.toLocaleString('en'));
    }
  }

  /** @param {HTMLTableElement} table @param {{ rows: HTMLTableRowElement[] }} state @param {() => void} show */
  function addSorting(table, state, show) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    heads.forEach((head, column) => {
      if (head.matches('.graphic') || (head.textContent ?? '').trim() === '') return;
      const sorter = button('', () => {
        const isRising = head.getAttribute('aria-sort') !== 'ascending';
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', isRising ? 'ascending' : 'descending');
        state.rows = sorted(state.rows, column, isRising);
        show();
      });
      sorter.className = 'sorter';
      sorter.append(...head.childNodes);
      head.append(sorter);
    });
  }

  /** Rows without a value stay last, whichever way the others go. @param {HTMLTableRowElement[]} rows @param {number} column @param {boolean} isRising */
  function sorted(rows, column, isRising) {
    const keyed = rows.map((row) => ({ row, key: keyOf(row.cells[column]) }));
    const missing = keyed.filter(({ key }) => key === null);
    const present = keyed.filter(({ key }) => key !== null).sort((left, right) => (isRising ? 1 : -1) * compare(left.key, right.key));
    return [...present, ...missing].map(({ row }) => row);
  }

  /** The number a cell holds, else its text; null for a dash. @param {HTMLTableCellElement | undefined} cell */
  function keyOf(cell) {
    const value = cell?.querySelector('data')?.getAttribute('value');
    if (value !== null && value !== undefined) return Number(value);
    const text = (cell?.textContent ?? '').trim();
    return text === '' || text === '—' ? null : text;
  }

  /** @param {string | number | null} left @param {string | number | null} right */
  function compare(left, right) {
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return String(left).localeCompare(String(right), document.documentElement.lang, { numeric: true });
  }

  /** @param {string} label @param {() => void} press */
  function button(label, press) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.addEventListener('click', press);
    return made;
  }
})();
