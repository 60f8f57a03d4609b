/**
 * Imported before any schema: zod compiles objects with `new Function` where it may, and decides
 * when a schema is made. The content security policy forbids eval, so it must not even try.
 */
import { z } from 'zod';

z.config({ jitless: true });
