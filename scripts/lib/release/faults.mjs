/** What would be wrong with a release, as sentences; none: nothing. Pure. */

/** The same number wherever a version is written. */
export const versionFaults = ({ version, ...others }) => [
  ...(/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) ? [] : [`${version} is no version`]),
  ...Object.entries(others)
    .filter(([, other]) => other !== version)
    .map(([where, other]) => `package.json says ${version}, ${where} ${other}`),
];

/** For a release the version has a heading with its date, and something below it. */
export function changelogFaults(text, version, released) {
  const sections = new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.split('\n')[0].trim(), part.split('\n').slice(1).join('\n').trim()]),
  );
  const heading = released
    ? [...sections.keys()].find((one) => one.includes(version) && /\d{4}-\d{2}-\d{2}/.test(one))
    : [...sections.keys()].find((one) => one === 'Unreleased' || one.includes(version));
  if (!heading) {
    return [`no heading for ${version}${released ? ' with its date' : ''} in CHANGELOG.md`];
  }
  return sections.get(heading) ? [] : [`nothing stands below "${heading}" in CHANGELOG.md`];
}

/** Bytes. Growing beyond them is a decision, and this line is where it is made. */
export const SIZES = { download: 160_000_000, unpacked: 420_000_000 };

export const sizeFaults = (kind, bytes, most = SIZES[kind]) =>
  bytes <= most ? [] : [`${bytes} bytes, more than ${most}`];

/** `since`: commits to what people see, after the last one to the pictures of the docs. */
export const pictureFaults = (since) =>
  since === 0 ? [] : [`the app’s face has changed ${since} times since: npm run screenshots`];

/** The fallback Electron is old and another app's: for tests only. */
export const runtimeFaults = ({ electron, fallback }, wanted) => [
  ...(fallback ? [`Electron ${electron} is the fallback for tests`] : []),
  ...(electron === wanted ? [] : [`Electron ${electron}, package.json names ${wanted}`]),
];
