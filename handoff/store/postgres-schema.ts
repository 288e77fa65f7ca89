/**
 * How the tables came to be what they are: one text for each version of the schema, from 1 on. Texts are only added, never
 * changed, and what they do must leave processes of the version before working: they go on while the first new one starts.
 *
 * Records are kept as they are given, as json; columns that are looked for are generated from them. Keys from outside may be
 * longer than an index takes, so uniqueness is that of their SHA-256.
 */
export const schemaVersions: readonly string[] = [
  `
  create table firstline.cases (
    place bigint generated always as identity primary key,
    draft text not null unique,
    record json not null,
    number text not null generated always as (record->>'number') stored unique,
    channel text generated always as (record->'owner'->>'channel') stored,
    tenant text generated always as (record->'owner'->>'tenant') stored,
    owner text generated always as (record->'owner'->>'id') stored,
    status text generated always as (record->>'status') stored
  );
  create index on firstline.cases using hash (owner);
  create index on firstline.cases (place) where status not in ('resolved', 'closed');

  create table firstline.callbacks (
    place bigint generated always as identity primary key,
    draft text not null unique,
    record json not null,
    id text not null generated always as (record->>'id') stored unique,
    channel text generated always as (record->'owner'->>'channel') stored,
    tenant text generated always as (record->'owner'->>'tenant') stored,
    owner text generated always as (record->'owner'->>'id') stored,
    kind text generated always as (record->>'kind') stored,
    status text generated always as (record->>'status') stored,
    case_number text generated always as (record->>'caseNumber') stored
  );
  create index on firstline.callbacks using hash (owner);
  create index on firstline.callbacks (place) where status in ('waiting', 'ringing', 'connected');
  create index on firstline.callbacks (place) where status = 'no-answer';

  create table firstline.outbox (
    place bigint generated always as identity primary key,
    id text not null unique,
    idempotency_key text not null,
    target text not null,
    topic text not null,
    subject text not null,
    entry integer,
    attempts integer not null,
    due_at timestamptz not null,
    last_error text,
    state text not null,
    held_until timestamptz
  );
  create index on firstline.outbox (subject, target, place);
  create index on firstline.outbox (due_at, place) where state = 'pending';
  create index on firstline.outbox (place) where state <> 'delivered';

  create table firstline.state (
    key_hash bytea primary key,
    key text not null,
    version text not null,
    value json not null,
    written_at timestamptz not null,
    channel text,
    tenant text,
    owner text
  );
  create index on firstline.state using hash (owner);
  create index on firstline.state (written_at);

  create table firstline.conversations (
    key_hash bytea primary key,
    length integer not null,
    written_at timestamptz not null
  );
  create index on firstline.conversations (written_at);
  create table firstline.activities (
    conversation bytea references firstline.conversations on delete cascade,
    sequence integer,
    activity json not null,
    primary key (conversation, sequence)
  );

  create table firstline.uses (
    place bigint generated always as identity primary key,
    at timestamptz not null,
    who text not null,
    channel text not null,
    use json not null
  );
  create index on firstline.uses (at);
  create index on firstline.uses (who);

  create table firstline.settings (name text primary key, value text not null);
  create table firstline.health (checked_at timestamptz not null);
  insert into firstline.health values ('epoch');
  `,
];
