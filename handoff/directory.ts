import { type Customer, type FoundCustomer, findCustomer, type Identity } from '../policy/customer.js';

/** What is known about customers before they say anything; a CRM may stand behind it. */
export interface CustomerDirectory {
  /** Undefined when nobody is listed, also when the directory cannot be asked now: then the customer is. */
  find(identity: Identity): Promise<FoundCustomer | undefined>;
}

/** The directory of the content folder (`customers.yaml`). */
export function createEmbeddedDirectory(customers: readonly Customer[]): CustomerDirectory {
  return { find: async (identity) => findCustomer(identity, customers) };
}
