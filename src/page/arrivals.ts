/** [host monotonic ms, units so far], both rising: bytes of a body, or messages of a socket, and when they came. */
export type Arrivals = readonly (readonly [number, number])[];
