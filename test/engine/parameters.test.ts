/** With the engine for expressions that n8n-core falls back on. */
import { testReading } from './parameters.kit.ts';

testReading(700);
