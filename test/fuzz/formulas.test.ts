/** With the engine for expressions that n8n-core falls back on. */
import { testFormulas } from './formulas.kit.ts';

testFormulas('legacy');
