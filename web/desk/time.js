/** Instants as staff read them, by the server's clock. */
import { element } from './element.js';

let ahead = 0;

/** How far the server's clock is ahead of this machine's. */
export function setClock(serverNow) {
  ahead = Date.parse(serverNow) - Date.now();
}

const minute = 60_000;

/** How long ago, in the largest fitting unit. */
export function ageOf(instant) {
  const age = Math.max(0, Date.now() + ahead - Date.parse(instant));
  if (age < minute) return 'now';
  if (age < 60 * minute) return `${Math.floor(age / minute)} min`;
  if (age < 24 * 60 * minute) return `${Math.floor(age / (60 * minute))} h`;
  return `${Math.floor(age / (24 * 60 * minute))} d`;
}

/** An age that grows by itself, with the instant behind it. */
export function age(instant) {
  const exact = new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return element('time', { class: 'age', datetime: instant, title: exact }, ageOf(instant));
}

/** The instant itself. */
export function moment(instant) {
  const date = new Date(instant);
  const text = Number.isNaN(date.getTime())
    ? ''
    : date.toLocaleString(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  return element('time', { class: 'moment', datetime: instant }, text);
}

setInterval(() => {
  for (const shown of document.querySelectorAll('time.age')) shown.textContent = ageOf(shown.dateTime);
}, 15_000);
