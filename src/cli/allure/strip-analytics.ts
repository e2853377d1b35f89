import { readFileSync, writeFileSync } from 'node:fs';

/** Two scripts beside each other: one that is fetched, and one that hands the report's id to it. */
const ANALYTICS =
  /<script[^>]*\bsrc="https:\/\/www\.googletagmanager\.com\/[^"]*"[^>]*>\s*<\/script>\s*(<script>(?:(?!<\/script>)[\s\S])*\bgtag\((?:(?!<\/script>)[\s\S])*<\/script>)?/g;

/** Takes out what Allure puts into its reports to tell its makers of every reader. A report of a run fetches nothing. */
export function stripAnalytics(html: string): void {
  const text = readFileSync(html, 'utf8');
  writeFileSync(html, text.replace(ANALYTICS, ''));
}
