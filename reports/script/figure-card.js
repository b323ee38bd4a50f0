/**
 * A click on a number, or Enter where it has the focus, opens a card with its id, its definition and the command that
 * shows its rows. Numbers outside tables are reached with Tab; those of a table with Enter on it, then the arrow keys.
 */
(() => {
  /** @type {Record<string, string>} */
  const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}');
  const numbers = 'main [data-figure], main [data-source]';
  const card = document.createElement('div');
  card.className = 'card';
  card.setAttribute('popover', 'auto');
  card.setAttribute('role', 'dialog');
  card.setAttribute('aria-label', words.card ?? '');
  document.body.append(card);
  document.documentElement.classList.add('scripted');

  /** @type {HTMLElement | null} */
  let opener = null;

  for (const number of document.querySelectorAll(numbers)) {
    if (number.closest('.scroll, summary, a') === null) makeReachable(number, 0);
  }

  document.addEventListener('click', (event) => {
    const number = event.target instanceof Element ? event.target.closest(numbers) : null;
    if (number instanceof HTMLElement && number.closest('summary, a, button') === null) openCard(number);
  });

  document.addEventListener('keydown', (event) => {
    const place = document.activeElement;
    if (!(place instanceof HTMLElement)) return;
    if (place.matches('.scroll') && event.key === 'Enter') return moveTo(place, 0, event);
    if (!place.matches(numbers)) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      openCard(place);
    }
    const table = place.closest('.scroll');
    if (!(table instanceof HTMLElement)) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined) moveTo(table, [...table.querySelectorAll(numbers)].indexOf(place) + step, event);
    if (event.key === 'Escape') table.focus();
  });

  card.addEventListener('toggle', () => {
    if (!card.matches(':popover-open') && card.contains(document.activeElement)) opener?.focus();
  });

  /** @param {HTMLElement} table @param {number} index @param {KeyboardEvent} event */
  function moveTo(table, index, event) {
    const number = [...table.querySelectorAll(numbers)][index];
    if (!(number instanceof HTMLElement)) return;
    event.preventDefault();
    makeReachable(number, -1);
    number.focus();
  }

  /** @param {Element} number @param {number} tabIndex */
  function makeReachable(number, tabIndex) {
    number.setAttribute('tabindex', String(tabIndex));
    number.setAttribute('role', 'button');
    number.setAttribute('aria-haspopup', 'dialog');
  }

  /** @param {HTMLElement} number */
  function openCard(number) {
    const id = number.dataset.figure ?? number.dataset.source ?? '';
    const period = number.dataset.period ?? words.period ?? '';
    opener = number;
    card.replaceChildren(
      element('p', 'card-value', `${number.textContent ?? ''}${number.dataset.period ? ` · ${period}` : ''}`),
      ...copied(id, words.copy_id ?? ''),
      ...definitionsOf(id).map((text) => element('p', 'card-text', text)),
      ...commandOf(number, id, period),
    );
    card.showPopover();
    place(number.getBoundingClientRect());
    card.querySelector('button')?.focus();
  }

  /** The command that shows the rows of what figures.json holds. @param {HTMLElement} number @param {string} id @param {string} period */
  function commandOf(number, id, period) {
    if (number.dataset.figure === undefined) return [];
    const quoted = /^[\w.]+$/.test(id) ? id : `"${id.replace(/["\\$`]/g, '\\$&')}"`;
    return copied(`fieldreview explain ${quoted} --period ${period} --out OUT`, words.copy_command ?? '');
  }

  /** Text in code with a button that copies it. @param {string} text @param {string} label */
  function copied(text, label) {
    const button = element('button', '', label);
    button.setAttribute('type', 'button');
    const line = element('p', 'card-code', '');
    const code = element('code', '', shown(text));
    button.addEventListener('click', () => copy(text, code).then(() => button.replaceChildren(words.copied ?? '')));
    line.append(code, button);
    return [line];
  }

  /** Characters that turn the direction of the text after them are written out, as on the page. @param {string} text */
  function shown(text) {
    return text.replace(/[\u202A-\u202E\u2066-\u2069]/g, (character) => `[U+${character.charCodeAt(0).toString(16).toUpperCase()}]`);
  }

  /** A page opened from mail may not use the clipboard: then the text is selected. @param {string} text @param {HTMLElement} code */
  async function copy(text, code) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection()?.selectAllChildren(code);
      document.execCommand('copy');
    }
  }

  /** The definitions on the page whose family, `*` standing for one part, is that of the id. @param {string} id */
  function definitionsOf(id) {
    const plain = id.split('[')[0] ?? '';
    const fits = (/** @type {string} */ family) =>
      new RegExp(`^${family.split('.').map(part).join('\\.')}$`).test(family.startsWith('tables.') ? plain.replace(/\..*\./, '.') : plain);
    return [...document.querySelectorAll('[data-family]')]
      .filter((entry) => {
        const family = entry.getAttribute('data-family') ?? '';
        return fits(family) || plain.startsWith(`${family}.`) || plain === family;
      })
      .map((entry) => entry.querySelector('dd')?.textContent ?? '');
  }

  /** @param {string} name */
  function part(name) {
    return name === '*' ? '[^.]+' : name.replace(/[^\w]/g, '\\$&');
  }

  /** Beside the number where there is room; the stylesheet puts it at the foot of a narrow window. @param {DOMRect} box */
  function place(box) {
    const { width, height } = card.getBoundingClientRect();
    const isBelow = box.bottom + height + 8 < innerHeight;
    card.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8))}px`;
    card.style.top = `${isBelow ? box.bottom + 4 : Math.max(8, box.top - height - 4)}px`;
  }

  /** @param {string} tag @param {string} className @param {string} text */
  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className !== '') made.className = className;
    made.textContent = text;
    return made;
  }
})();
