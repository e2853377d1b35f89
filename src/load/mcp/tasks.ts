import type { ToolCallPlan } from '../../model/plan.js';
import type { McpTool } from '../../wire/mcp-tools.js';

/** A call with its arguments and what the tool says of them, or a tool for which some are to be made up. */
type Step = (ToolCallPlan & Pick<McpTool, 'inputSchema'>) | McpTool;

/** What each virtual user calls next. */
export interface Tasks {
  /** `task` is the same for all calls of one task. */
  next(user: number): { readonly call: Step; readonly task: string };
}

/**
 * Each user goes through one task after the other, call by call; users begin with different tasks, so that the mix is
 * there from the start.
 */
export function createTasks(tasks: readonly (readonly Step[])[]): Tasks {
  const users = new Map<number, { task: number; step: number; nth: number }>();
  let begun = 0;
  return {
    next(user) {
      let at = users.get(user);
      if (at === undefined || at.step === tasks[at.task]!.length) {
        at = { task: begun++ % tasks.length, step: 0, nth: (at?.nth ?? 0) + 1 };
        users.set(user, at);
      }
      const call = tasks[at.task]![at.step++]!;
      return { call, task: `${user}.${at.nth}` };
    },
  };
}
