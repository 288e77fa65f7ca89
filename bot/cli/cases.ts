import type { Command } from 'commander';
import { type Callback, type Case, caseStatuses } from '../../handoff/case.js';
import { createStaff } from '../../handoff/staff.js';
import type { CaseAction } from '../../handoff/staff-plan.js';
import type { Store } from '../../handoff/store/store.js';
import type { Config } from '../config.js';
import { customerTarget, openDesks } from '../desks.js';
import { OperatorError } from './operator-error.js';
import { inline, printJson, printTable } from './print.js';
import { withStore } from './with-store.js';

/** `firstline cases list|show|update` and `firstline callbacks list`; all but `update` look on while the bot works. */
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
        const rows = (await store.cases.undelivered()).filter(({ subject }) => subject === found.number);
        const untold = rows.map(({ target, topic, state, lastError }) => ({
          target,
          topic,
          state,
          lastError,
        }));
        if (json) return printJson({ ...shown, untold });
        for (const [name, value] of Object.entries({ ...shown, untold })) {
          console.log(`${name}: ${typeof value === 'string' ? inline(value) : JSON.stringify(value)}`);
        }
      }),
    );

  cases
    .command('update')
    .description(
      'change the status of a case, or add a note; a bot on the same data folder must not be running',
    )
    .argument('<number>', 'case number')
    .option('--status <status>', caseStatuses.join(', '))
    .option('--note <text>', 'what staff should know')
    .action((number: string, change: { status?: string; note?: string }) =>
      withStore(config(), { readOnly: false }, async (store) => {
        const status = caseStatuses.find((one) => one === change.status);
        if (change.status !== undefined && status === undefined)
          throw new OperatorError(
            `"${inline(change.status)}" is no status; write one of ${caseStatuses.join(', ')}.`,
          );
        const { note } = change;
        const action: CaseAction | undefined = status
          ? { do: 'status', status, note }
          : note
            ? { do: 'note', note, shown: false }
            : undefined;
        if (action === undefined) throw new OperatorError('Say --status or --note.');
        const now = () => new Date();
        const staff = createStaff({
          store: store.cases,
          targets: [...openDesks(config(), { store: store.cases, now, log: silent }).keys()],
          customerTargets: [customerTarget],
          now,
          log: silent,
        });
        const outcome = await staff.onCase(number.trim().toUpperCase(), action, commandLine);
        if (outcome.kind === 'not-found') throw new OperatorError(`There is no case ${inline(number)}.`, 1);
        if (outcome.kind === 'refused') throw new OperatorError(outcome.reason, 1);
        console.log(`${outcome.record.number}: ${outcome.record.status}`);
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
          ['ID', 'KIND', 'PHONE', 'CASE', 'STATUS', 'REQUESTED'],
          found.map((one) => [
            one.id,
            one.kind,
            one.phone,
            one.caseNumber ?? '-',
            one.status,
            one.requestedAt,
          ]),
        );
      }),
    );
}

const commandLine = { id: 'command line', name: 'Command line' };
const silent = { info() {}, warn() {}, error() {} };

const looking = (config: Config, task: (store: Store) => Promise<void>): Promise<void> =>
  withStore(config, { readOnly: true }, task);

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
