export const FINDINGS_DATA_ID = 'plimsoll-findings';
