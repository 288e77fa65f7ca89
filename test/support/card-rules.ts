/** Properties that the Adaptive Card schema 1.5 gives each element that we use, beside `type` and `spacing`. */
const known: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['$schema', 'version', 'fallbackText', 'body', 'msteams'],
  TextBlock: ['text', 'wrap', 'size', 'weight', 'style', 'isSubtle', 'color'],
  Container: ['style', 'bleed', 'items'],
  ColumnSet: ['separator', 'columns'],
  Column: ['width', 'verticalContentAlignment', 'items', 'selectAction'],
  ActionSet: ['actions'],
  Table: ['firstRowAsHeaders', 'gridStyle', 'columns', 'rows'],
  TableRow: ['cells'],
  TableCell: ['items'],
  'Action.Submit': ['title', 'data', 'style', 'tooltip'],
  'Action.OpenUrl': ['title', 'url'],
};

const values: Readonly<Record<string, readonly unknown[]>> = {
  spacing: ['None', 'Small', 'Medium'],
  size: ['Small', 'Medium'],
  weight: ['Bolder'],
  color: ['Accent'],
  style: ['heading', 'emphasis', 'positive'],
};

/** As large as Teams has always taken a message, in bytes. */
const largest = 28 * 1024;

/** What Teams would find wrong with a card, one line each. */
export function cardMistakes(card: unknown): readonly string[] {
  const size = Buffer.byteLength(JSON.stringify(card));
  const own = isObject(card) ? card : {};
  return [
    ...(own.type === 'AdaptiveCard' && own.version === '1.5' ? [] : ['is no Adaptive Card 1.5']),
    ...(size < largest ? [] : [`has ${size} bytes`]),
    ...mistakesIn(card, 'card'),
  ];
}

function mistakesIn(value: unknown, place: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => mistakesIn(one, `${place}[${index}]`));
  if (!isObject(value) || typeof value.type !== 'string') return [];
  const { type } = value;
  if (!Object.hasOwn(known, type)) return [`${place} is of the unknown type ${type}`];
  const names = Object.keys(value).filter((name) => name !== 'type' && name !== 'spacing');
  return [
    ...names.filter((name) => !known[type]?.includes(name)).map((name) => `${place} must not have ${name}`),
    ...Object.keys(values)
      .filter((name) => value[name] !== undefined && !values[name]?.includes(value[name]))
      .map((name) => `${place}.${name} cannot be ${String(value[name])}`),
    ...emptyIn(value).map((name) => `${place}.${name} is empty`),
    ...(type === 'ActionSet' && Array.isArray(value.actions) && value.actions.length > 6
      ? [`${place} has more actions than are shown`]
      : []),
    ...(type === 'Table'
      ? raggedRows(value).map((row) => `${place}.rows[${row}] has too few or many cells`)
      : []),
    ...names.filter((name) => name !== 'data').flatMap((name) => mistakesIn(value[name], `${place}.${name}`)),
  ];
}

function emptyIn(value: Readonly<Record<string, unknown>>): readonly string[] {
  return ['text', 'title', 'actions', 'cells'].filter((name) => {
    const one = value[name];
    return name in value && (one === '' || one === undefined || (Array.isArray(one) && one.length === 0));
  });
}

function raggedRows({ columns, rows }: Readonly<Record<string, unknown>>): readonly number[] {
  const width = Array.isArray(columns) ? columns.length : 0;
  const cells = Array.isArray(rows)
    ? rows.map((row) => (isObject(row) && Array.isArray(row.cells) ? row.cells.length : 0))
    : [];
  return cells.flatMap((count, index) => (count === width ? [] : [index]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
