import type { Command } from 'commander';
import { createPrivacy, type Person, type PersonalData, type Privacy } from '../../handoff/privacy.js';
import type { Config } from '../config.js';
import { OperatorError } from './operator-error.js';
import { inline, printJson, printTable } from './print.js';
import { withStore } from './with-store.js';

/** `firstline customer export|forget`: what is kept about a person, by e-mail address or the channel's user id. */
export function addCustomerCommands(program: Command, config: () => Config): void {
  const customer = program.command('customer').description('data that are kept about a person');
  customer
    .command('export')
    .description('everything that is kept about a person; works while the bot runs')
    .argument('<who>', 'e-mail address of a case, or user id of the channel')
    .option('--json', 'print JSON, with conversations and transcripts')
    .action((who: string, { json }: { json?: boolean }) =>
      withStore(config(), { readOnly: true }, async (store) => {
        const privacy = createPrivacy(store, config().retentionDays);
        const data = await privacy.dataOf(await found(privacy, who));
        if (json) printJson(forMachines(data));
        else print(data);
      }),
    );
  customer
    .command('forget')
    .description('remove what is kept about a person; a bot on the same data folder must not be running')
    .argument('<who>', 'e-mail address of a case, or user id of the channel')
    .option('--json', 'print JSON')
    .action((who: string, { json }: { json?: boolean }) =>
      withStore(config(), { readOnly: false }, async (store) => {
        const privacy = createPrivacy(store, config().retentionDays);
        const erased = await privacy.forget(await found(privacy, who));
        if (json) return printJson(erased);
        console.log(`Conversations and drafts removed: ${erased.removed}`);
        console.log(`Closed cases and past callbacks that no longer say who they were for: ${erased.made}`);
        console.log(`Open ones, which follow when they are closed: ${erased.kept}`);
        console.log('Backups and systems behind WEBHOOK_URL keep their copies.');
      }),
    );
}

async function found(privacy: Privacy, who: string): Promise<Person> {
  const person = await privacy.find(who);
  if (person === undefined) throw new OperatorError(`Nothing is kept about ${inline(who)}.`, 1);
  return person;
}

function print({ cases, callbacks, state, transcripts }: PersonalData): void {
  printTable(
    ['CASE', 'STATUS', 'CREATED', 'NAME', 'E-MAIL', 'PHONE', 'DESCRIPTION'],
    cases.map(({ number, status, createdAt, contact, description }) =>
      [number, status, createdAt, contact.name, contact.email, contact.phone, description.slice(0, 60)].map(
        inline,
      ),
    ),
  );
  printTable(
    ['CALLBACK', 'STATUS', 'REQUESTED', 'PHONE', 'CASE'],
    callbacks.map(({ id, status, requestedAt, phone, caseNumber }) => [
      id,
      status,
      requestedAt,
      phone,
      caseNumber ?? '-',
    ]),
  );
  const said = transcripts.reduce((sum, { activities }) => sum + activities.length, 0);
  console.log(
    `Conversations and drafts: ${state.length}; activities in transcripts: ${said}. --json prints them.`,
  );
}

/** Without what opens the case for others, and without addresses of channels. */
function forMachines({ cases, callbacks, ...rest }: PersonalData) {
  return {
    cases: cases.map(({ accessCode: _code, conversation: _address, ...one }) => one),
    callbacks: callbacks.map(({ conversation: _address, ...one }) => one),
    ...rest,
  };
}
