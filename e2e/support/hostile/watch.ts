/**
 * Everything by which a text could do something: the page's elements and attributes, its requests,
 * dialogs, errors and refusals, its calls to the app, and how long it stood still.
 */
import type { ElectronApplication, Page } from '@playwright/test';

export interface Seen {
  /** Elements and attributes in lines that no text makes, e.g. `img`, `p[onclick]`. */
  strange: string[];
  /** Where links lead, other than to http, https and mailto. */
  links: string[];
  /** Seqs of the messages that were drawn. */
  drawn: number[];
  /** The most elements that one line was made of. */
  elements: number;
  /** What the page's policy refused. */
  refused: string[];
  /** ms in which the page did nothing else at a time: the longest, and how often more than 50. */
  longest: number;
  long: number;
}

const TAGS =
  'li div span bdi p br hr strong em del code pre blockquote ul ol a mark table thead tbody tr th td button time section header h2 h3 dl dt dd';
const DRAWING = 'svg g path rect circle line polyline polygon ellipse';
const ATTRIBUTES =
  'class id role title type dir start href rel draggable tabindex inert datetime disabled hidden';

/** In the page: looks at each line when it comes, and at what changes in it. */
const look = ([tags, drawing, attributes]: readonly [string, string, string]) => {
  const known = new Set(`${tags} ${drawing}`.split(' '));
  const drawn = new Set(drawing.split(' '));
  const plain = new Set(attributes.split(' '));
  // Where a line stands, how its columns are aligned, how far something has come.
  const styled = new Set(['li', 'th', 'td', 'div', 'span', 'button']);
  const strange = new Set<string>();
  const links = new Set<string>();
  const seqs = new Set<number>();
  const seen = { elements: 0, refused: [] as string[], longest: 0, long: 0 };

  const fits = (tag: string, name: string): boolean =>
    plain.has(name) ||
    name.startsWith('aria-') ||
    name.startsWith('data-') ||
    (name === 'style' && styled.has(tag)) ||
    (drawn.has(tag) && !name.startsWith('on') && !name.includes('href'));
  const inspect = (element: Element) => {
    const tag = element.localName;
    if (!known.has(tag)) strange.add(tag);
    for (const { name, value } of element.attributes) {
      if (!fits(tag, name)) strange.add(`${tag}[${name}]`);
      if (name === 'href' && !/^(https?|mailto):/.test(value)) links.add(value);
      if (name === 'style' && /url|expression|image/i.test(value)) strange.add(`${tag}[${value}]`);
    }
  };
  const visit = (root: Element) => {
    for (const element of [root, ...root.querySelectorAll('*')])
      if (element.closest('li[data-index]')) inspect(element);
    for (const line of root.querySelectorAll('li[data-index]')) weigh(line);
    const line = root.closest('li[data-index]');
    if (line) weigh(line);
  };
  const weigh = (line: Element) => {
    if (line instanceof HTMLElement && line.dataset.kind === 'message')
      seqs.add(Number(line.dataset.seq));
    seen.elements = Math.max(seen.elements, line.getElementsByTagName('*').length);
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes) {
      if (type === 'attributes' && target instanceof Element && target.closest('li[data-index]'))
        inspect(target);
      for (const node of addedNodes) if (node instanceof Element) visit(node);
    }
  }).observe(document, { childList: true, subtree: true, attributes: true });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    seen.refused.push(`${effectiveDirective} ${blockedURI}`),
  );
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      seen.longest = Math.max(seen.longest, duration);
      seen.long += 1;
    }
  }).observe({ type: 'longtask' });
  Object.assign(window, {
    seenLines: (): Seen => ({
      ...seen,
      strange: [...strange],
      links: [...links],
      drawn: [...seqs],
    }),
  });
};

export interface Watch {
  seen(): Promise<Seen>;
  /** What left the page, or wanted to: addresses, dialogs, errors, navigations, windows. */
  readonly events: string[];
  /** Calls of pages to the app since this began, or was last asked, by name. */
  calls(): Promise<string[]>;
}

type Witnessed = { sarangbangWitness: { calls: Record<string, number> } };

export async function watch(app: ElectronApplication, page: Page): Promise<Watch> {
  const events: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('app://sarangbang/')) events.push(`request ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    events.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (said) => {
    if (said.type() === 'error') events.push(`console ${said.text()}`);
  });
  page.on('pageerror', (error) => events.push(`error ${error.message}`));
  page.on('framenavigated', (frame) => events.push(`navigation ${frame.url()}`));
  page.on('frameattached', () => events.push('frame'));
  page.on('crash', () => events.push('crash'));
  app.on('window', (opened) => events.push(`window ${opened.url()}`));
  await page.evaluate(look, [TAGS, DRAWING, ATTRIBUTES] as const);
  const counted = () =>
    app.evaluate(() => (globalThis as unknown as Witnessed).sarangbangWitness.calls);
  let before = await counted();
  return {
    events,
    seen: () => page.evaluate(() => (window as unknown as { seenLines(): Seen }).seenLines()),
    calls: async () => {
      const now = await counted();
      const more = Object.keys(now).filter((name) => now[name] !== before[name]);
      before = now;
      return more.sort();
    },
  };
}
