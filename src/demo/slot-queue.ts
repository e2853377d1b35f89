/** Worker slots with a first-come-first-served queue before them. */
export interface SlotQueue {
  /**
   * Joins. `onSlot` is called once, at once or later, when a slot is this caller's. The returned function gives up
   * the place, in the queue or in the slot, and may be called more than once.
   */
  enter(onSlot: () => void): () => void;
  busy(): number;
  waiting(): number;
}

export function createSlotQueue(slots: number): SlotQueue {
  if (!Number.isInteger(slots) || slots < 1) {
    throw new Error(`Failed to create the slot queue: slots must be a whole number from 1 up, got ${slots}`);
  }
  const queue = new Set<() => void>();
  let busy = 0;

  function admit(): void {
    for (const start of queue) {
      if (busy >= slots) return;
      queue.delete(start);
      busy += 1;
      start();
    }
  }

  return {
    enter(onSlot) {
      let place: 'queue' | 'slot' | 'gone' = 'queue';
      const start = () => {
        place = 'slot';
        onSlot();
      };
      queue.add(start);
      admit();
      return () => {
        if (place === 'queue') queue.delete(start);
        if (place === 'slot') busy -= 1;
        const freed = place === 'slot';
        place = 'gone';
        if (freed) admit();
      };
    },
    busy: () => busy,
    waiting: () => queue.size,
  };
}
