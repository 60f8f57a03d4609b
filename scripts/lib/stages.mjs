import { existsSync, readFileSync } from 'node:fs';

/** `{ passed, failed, skipped, failures }` of vitest's and Playwright's JSON reports. */
export function countVitest(file) {
  if (!existsSync(file)) return NO_REPORT;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [failure(name, message)];
    return failed.map((test) =>
      failure(`${name.split('/').slice(-2).join('/')}: ${test.fullName}`, test.failureMessages[0]),
    );
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + (report.success || report.numFailedTests > 0 ? 0 : 1),
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures,
  };
}

export function countPlaywright(file) {
  if (!existsSync(file)) return NO_REPORT;
  const { stats, errors = [], suites } = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [
      ...errors.map(({ message }) => failure('end to end', message)),
      ...suites.flatMap((suite) => playwrightFailures(suite, [])),
    ],
  };
}

/** A runner that ended badly without naming a failed test (killed, or nothing found) failed too. */
export const counted = (code, counts) =>
  code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

const NO_REPORT = { passed: 0, failed: 1, skipped: 0, failures: [] };

function playwrightFailures({ title, specs = [], suites = [] }, path) {
  const here = [...path, title];
  return [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ title: name, tests }) => {
        const error = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))[0];
        return failure([...here, name].join(' › '), error?.message);
      }),
    ...suites.flatMap((suite) => playwrightFailures(suite, here)),
  ];
}

/** A name, and what was said about it: enough to know where to look when the rest scrolled away. */
function failure(name, message = '') {
  const lines = message.replace(COLOURS, '').split('\n').filter(Boolean).slice(0, MESSAGE_LINES);
  return [name, ...lines.map((line) => `    ${line}`)].join('\n');
}

const MESSAGE_LINES = 12;
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with one
const COLOURS = /\u001b\[[0-9;]*m/g;
