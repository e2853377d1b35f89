import { resolve } from 'node:path';
import { ConfigError } from '../config/config-error.js';
import type { PlimsollOptions } from '../config/options.js';
import { readModule } from '../load/read-module.js';
import type { LoadPlan } from '../load.js';

/** What `plimsoll load` was given, a URL, a plan's file or nothing, as options. */
export async function readLoadTarget(given: string | undefined): Promise<PlimsollOptions> {
  if (given === undefined) return {};
  if (/^https?:\/\//i.test(given)) {
    if (URL.canParse(given)) return { target: { loadUrl: given } };
    throw new ConfigError(`"${given}" is no URL`, 'Give an http or https URL, or the path of a plan.');
  }
  const file = resolve(given);
  const exported = await readModule(file);
  const plan = exported.default;
  if (typeof plan !== 'object' || plan === null || Array.isArray(plan)) {
    throw new ConfigError(
      `${given} exports no plan`,
      "Write `import { loadPlan } from 'plimsoll/load'; export default loadPlan({ … });` there.",
    );
  }
  return toOptions(plan as LoadPlan, file);
}

/** Functions stay in the file: the load driver's process reads them there. */
function toOptions(plan: LoadPlan, file: string): PlimsollOptions {
  const { prompt: _asked, checks: _checked, ...data } = plan;
  const { url, dialect, model, headers, body, demo, metrics, ...options } = data;
  const target = {
    ...(url === undefined ? {} : { loadUrl: url }),
    ...(dialect === undefined ? {} : { loadDialect: dialect }),
    ...(model === undefined ? {} : { loadModel: model }),
    ...(headers === undefined || typeof headers === 'function' ? {} : { loadHeaders: { ...headers } }),
    ...(body === undefined ? {} : { loadBody: body }),
    ...(demo === undefined ? {} : { demo }),
    ...(metrics === undefined ? {} : { metrics }),
  };
  return { ...options, target, crowd: { ...options.crowd, module: file } };
}
