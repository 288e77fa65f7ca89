import { type Customer, findCustomer } from '../../policy/customer.js';

const shipping: Customer = {
  name: 'Example Shipping',
  domains: ['example.org'],
  tenants: ['00000000-0000-4000-8000-00000000000A'],
  accounts: ['AC-1001'],
  level: 'premium',
};
const bakery: Customer = {
  name: 'Example Bakery',
  domains: ['example.net'],
  tenants: [],
  accounts: ['AC-2'],
};
const customers = [shipping, bakery];

describe('the customer directory', () => {
  it('finds by tenant, account number or e-mail domain, and says by which', () => {
    expect(findCustomer({ tenant: '00000000-0000-4000-8000-00000000000a' }, customers)).toEqual({
      customer: shipping,
      by: 'tenant',
    });
    expect(findCustomer({ account: ' ac-2 ' }, customers)).toEqual({ customer: bakery, by: 'account' });
    expect(findCustomer({ email: 'Ola@Example.ORG' }, customers)).toEqual({
      customer: shipping,
      by: 'domain',
    });
  });

  it('trusts what the channel vouches for before what was typed', () => {
    const identity = { tenant: shipping.tenants[0] ?? '', account: 'AC-2', email: 'ola@example.net' };
    expect(findCustomer(identity, customers)?.customer).toBe(shipping);
  });

  it('takes no domain for another that looks like it', () => {
    for (const email of [
      'ola@sub.example.org',
      'ola@notexample.org',
      'ola@example.org.evil.test',
      'example.orgs',
      '@',
      '',
    ]) {
      expect(findCustomer({ email }, customers)).toBeUndefined();
    }
    expect(findCustomer({}, customers)).toBeUndefined();
    expect(findCustomer({ tenant: '', account: ' ' }, customers)).toBeUndefined();
  });
});
