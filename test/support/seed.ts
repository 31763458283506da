/** Random tests draw the same cases each time, unless a person asks for others by SEED: a red run can be repeated. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_261_121) });
