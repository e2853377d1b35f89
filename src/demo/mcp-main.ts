import { startMcpServer } from './mcp-server.js';
import { runAsProcess } from './run-as-process.js';

await runAsProcess(startMcpServer);
