/** What can be done to a case, and the dialogs that ask for what is needed. */
import { post } from './api.js';
import { element } from './element.js';
import { say } from './say.js';
import { words } from './words.js';

const byId = (id) => document.getElementById(id);

/** Wires the dialogs of the page once. `changed` is called when something was done. */
export function prepareDialogs(statuses, changed) {
  byId('status-status').append(
    ...[...statuses].map(([id, label]) => element('option', { value: id }, label)),
  );
  for (const close of document.querySelectorAll('dialog [data-close]'))
    close.addEventListener('click', () => close.closest('dialog').close());
  const reading = {
    grade: ({ priority, note }) => ({ do: 'grade', priority: priority.value, note: note.value }),
    status: ({ status, note, shown }) => ({
      do: 'status',
      status: status.value,
      note: note.value,
      shown: shown.checked,
    }),
    note: ({ note, shown }) => ({ do: 'note', note: note.value, shown: shown.checked }),
  };
  for (const [name, read] of Object.entries(reading)) {
    const dialog = byId(`dialog-${name}`);
    const form = dialog.querySelector('form');
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const problem = form.querySelector('.problem');
      problem.textContent = '';
      try {
        await post(`cases/${dialog.dataset.case}`, read(form.elements));
        dialog.close();
        changed();
      } catch (error) {
        problem.textContent = error.message;
      }
    });
  }
}

function open(name, one) {
  const dialog = byId(`dialog-${name}`);
  const form = dialog.querySelector('form');
  form.reset();
  form.querySelector('.problem').textContent = '';
  dialog.dataset.case = one.number;
  dialog.querySelector('[data-number]').textContent = one.number;
  if (name === 'grade') form.elements.priority.value = one.priority ?? 'P3';
  if (name === 'status') form.elements.status.value = one.status;
  dialog.showModal();
}

async function claim(one, name, changed) {
  try {
    await post(`cases/${one.number}`, { do: name });
  } catch (error) {
    say(error.message, true);
  }
  changed();
}

export function caseButtons(one, changed) {
  const claiming = one.claimedBy === null ? 'claim' : one.claimedBy.mine ? 'release' : undefined;
  const button = (name, primary, onClick) =>
    element(
      'button',
      { type: 'button', class: `button ${primary ? 'primary' : ''}`, 'data-key': `case/${name}`, onClick },
      words.case[name],
    );
  return element(
    'div',
    { class: 'acts' },
    claiming && button(claiming, claiming === 'claim', () => claim(one, claiming, changed)),
    ['grade', 'status', 'note'].map((name) => button(name, false, () => open(name, one))),
  );
}
