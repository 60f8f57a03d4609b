/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LICENCES } from './licences';

it.each(LICENCES)('%s is here, under the licence that is named', (name, licence) => {
  const file = join(import.meta.dirname, '../../../node_modules', name, 'package.json');
  expect(JSON.parse(readFileSync(file, 'utf8')).license).toBe(licence);
});
