import { logContract } from './log.contract';
import { createMemoryLog } from './memory-log';

const failing = () => {
  throw new Error('no space left');
};

logContract('the memory log', () => {
  let broken = false;
  const log = createMemoryLog({ disk: () => (broken ? failing() : undefined) });
  return {
    log,
    fail: () => {
      broken = true;
    },
    heal: () => {
      broken = false;
    },
    clean: () => {},
  };
});

logContract('a log with a slow disk', () => {
  let broken = false;
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const log = createMemoryLog({ disk: () => turn().then(() => (broken ? failing() : undefined)) });
  return {
    log,
    fail: () => {
      broken = true;
    },
    heal: () => {
      broken = false;
    },
    clean: () => {},
  };
});
