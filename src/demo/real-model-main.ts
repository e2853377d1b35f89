import { startRealModelServer } from './real-model-server.js';
import { runAsProcess } from './run-as-process.js';

await runAsProcess(startRealModelServer);
