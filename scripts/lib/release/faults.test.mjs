import { describe, expect, it } from 'vitest';
import { fusesFor } from '../../../packaging/builder/fuses.mjs';
import {
  changelogFaults,
  pictureFaults,
  runtimeFaults,
  sizeFaults,
  versionFaults,
} from './faults.mjs';
import { fuseFaults } from './fuses.mjs';

describe('what is wrong with a release', () => {
  it('pictures of how it looked before', () => {
    expect(pictureFaults(0)).toEqual([]);
    expect(pictureFaults(3)).toHaveLength(1);
  });

  it('a version that is not the same everywhere', () => {
    expect(versionFaults({ version: '1.2.3', lock: '1.2.3', server: '1.2.3' })).toEqual([]);
    expect(versionFaults({ version: '1.2.3', lock: '1.2.2' })).toEqual([
      'package.json says 1.2.3, lock 1.2.2',
    ]);
    expect(versionFaults({ version: 'next' })).toHaveLength(1);
  });

  it('a changelog without this version, without a date, or with nothing in it', () => {
    const text = '# Changes\n\n## 1.2.3 (2026-11-21)\n\n- better\n\n## 1.2.2\n\n- good\n';
    expect(changelogFaults(text, '1.2.3', true)).toEqual([]);
    expect(changelogFaults(text, '1.2.2', true)).toHaveLength(1);
    expect(changelogFaults(text, '1.2.4', false)).toHaveLength(1);
    expect(changelogFaults('## Unreleased\n\n## 1.0.0\n', '1.2.4', false)).toEqual([
      'nothing stands below "Unreleased" in CHANGELOG.md',
    ]);
  });

  it('a switch that is not as it should be; a test build may be looked into', () => {
    const release = fusesFor({ inspectable: false });
    const tested = fusesFor({ inspectable: true });
    expect(fuseFaults(release, { released: true })).toEqual([]);
    expect(fuseFaults(tested, { released: false })).toEqual([]);
    expect(fuseFaults(tested, { released: true })).toHaveLength(1);
    expect(fuseFaults({ ...release, runAsNode: true }, { released: false })).toEqual([
      'runAsNode is on, and should be off',
    ]);
    expect(fuseFaults({ ...release, onlyLoadAppFromAsar: null }, { released: true })).toHaveLength(
      1,
    );
  });

  it('an Electron that is not the one of package.json', () => {
    expect(runtimeFaults({ electron: '45.4.1', fallback: false }, '45.4.1')).toEqual([]);
    expect(runtimeFaults({ electron: '33.2.1', fallback: true }, '45.4.1')).toHaveLength(2);
  });

  it('a package that has grown', () => {
    expect(sizeFaults('download', 100_000_000)).toEqual([]);
    expect(sizeFaults('download', 1_000_000_000)).toHaveLength(1);
  });
});
