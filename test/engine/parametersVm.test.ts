/** With the engine for expressions that n8n has by default. */
import { beforeAll } from 'vitest';

import { startExpressions } from '../support/expressions.ts';
import { testReading } from './parameters.kit.ts';

beforeAll(startExpressions);

testReading(150);
