import type { Callback } from '../case.js';

/** What rings the phone of a customer who asked to be called now (section self-service-portal): they then wait in the queue, on the line. */
export interface Dialler {
  /** `by-hand`: nothing rings by itself, staff dial. Resolves at once; how the call goes is reported to `Staff`. */
  ring(callback: Callback): Promise<'ringing' | 'by-hand'>;
  stop(): Promise<void>;
}
