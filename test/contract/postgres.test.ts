import { openStore } from '../../handoff/store/open.js';
import { startPostgres } from '../support/postgres-server.js';
import { storeContract } from './store.js';

const log = { info() {}, warn() {}, error() {} };
const server = await startPostgres();

if (server) {
  afterAll(() => server.remove());
  const url = await server.emptyDatabase('contract');
  storeContract('postgres', async () => ({
    open: (at = new Date('2026-03-11T12:00:00Z')) => openStore(url, { now: () => at, log }),
    remove: async () => void (await server.query('drop schema firstline cascade', 'contract')),
  }));
} else {
  it.skip('passes the contract of the store, where a server can run', () => {});
}
