/** What a designer would wince at, as far as a program can see it. */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { root } from './launch';

/** Whether every screen is looked at, and not the few of a test run. */
const everything = Boolean(process.env.SARANGBANG_SCREENSHOTS);
const pictures = path.join(root, 'out', 'screens');
/** The pictures that the README shows; `npm run screenshots` renews them. */
const SHOWN =
  /^(main-(ko-light|en-dark)|welcome-(en-dark|ko-light)|(find|everybody)-ko-light|projector-ko-dark)$/;
const shown = path.join(root, 'docs', 'screenshots');

/**
 * Texts cut without an ellipsis, Korean words broken in two, things outside the window, buttons over
 * each other.
 */
const flawsOf = (byWord: boolean) => {
  const flaws: string[] = [];
  const describe = (element: Element) =>
    `${element.tagName.toLowerCase()} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
  const visible = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !element.closest('[inert], .sr-only');
  if (document.documentElement.scrollWidth > innerWidth + 1)
    flaws.push('the page scrolls sideways');
  for (const element of byWord ? document.querySelectorAll('div, main, section') : [])
    if (element.scrollLeft !== 0 && getComputedStyle(element).overflowX === 'hidden')
      flaws.push(`shifted: ${element.className}`);
  for (const element of document.querySelectorAll('button, h1, h2, h3, label, a, p, span, time')) {
    if (!visible(element) || element.children.length > 0 || !element.textContent?.trim()) continue;
    const style = getComputedStyle(element);
    if (style.textOverflow === 'ellipsis') continue;
    const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
    if (
      clips &&
      (element.scrollWidth > element.clientWidth + 1 ||
        element.scrollHeight > element.clientHeight + 2)
    ) {
      flaws.push(`cut: ${describe(element)}`);
    }
  }
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = byWord ? words.nextNode() : null; text; text = words.nextNode()) {
    const around = text.parentElement;
    if (!around || !/[가-힣]/.test(text.nodeValue ?? '') || !visible(around)) continue;
    const { bottom, top: start } = around.getBoundingClientRect();
    if (bottom < 0 || start > innerHeight) continue;
    for (const { index, 0: word } of (text.nodeValue ?? '').matchAll(/[가-힣]{2,}/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
      const room = (around.closest('p, li, div, label, button, h1, h2, h3') ?? around).clientWidth;
      const wide = lines.reduce((sum, { width }) => sum + width, 0);
      if (lines.length > 1 && wide < room && new Set(lines.map(({ top: y }) => y)).size > 1)
        flaws.push(`broken: "${word}" of ${describe(around)}`);
    }
  }
  const top = document.querySelector('[role="dialog"], [role="alertdialog"]') ?? document.body;
  const buttons = [...top.querySelectorAll('button, input, textarea')].filter(visible);
  for (const [i, one] of buttons.entries()) {
    const a = one.getBoundingClientRect();
    if (a.width === 0 || a.height === 0) continue;
    if (a.right > innerWidth + 1 || a.left < -1) flaws.push(`outside: ${describe(one)}`);
    for (const other of buttons.slice(i + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const b = other.getBoundingClientRect();
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const fixed = [one, other].some((element) => {
        for (let at: Element | null = element; at; at = at.parentElement) {
          if (/absolute|fixed|sticky/.test(getComputedStyle(at).position)) return true;
        }
        return false;
      });
      if (width > 2 && height > 2 && !fixed)
        flaws.push(`overlap: ${describe(one)} and ${describe(other)}`);
    }
  }
  return flaws;
};

/** A note may fade away while axe looks at it: what is gone by then was on its way out of sight. */
const stillShown = (targets: string[]): string[] =>
  targets.filter((target) => {
    try {
      const element = document.querySelector(target);
      return element !== null && element.closest('[data-ending-style]') === null;
    } catch {
      return true; // a path through frames or shadows: not ours to look up
    }
  });

/** Longer than any transition of the app. */
const TRANSITIONS_MS = 3000;

/**
 * Takes the picture, then asks axe and the layout check. The unseen marks at both ends of a menu
 * that send the focus on are not asked about.
 */
export async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  // transitions end before the picture; one that was taken out of the page meanwhile never does
  await page.evaluate(
    (most) =>
      Promise.race([
        Promise.all(
          document
            .getAnimations()
            .filter(
              (animation) =>
                animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY,
            )
            .map((animation) => animation.finished.catch(() => {})),
        ),
        new Promise((resolve) => setTimeout(resolve, most)),
      ]),
    TRANSITIONS_MS,
  );
  mkdirSync(pictures, { recursive: true });
  const picture = path.join(pictures, `${name}.png`);
  await page.screenshot({ path: picture });
  if (everything && SHOWN.test(name)) {
    mkdirSync(shown, { recursive: true });
    copyFileSync(picture, path.join(shown, `${name}.png`));
  }
  expect.soft(await page.evaluate(flawsOf, everything), `${name}: layout`).toEqual([]);
  // `npm run screenshots -- --quick`: what is being drawn is looked at by eye only
  if (process.env.SARANGBANG_SCREENSHOTS === 'quick') return;
  const axe = new AxeBuilder({ page })
    // a note that is fading away is on its way out of sight
    .exclude('[data-ending-style]')
    .setLegacyMode()
    .exclude('[data-base-ui-focus-guard]');
  // A menu is a layer of its own, outside of the landmarks, as a dialog is; axe knows it of dialogs.
  if ((await page.getByRole('menu').count()) > 0) axe.disableRules(['region']);
  const { violations } = await axe.analyze();
  const found: string[] = [];
  for (const { id, nodes } of violations) {
    let targets = nodes.map((node) => node.target.join(' '));
    // The arrow keys go through a menu, and through what a field suggests, and scroll them: axe
    // takes that for granted where the field is an input (a combobox), and ours is a textarea.
    if (id === 'scrollable-region-focusable')
      targets = await page.evaluate(
        (all) =>
          all.filter(
            (one) => !document.querySelector(one)?.matches('[role="menu"], [role="listbox"]'),
          ),
        targets,
      );
    const there = await page.evaluate(stillShown, targets);
    if (there.length > 0) found.push(`${id}: ${there.slice(0, 3).join(' | ')}`);
  }
  expect.soft(found, `${name}: axe`).toEqual([]);
}
