/** What Allure reads, as far as a run has something to say. Times are wall-clock milliseconds since 1970. */
export type AllureStatus = 'passed' | 'failed' | 'broken' | 'skipped';

export interface AllureParameter {
  readonly name: string;
  readonly value: string;
  /** What Allure tells runs of a result apart by is its id and its parameters: measured values are none of that. */
  readonly excluded?: true;
}

export interface AllureAttachment {
  readonly name: string;
  /** File name beside the result; must end in `-attachment` and an extension. */
  readonly source: string;
  readonly type: string;
}

export interface AllureStep {
  readonly name: string;
  readonly status: AllureStatus;
  readonly stage: 'finished';
  readonly start?: number | undefined;
  readonly stop?: number | undefined;
  readonly statusDetails?: { readonly message: string } | undefined;
  readonly parameters: readonly AllureParameter[];
  readonly steps: readonly AllureStep[];
  readonly attachments: readonly AllureAttachment[];
}

export interface AllureResult extends AllureStep {
  readonly uuid: string;
  readonly historyId: string;
  readonly testCaseId: string;
  readonly fullName: string;
  readonly titlePath: readonly string[];
  readonly description?: string | undefined;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly links: readonly never[];
}
