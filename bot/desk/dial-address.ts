import type { DeskSettings } from '../desk-settings.js';

/**
 * What a page opens to dial a number (E.164, with `;ext=` when there is an extension). Null without a number, and with the
 * simulator, where the phone that rings is on its own page.
 */
export function dialAddress({ telephone, dialUrl }: DeskSettings, phone: string): string | null {
  const [number = ''] = phone.split(';');
  if (telephone === 'simulator' || number === '') return null;
  return dialUrl.replaceAll('{phone}', encodeURIComponent(number).replace('%2B', '+'));
}
