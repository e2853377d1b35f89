import { bareUrl } from './bare-url.js';

const ADDRESS = /\bhttps?:\/\/[^\s"'<>`]+/gi;

/** A text whose addresses have lost their credentials, query strings and fragments. */
export const bareAddresses = (text: string): string =>
  text.replace(ADDRESS, (address) => (URL.canParse(address) ? bareUrl(address) : '(an address)'));
