/** With the engine for expressions that n8n has by default. */
import { beforeAll } from 'vitest';

import { startExpressions } from '../support/expressions.ts';
import { testFormulas } from './formulas.kit.ts';

beforeAll(startExpressions);

testFormulas('vm');
