/**
 * What a mark of a drawing says of itself, where it is pointed at. The drawings of trends and the like take the focus, and
 * the arrow keys go from mark to mark. Escape closes the tip, which stays while the pointer is on it (WCAG 1.4.13); the
 * same is said in the tables.
 */
(() => {
  /** @type {Record<string, string>} */
  const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}');
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.id = 'mark-tip';
  tip.hidden = true;
  tip.setAttribute('role', 'tooltip');
  document.body.append(tip);

  /** Pixels around a mark that still mean it. */
  const reach = 12;
  /** @type {Element | null} */
  let shown = null;
  /** The mark whose tip was closed with Escape. @type {Element | null} */
  let dismissed = null;
  let timer = 0;

  for (const drawing of document.querySelectorAll('.chart svg')) makeReachable(drawing);

  document.addEventListener('pointermove', (event) => {
    const mark = markAt(event);
    if (mark !== dismissed) dismissed = null;
    if (mark !== null && mark !== dismissed) show(mark);
    else if (mark === null && event.target instanceof Node && tip.contains(event.target)) clearTimeout(timer);
    else if (!isOfKeyboard()) hideSoon();
  });

  document.addEventListener('pointerdown', (event) => {
    const mark = markAt(event);
    if (mark !== null) show(mark);
    else if (!(event.target instanceof Node && tip.contains(event.target))) hide();
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || shown === null) return;
    dismissed = shown;
    hide();
  });
  // What the keyboard asked for stays beside its mark: the focus itself may have moved the page, and tells of it late.
  document.addEventListener(
    'scroll',
    () => {
      if (isOfKeyboard()) moveTip();
      else hide();
    },
    { capture: true, passive: true },
  );

  /** @param {Element} drawing */
  function makeReachable(drawing) {
    const marks = [...drawing.querySelectorAll('[data-mark]')];
    if (!(drawing instanceof SVGElement) || marks.length < 2) return;
    const ordered = marks.sort((one, other) => middle(one).x - middle(other).x);
    let place = ordered.length - 1;
    drawing.setAttribute('tabindex', '0');
    drawing.setAttribute('aria-description', words.drawing ?? '');
    drawing.addEventListener('focus', () => {
      if (drawing.matches(':focus-visible')) announce(ordered[place]);
    });
    drawing.addEventListener('blur', hide);
    drawing.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      place = Math.max(0, Math.min(ordered.length - 1, place + step));
      announce(ordered[place]);
    });
  }

  /** Whether the mark is of the drawing that has the focus. */
  function isOfKeyboard() {
    return shown?.closest('svg') === document.activeElement;
  }

  /** Shown and, as the keyboard asked for it, read aloud. @param {Element | undefined} mark */
  function announce(mark) {
    if (mark === undefined) return;
    tip.setAttribute('aria-live', 'polite');
    show(mark);
  }

  /** The mark under the pointer, else the nearest of its drawing within reach. @param {PointerEvent} event */
  function markAt(event) {
    const target = event.target instanceof Element ? event.target : null;
    const under = target?.closest('[data-mark]') ?? null;
    const drawing = target?.closest('svg') ?? null;
    if (under !== null || drawing === null) return under;
    const near = [...drawing.querySelectorAll('[data-mark]')]
      .map((mark) => ({ mark, distance: distanceTo(mark.getBoundingClientRect(), event) }))
      .sort((one, other) => one.distance - other.distance)[0];
    return near !== undefined && near.distance <= reach ? near.mark : null;
  }

  /** @param {DOMRect} box @param {PointerEvent} event */
  function distanceTo(box, { clientX, clientY }) {
    const aside = Math.max(box.left - clientX, 0, clientX - box.right);
    return Math.hypot(aside, Math.max(box.top - clientY, 0, clientY - box.bottom));
  }

  /** @param {Element} mark */
  function middle(mark) {
    const box = mark.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top };
  }

  /** @param {Element} mark */
  function show(mark) {
    clearTimeout(timer);
    if (mark === shown) return;
    shown = mark;
    tip.textContent = mark.getAttribute('data-mark');
    tip.hidden = false;
    moveTip();
  }

  function moveTip() {
    if (shown === null) return;
    // Touching the mark, so that the pointer comes onto the tip without leaving both.
    const box = shown.getBoundingClientRect();
    const { width, height } = tip.getBoundingClientRect();
    const left = box.left + box.width / 2 - width / 2;
    tip.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`;
    tip.style.top = `${box.top - height >= 8 ? box.top - height : box.bottom}px`;
  }

  /** Leaves the time to cross from the mark to the tip. */
  function hideSoon() {
    clearTimeout(timer);
    if (shown !== null) timer = setTimeout(hide, 300);
  }

  function hide() {
    clearTimeout(timer);
    shown = null;
    tip.hidden = true;
    tip.removeAttribute('aria-live');
  }
})();
