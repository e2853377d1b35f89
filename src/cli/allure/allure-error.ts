import { PlimsollError, type PlimsollErrorOptions } from '../../model/plimsoll-error.js';

/** What stops an Allure report from being built: there is nothing to report on, or nothing to build it with. */
export class AllureError extends PlimsollError {
  declare readonly code: 'E_NO_RUN' | 'E_NO_ALLURE_RESULTS' | 'E_NO_ALLURE' | 'E_ALLURE_FAILED';

  constructor(code: AllureError['code'], why: string, hint: string, options: PlimsollErrorOptions = {}) {
    super(code, `Failed to build an Allure report: ${why}`, hint, options);
  }
}
