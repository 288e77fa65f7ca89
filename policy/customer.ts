/** What the operator's directory knows about a customer; absent fields are asked for. */
export interface Customer {
  readonly name: string;
  /** Lower-case e-mail domains, such as `example.org`. */
  readonly domains: readonly string[];
  /** Identity-provider tenants that the channel vouches for. */
  readonly tenants: readonly string[];
  readonly accounts: readonly string[];
  /** Id of a support level. */
  readonly level?: string;
  /** Id of a region: that of the licensee's primary office (section business-hours). */
  readonly region?: string;
  /** ISO 3166 code of the country whose phone numbers they give without a country code. */
  readonly country?: string;
}

/** What is known about who is asking. A tenant is vouched for by the channel; the rest may only have been typed. */
export interface Identity {
  readonly tenant?: string;
  readonly account?: string;
  readonly email?: string;
}

/** The customer with what found it, so that the dialog knows whether it was vouched for (`tenant`) or stated. */
export interface FoundCustomer {
  readonly customer: Customer;
  readonly by: 'tenant' | 'account' | 'domain';
}

/** Looks a customer up by tenant, else account number, else the whole e-mail domain; undefined when none of them is listed. */
export function findCustomer(identity: Identity, customers: readonly Customer[]): FoundCustomer | undefined {
  const search = (
    by: FoundCustomer['by'],
    key: string | undefined,
    list: (customer: Customer) => readonly string[],
  ) => {
    const wanted = key?.trim().toLowerCase();
    if (!wanted) return undefined;
    const customer = customers.find((one) => list(one).some((listed) => listed.toLowerCase() === wanted));
    return customer && { customer, by };
  };
  const domain = identity.email?.slice(identity.email.lastIndexOf('@') + 1);
  return (
    search('tenant', identity.tenant, (customer) => customer.tenants) ??
    search('account', identity.account, (customer) => customer.accounts) ??
    search('domain', domain, (customer) => customer.domains)
  );
}
