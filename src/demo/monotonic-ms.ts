/** The host's monotonic clock in milliseconds: absolute, so comparable between processes of one host. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
