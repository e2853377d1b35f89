/** The metric of one check: the share of answers that it held for. The name is that of the check, whatever is in it. */
const OF_CHECK = /^checkShare\{(.+)\}$/;

export const checkMetric = (name: string): string => `checkShare{${name}}`;

/** Which check a metric is about; `undefined`: it is another metric. */
export const checkNamed = (metric: string): string | undefined => OF_CHECK.exec(metric)?.[1];
