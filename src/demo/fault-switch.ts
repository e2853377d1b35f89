import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJsonBody } from './read-json-body.js';

/** What a server answers at once in place of its work, for tests of how failures are told. */
export const FAULTS = ['none', 'http_500', 'html'] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultSwitch {
  /** Counts one request; when it is due a fault, answers it and returns true. */
  answered(response: ServerResponse): boolean;
  /** `POST /__control {fault, afterRequests?}`: from then on, once so many further requests were served well. */
  control(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function createFaultSwitch(initial: Fault): FaultSwitch {
  let fault = initial;
  let spared = 0;
  return {
    answered(response) {
      if (fault === 'none') return false;
      if (spared > 0) {
        spared -= 1;
        return false;
      }
      if (fault === 'http_500') {
        respondJson(response, 500, { error: { message: 'scripted fault', type: 'server_error' } });
      } else {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        response.end('<!doctype html><title>Sign in</title><h1>Sign in</h1>');
      }
      return true;
    },
    async control(request, response) {
      const body = await readJsonBody(request);
      const asked = FAULTS.find((name) => name === body.fault);
      const afterRequests = body.afterRequests ?? 0;
      if (asked === undefined || typeof afterRequests !== 'number' || !(afterRequests >= 0)) {
        const message = `fault must be one of ${FAULTS.join(', ')}; afterRequests a number from 0 up`;
        respondJson(response, 400, { error: { message } });
        return;
      }
      fault = asked;
      spared = afterRequests;
      respondJson(response, 200, { fault, afterRequests });
    },
  };
}

export function respondJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
