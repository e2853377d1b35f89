import { startModelServer } from './model-server.js';
import { runAsProcess } from './run-as-process.js';

await runAsProcess(startModelServer);
