import { readDetails } from '../knowledge/details.js';
import { formatPhone, readPhone } from '../knowledge/phone.js';
import type { FormReading } from './form.js';
import { readingFor } from './reading.js';
import type { Services } from './services.js';
import type { Turn } from './turn.js';

/** A number in passing that cannot be kept without its country: the customer hears so, and nothing is guessed. */
export function unsurePhone({ say, knowledge }: Services, { text }: Pick<Turn, 'text'>): readonly string[] {
  const { phone } = readDetails(text, { products: knowledge.rules.products });
  return phone?.ambiguous ? [say('form.phone-unsure')] : [];
}

/** How a form reads a message where national numbers are those of the customer's country, if that is known. */
export function readingWithCountry(
  services: Services,
  country: string | undefined,
): ReturnType<typeof readingFor> {
  const reading = readingFor(services);
  if (country === undefined) return reading;
  const details: FormReading['details'] = (text) => {
    const { phone: _international, ...others } = reading.details(text);
    const found = readPhone(text, country);
    return found.kind === 'phone' ? { ...others, phone: found.value } : others;
  };
  return {
    ...reading,
    details,
    read: (question, text) => {
      if (question.kind !== 'phone') return reading.read(question, text);
      const found = readPhone(text, country);
      return found.kind === 'phone' ? found.value : undefined;
    },
    hint: (question, text) => {
      if (question.kind !== 'phone') return reading.hint(question, text);
      const found = readPhone(text, country);
      return found.kind === 'refused' ? found.reason : found.kind === 'phone' ? undefined : found.kind;
    },
    alternatives: (question, text) => {
      if (question.kind !== 'phone') return reading.alternatives(question, text);
      const found = readPhone(text, country);
      return found.kind === 'several' ? found.values.slice(0, 5).map(formatPhone) : [];
    },
  };
}
