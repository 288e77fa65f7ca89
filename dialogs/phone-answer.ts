import { formatPhone, readPhone } from '../knowledge/phone.js';
import type { FormReading } from './form.js';
import { readingFor } from './reading.js';
import type { Services } from './services.js';

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
