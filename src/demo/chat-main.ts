import { type ChatServerOptions, startChatServer } from './chat-server.js';
import { runAsProcess } from './run-as-process.js';

// The key comes from the environment: arguments are readable by every user of the machine.
await runAsProcess((options: ChatServerOptions) =>
  startChatServer({ ...options, modelApiKey: process.env.MODEL_API_KEY }),
);
