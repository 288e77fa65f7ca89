import type { Table } from '../knowledge/block.js';
import type { Card, CardLine, CardPart } from './card.js';
import { render } from './render.js';
import type { Button, Reply, StepMark } from './reply.js';
import type { Surface } from './surface.js';

/** An element or action of the Adaptive Card schema. */
export interface CardElement {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** As many buttons as the clients show of one set; what is beyond goes into the next. */
const buttonsInRow = 5;

/**
 * The card as Adaptive Card 1.5 with `Action.Submit` and `Action.OpenUrl` only. `fallbackText` is for clients that know no
 * cards.
 */
export function adaptiveCard(
  card: Card,
  { buttons = [], step }: Pick<Reply, 'buttons' | 'step'>,
  { fallbackText, echoes }: Pick<Surface, 'echoes'> & { readonly fallbackText: string },
): CardElement {
  const submit: Submit = (button) => submitOf(button, step, echoes);
  const links = (card.links ?? []).map(({ title, url }) => ({ type: 'Action.OpenUrl', title, url }));
  const actions = [...buttons.map(submit), ...links];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText,
    body: [...card.parts.flatMap((part) => elementsOf(part, submit)), ...rowsOf(actions)],
    ...(card.parts.some(isWide) ? { msteams: { width: 'Full' } } : {}),
  };
}

/** A table needs all the width that there is. */
function isWide(part: CardPart): boolean {
  return part.kind === 'blocks' && part.blocks.some(({ kind }) => kind === 'table');
}

/** The action of a button in this card. */
type Submit = (button: Button) => CardElement;

/** Words as if typed, shown in the chat where the channel can do that; else they come as data alone. */
function submitOf({ title, action }: Button, step: StepMark | undefined, echoes: boolean): CardElement {
  const value = { say: title, ...step, ...action };
  const said = { type: 'messageBack', text: title, displayText: title, value: JSON.stringify(value) };
  const look = action?.do === 'confirm' ? { style: 'positive' } : {};
  return { type: 'Action.Submit', title, ...look, data: { ...value, ...(echoes ? { msteams: said } : {}) } };
}

function rowsOf(actions: readonly CardElement[]): readonly CardElement[] {
  const rows = Array.from({ length: Math.ceil(actions.length / buttonsInRow) }, (_, row) =>
    actions.slice(row * buttonsInRow, (row + 1) * buttonsInRow),
  );
  return rows.map((row, index) => ({
    type: 'ActionSet',
    spacing: index === 0 ? 'Medium' : 'Small',
    actions: row,
  }));
}

function elementsOf(part: CardPart, submit: Submit): readonly CardElement[] {
  switch (part.kind) {
    case 'title':
      return [textBlock(part.text, { size: 'Medium', weight: 'Bolder', style: 'heading' })];
    case 'text':
      return paragraphs(part.text);
    case 'panel':
      return [
        {
          type: 'Container',
          style: 'emphasis',
          spacing: 'Medium',
          bleed: true,
          items: paragraphs(part.text),
        },
      ];
    case 'blocks':
      return part.blocks.flatMap((block) =>
        block.kind === 'table' ? [tableOf(block)] : paragraphs(render([block])),
      );
    case 'lines':
      return part.lines.map((line, index) => lineOf(line, submit, index > 0));
  }
}

function paragraphs(markdown: string): readonly CardElement[] {
  return markdown.split(/\n{2,}/).map((text) => textBlock(text, {}));
}

function textBlock(text: string, look: Readonly<Record<string, unknown>>): CardElement {
  return { type: 'TextBlock', text: text.replace(bareAddress, '[$&]($&)'), wrap: true, ...look };
}

/** An address that is no link yet: cards, unlike messages, make none of it by themselves. */
const bareAddress = /(?<![\w(<[])https?:\/\/[^\s<>()[\]]{1,500}[^\s<>()[\].,;:!?"”]/g;

function lineOf({ label, value, change }: CardLine, submit: Submit, below: boolean): CardElement {
  const words = [textBlock(label, { isSubtle: true, size: 'Small' }), textBlock(value, { spacing: 'None' })];
  const edit = change && {
    type: 'Column',
    width: 'auto',
    verticalContentAlignment: 'Center',
    items: [{ type: 'TextBlock', text: change.label, color: 'Accent', weight: 'Bolder', size: 'Small' }],
    selectAction: { ...submit(change.button), tooltip: change.button.title },
  };
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    separator: below,
    columns: [{ type: 'Column', width: 'stretch', items: words }, ...(edit ? [edit] : [])],
  };
}

function tableOf({ corner, columns, rows }: Table): CardElement {
  const row = (cells: readonly string[], strong: boolean): CardElement => ({
    type: 'TableRow',
    cells: cells.map((text, index) => ({
      type: 'TableCell',
      items: [textBlock(text === '' ? '–' : text, strong || index === 0 ? { weight: 'Bolder' } : {})],
    })),
  });
  return {
    type: 'Table',
    spacing: 'Medium',
    firstRowAsHeaders: true,
    gridStyle: 'default',
    columns: [{ width: 2 }, ...columns.map(() => ({ width: 1 }))],
    rows: [row([corner, ...columns], true), ...rows.map(({ name, cells }) => row([name, ...cells], false))],
  };
}
