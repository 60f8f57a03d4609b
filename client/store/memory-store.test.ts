import { describe } from 'vitest';
import { openMemoryStore } from './memory-store';
import { storeContract } from './store.contract';

describe('memory store', () => storeContract(openMemoryStore));
