/** Marks in the contents rail the section that is being read. */
(() => {
  const rail = document.querySelector('.rail');
  if (rail === null) return;
  const links = new Map([...rail.querySelectorAll('a')].map((link) => [link.getAttribute('href')?.slice(1) ?? '', link]));
  const watcher = new IntersectionObserver(
    (entries) => {
      const read = entries.find((entry) => entry.isIntersecting);
      if (read === undefined) return;
      for (const link of links.values()) link.removeAttribute('aria-current');
      links.get(read.target.id)?.setAttribute('aria-current', 'true');
    },
    // A section is read while it crosses the upper third of the window.
    { rootMargin: '-20% 0px -70% 0px' },
  );
  for (const section of document.querySelectorAll('section.part')) watcher.observe(section);
})();
