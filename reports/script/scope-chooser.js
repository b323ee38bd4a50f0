/**
 * In the sections on service promises, satisfaction and service one product or team can be chosen; its figures then stand
 * beside those of the whole. The choice holds for the three sections. All texts and numbers come with the page.
 */
(() => {
  /** @typedef {number | [number, string]} Filled */
  /** @typedef {(string | Filled)[] | null} Cell */
  /** @typedef {{ name: string, of: string, rows: Record<string, [number, ...Cell[]][]> }} Scope */

  /** @type {Record<string, string>} */
  const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}');
  /** @type {{ groups?: { label: string, scopes: Scope[] }[] }} */
  const { groups = [] } = JSON.parse(document.getElementById('scopes')?.textContent ?? '{}');
  const scopes = groups.flatMap(({ scopes: members }) => members);
  const templates = [...document.querySelectorAll('template')].filter((template) => template.dataset.panel !== undefined);
  if (scopes.length === 0 || templates.length === 0) return;

  const announcement = document.createElement('p');
  announcement.className = 'unseen';
  announcement.setAttribute('role', 'status');
  document.body.append(announcement);
  const choosers = templates.map(addChooser);

  /** The control, what it shows, and the place for the figures. @param {HTMLTemplateElement} template */
  function addChooser(template) {
    const chooser = document.createElement('div');
    chooser.className = 'scope';
    const label = document.createElement('label');
    const select = document.createElement('select');
    select.autocomplete = 'off';
    select.append(option('', words.scope_all ?? ''), ...groups.map(optionsOf));
    select.addEventListener('change', () => choose(select.value));
    label.append(words.scope_label ?? '', select);
    const summary = document.createElement('span');
    summary.className = 'note';
    summary.textContent = words.scope_hint ?? '';
    const panel = document.createElement('div');
    chooser.append(label, summary, panel);
    template.before(chooser);
    return { template, select, summary, panel };
  }

  /** @param {{ label: string, scopes: Scope[] }} group */
  function optionsOf({ label, scopes: members }) {
    const made = document.createElement('optgroup');
    made.label = label;
    made.append(...members.map((scope) => option(scope.of, scope.name)));
    return made;
  }

  /** @param {string} value @param {string} text */
  function option(value, text) {
    const made = document.createElement('option');
    made.value = value;
    made.textContent = text;
    return made;
  }

  /** @param {string} of */
  function choose(of) {
    const scope = scopes.find((candidate) => candidate.of === of);
    const group = groups.find(({ scopes: members }) => scope !== undefined && members.includes(scope));
    const text =
      scope === undefined
        ? (words.scope_hint ?? '')
        : (words.scope_shown ?? '').replace('{dimension}', () => group?.label ?? '').replace('{scope}', () => scope.name);
    for (const { template, select, summary, panel } of choosers) {
      select.value = of;
      summary.textContent = text;
      panel.replaceChildren(...(scope === undefined ? [] : [panelOf(template, scope)]));
    }
    announcement.textContent = scope === undefined ? (words.scope_whole ?? '') : text;
  }

  /** The template with the scope's name and numbers; rows and groups without any are left out. @param {HTMLTemplateElement} template @param {Scope} scope */
  function panelOf(template, scope) {
    const panel = document.importNode(template.content, true);
    const rows = new Map((scope.rows[template.dataset.panel ?? ''] ?? []).map(([index, ...cells]) => [index, cells]));
    for (const name of panel.querySelectorAll('[data-scope-name]')) name.textContent = scope.name;
    for (const cell of panel.querySelectorAll('[data-cell]')) {
      const [row = '', place = ''] = (cell.getAttribute('data-cell') ?? '').split('.');
      const cells = rows.get(Number(row));
      if (cells === undefined) cell.closest('tr')?.remove();
      else fill(cell, cells[Number(place)] ?? null, scope.of);
    }
    for (const body of panel.querySelectorAll('tbody')) if (body.querySelector('[data-cell]') === null) body.remove();
    if (rows.size > 0) return panel;
    const nothing = document.createElement('p');
    nothing.className = 'missing';
    nothing.textContent = words.scope_nothing ?? '';
    return nothing;
  }

  /** One form of the cell stays, its slots filled in order. @param {Element} cell @param {Cell} content @param {string} of */
  function fill(cell, content, of) {
    if (content === null) {
      const dash = document.createElement('span');
      dash.className = 'none';
      dash.textContent = '—';
      return cell.replaceChildren(dash);
    }
    const [first] = content;
    const form = typeof first === 'string' ? first : 'value';
    const numbers = content.filter((part) => typeof part !== 'string');
    for (const other of cell.querySelectorAll('[data-form]')) if (other.getAttribute('data-form') !== form) other.remove();
    [...cell.querySelectorAll('[data-slot], [data-slot-source]')].forEach((slot, index) => {
      const number = numbers[index];
      if (number !== undefined) slot.replaceWith(numberOf(slot, number, of));
    });
  }

  /** A number with the id of its figure, for the card. @param {Element} slot @param {Filled} number @param {string} of */
  function numberOf(slot, number, of) {
    const [value, text] = typeof number === 'number' ? [number, String(number)] : number;
    const made = document.createElement('data');
    made.value = String(value);
    made.textContent = text;
    const figure = slot.getAttribute('data-slot');
    if (figure !== null) made.dataset.figure = figure + of;
    else made.dataset.source = (slot.getAttribute('data-slot-source') ?? '') + of;
    return made;
  }
})();
