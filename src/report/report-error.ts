import { PlimsollError } from '../model/plimsoll-error.js';

/** What stops a report from being written: its chart script is not built, or its folder takes no file. */
export class ReportError extends PlimsollError {
  declare readonly code: 'E_BUILD_MISSING' | 'E_REPORT_NOT_WRITTEN';

  constructor(code: ReportError['code'], message: string, hint: string, cause: unknown) {
    super(code, message, hint, { cause });
  }
}
