import type { Command } from 'commander';
import type { Callback, Case } from '../../handoff/case.js';
import { openStore } from '../../handoff/store/open.js';
import type { Store } from '../../handoff/store/store.js';
import type { Config } from '../config.js';
import { createLog } from '../log.js';
import { OperatorError } from './operator-error.js';
import { printJson, printTable } from './print.js';

/** `firstline cases list|show` and `firstline callbacks list`: they look on while the bot works. */
export function addCaseCommands(program: Command, config: () => Config): void {
  const cases = program.command('cases').description('cases that were opened');
  cases
    .command('list')
    .description('all cases, newest first')
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) =>
      looking(config(), async (store) => {
        const found = await store.cases.listCases();
        if (json) return printJson(found.map(caseRow));
        printTable(
          ['NUMBER', 'PRIORITY', 'CRITERION', 'STATUS', 'CREATED', 'PRODUCT', 'DESCRIPTION'],
          found.map((one) => [
            one.number,
            one.priority ?? '-',
            one.criterion ?? '-',
            one.status,
            one.createdAt,
            one.product || '-',
            inline(one.description).slice(0, 60),
          ]),
        );
      }),
    );
  cases
    .command('show')
    .description('one case with everything that the customer said')
    .argument('<number>', 'case number')
    .option('--json', 'print JSON')
    .action((number: string, { json }: { json?: boolean }) =>
      looking(config(), async (store) => {
        const found = await store.cases.findCase(number.trim().toUpperCase());
        if (found === undefined) throw new OperatorError(`There is no case ${inline(number)}.`, 1);
        const { owner: _owner, conversation: _conversation, accessCode: _code, ...shown } = found;
        if (json) return printJson(shown);
        for (const [name, value] of Object.entries(shown)) {
          console.log(`${name}: ${typeof value === 'string' ? inline(value) : JSON.stringify(value)}`);
        }
      }),
    );

  program
    .command('callbacks')
    .description('callbacks that were requested')
    .command('list')
    .description('all callbacks in order of receipt')
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) =>
      looking(config(), async (store) => {
        const found = await store.cases.listCallbacks();
        if (json) return printJson(found.map(callbackRow));
        printTable(
          ['KIND', 'PHONE', 'CASE', 'STATUS', 'REQUESTED'],
          found.map((one) => [one.kind, one.phone, one.caseNumber ?? '-', one.status, one.requestedAt]),
        );
      }),
    );
}

async function looking(config: Config, task: (store: Store) => Promise<void>): Promise<void> {
  const log = createLog('warn');
  const store = await openStore(config.storeUrl, { now: () => new Date(), log, readOnly: true });
  try {
    await task(store);
  } finally {
    await store.close();
  }
}

function caseRow({
  number,
  priority,
  criterion,
  status,
  product,
  version,
  description,
  contact,
  createdAt,
  related,
  notes,
}: Case) {
  return {
    number,
    priority,
    criterion,
    status,
    product,
    version,
    description,
    contact,
    createdAt,
    related,
    notes,
  };
}

function callbackRow({ id, kind, phone, caseNumber, status, requestedAt, notes }: Callback) {
  return { id, kind, phone, caseNumber, status, requestedAt, notes };
}

/** Foreign text on one line, without signs that steer a terminal. */
function inline(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
}
