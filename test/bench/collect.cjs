/** Loaded into n8n by `--require`: SIGUSR2 makes it collect its garbage, so that each measurement begins alike. */
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => collect());
