import type { Desk } from './desk.js';

/**
 * Staff look into the store itself (`/desk`, `firstline cases`, `firstline callbacks`): what is stored has arrived.
 * `announce` is told the case number or callback id, so that open pages look again.
 */
export function createBuiltInDesk(announce: (subject: string) => void = () => undefined): Desk {
  return {
    async deliver({ subject }) {
      announce(subject);
      return { kind: 'delivered' };
    },
  };
}
