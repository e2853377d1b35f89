/**
 * Ties a process of ours to the one that started it: Ctrl-C is left to the runner, and when stdin ends, because the
 * parent ended it or is gone, `end` is called; the process is gone within `graceMs` whatever `end` does.
 */
export function liveWithParent(end: () => Promise<void>, graceMs = 2500): void {
  process.on('SIGINT', () => undefined);
  let ending = false;
  const finish = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.stdin.on('end', finish).on('close', finish).on('error', finish);
  process.stdin.resume();
  process.on('disconnect', finish);
}
