import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a command on this terminal and answers with the exit code to pass on.
 *
 * On Ctrl-C the terminal itself tells the whole foreground group, so the child hears of it without us; we only have to
 * outlive it. Other signals reach this process alone and are handed on.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const outlive = () => undefined;
    const handOn = (signal) => child.kill(signal);
    process.on('SIGINT', outlive);
    process.on('SIGTERM', handOn);
    process.on('SIGHUP', handOn);
    const settle = () => {
      process.off('SIGINT', outlive);
      process.off('SIGTERM', handOn);
      process.off('SIGHUP', handOn);
    };
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      settle();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
