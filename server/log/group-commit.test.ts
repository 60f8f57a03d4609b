import { afterEach, describe, expect, it, vi } from 'vitest';
import { GroupCommit } from './group-commit';
import type { CommitPace } from './log';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function committing(pace: Partial<CommitPace>) {
  const commits: string[][] = [];
  const group = new GroupCommit<string>({
    write: (items) => void commits.push([...items]),
    committed() {},
    failed() {},
  });
  group.pace = { busy: () => true, waitMs: () => 0, gatherMs: () => 1_000_000, ...pace };
  return { commits, group };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('commits of a busy server', () => {
  it('take along what comes in the turns that follow at once', async () => {
    const { commits, group } = committing({});
    const first = group.stage('a');
    for (const text of ['b', 'c', 'd']) {
      await turn();
      group.stage(text);
    }
    await first;
    expect(commits).toEqual([['a', 'b', 'c', 'd']]);
  });

  it('come when their time is up, however much goes on coming', async () => {
    const { commits, group } = committing({ gatherMs: () => 8 });
    const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    const first = group.stage('first');
    for (let i = 0; i < 20; i += 1) {
      await turn();
      group.stage(`${i}`);
    }
    expect(commits).toEqual([]);
    now.mockReturnValue(1_008);
    group.stage('last');
    await first;
    expect(commits[0]).toContain('last');
    await group.drain();
  });

  it('come with the turn that brought them when it is quiet', async () => {
    const { commits, group } = committing({ busy: () => false });
    const first = group.stage('a');
    group.stage('b');
    await first;
    await turn();
    await group.stage('c');
    expect(commits).toEqual([['a', 'b'], ['c']]);
  });
});
