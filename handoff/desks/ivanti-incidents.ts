import { createHash } from 'node:crypto';
import type { Case } from '../case.js';
import type { Log } from '../log.js';
import type { Outbox } from '../store/store.js';
import type { IvantiClient, IvantiFields, IvantiRecord } from './ivanti-client.js';
import { IvantiError } from './ivanti-error.js';
import type { IvantiMapping } from './ivanti-mapping.js';
import type { News } from './ivanti-news.js';
import { caseValue, clean, filledIn } from './ivanti-places.js';

/** Incidents as the mapping describes them. Everything throws an IvantiError. */
export interface IvantiIncidents {
  /** The incident of a case; undefined when there is none yet. */
  find(number: string, signal: AbortSignal): Promise<IvantiRecord | undefined>;
  /** Makes the incident, without looking whether there is one. */
  open(one: Case, signal: AbortSignal): Promise<IvantiRecord>;
  /** Writes the row's news into the journal of the incident, unless it stands there. */
  write(row: Outbox, news: News, incident: IvantiRecord, signal: AbortSignal): Promise<void>;
  /** Changes the fields that follow from what the row tells of the case, if any. */
  change(row: Outbox, one: Case, incident: IvantiRecord, signal: AbortSignal): Promise<void>;
}

export function createIvantiIncidents(
  client: IvantiClient,
  mapping: IvantiMapping,
  log: Log,
): IvantiIncidents {
  return { find, open, write, change };

  /** Of several, which somebody must have copied there, it is the first. */
  async function find(number: string, signal: AbortSignal): Promise<IvantiRecord | undefined> {
    const { object, reference, number: own } = mapping.incident;
    const found = await client.find(object, reference, number, signal);
    return found.toSorted((one, other) => Number(one.field(own)) - Number(other.field(own)))[0];
  }

  async function open(one: Case, signal: AbortSignal): Promise<IvantiRecord> {
    const { object, reference, fields } = mapping.incident;
    const created = await client.create(
      object,
      {
        ...(await customerOf(one, signal)),
        ...filledIn(fields, one.priority, mapping, (place) => caseValue(one, place)),
        [reference]: one.number,
      },
      signal,
    );
    if (created.field(reference) !== one.number)
      log.error(
        { subject: one.number, field: reference },
        `Ivanti did not keep the number of ${one.number} in the field ${reference}: correct "incident.reference" in itsm.yaml, as nothing can be found there again.`,
      );
    return created;
  }

  async function customerOf({ contact, priority }: Case, signal: AbortSignal): Promise<IvantiFields> {
    const { customer } = mapping;
    if (customer === undefined) return {};
    const { object, email, fields, unknown } = customer;
    const found = contact.email === '' ? [] : await client.find(object, email, contact.email, signal);
    const [employee] = found;
    if (employee !== undefined && found.length === 1)
      return filledIn(fields, priority, mapping, (place) => employee.field(place) ?? '');
    if (unknown) return filledIn(unknown, priority, mapping, () => '');
    const how = found.length === 0 ? 'nobody has' : 'more than one have';
    throw new IvantiError('refused', `of ${object} ${how} the customer's address as ${email}`);
  }

  /** The headline ends in what is this row's alone. */
  async function write(
    { subject, idempotencyKey }: Outbox,
    { title, text }: News,
    { recId }: IvantiRecord,
    signal: AbortSignal,
  ): Promise<void> {
    const { object, reference, fields } = mapping.note;
    const id = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 12);
    const headline = `${clean(title).slice(0, 100)} (${subject}/${id})`;
    if ((await client.find(object, reference, headline, signal)).length > 0) return;
    const values: Readonly<Record<string, string>> = { text: clean(text), incident: recId };
    await client.create(
      object,
      { ...filledIn(fields, null, mapping, (place) => values[place] ?? ''), [reference]: headline },
      signal,
    );
  }

  /** A new grade sets anew what goes by priority; a new status sets what the mapping says. */
  async function change(
    { entry }: Outbox,
    one: Case,
    { recId }: IvantiRecord,
    signal: AbortSignal,
  ): Promise<void> {
    const done = entry === undefined ? undefined : one.trail?.[entry];
    const byPriority = Object.entries(mapping.incident.fields).filter(
      ([, value]) => typeof value === 'object',
    );
    const byStatus = done?.after.status === one.status ? mapping.status[one.status] : undefined;
    const value = (place: string) => (place === 'note' ? clean(done?.note ?? '') : caseValue(one, place));
    const isGraded = done?.after.priority !== undefined;
    const fields = {
      ...(isGraded ? filledIn(Object.fromEntries(byPriority), one.priority, mapping, value) : {}),
      ...(byStatus ? filledIn(byStatus, one.priority, mapping, value) : {}),
    };
    if (Object.keys(fields).length > 0) await client.update(mapping.incident.object, recId, fields, signal);
  }
}
