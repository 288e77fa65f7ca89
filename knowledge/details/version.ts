import { type Detail, settle } from './detail.js';

/** Up to five numbers with dots, and a service pack or the like: `2024.3`, `v10.1`, `2022 SU5`, `6.3.4.153`. */
const version =
  /(?<![\p{L}\p{N}.])v?\d{1,6}(?:\.\d{1,6}){0,4}(?:[ -]?(?:SU|SP|HF|CU|R|update|service pack|service update|hotfix|rev)[ .-]?\d{1,3})?(?![\p{L}\p{N}])(?!\.\d)/giu;

const cue = /\b(?:versions?|ver\.?|vers\.|release|build|v\.)(?: (?:is|no\.?|number|of))?[ :=#]*$/i;

/** What has versions of its own: a number behind one of these says nothing about the product. */
const foreign =
  /\b(?:windows|win|server|sql|oracle|office|outlook|exchange|chrome|edge|firefox|safari|java|jre|jdk|net|php|ios|ipados|android|macos|os|linux|ubuntu|rhel|tls|ssl|smb|http|iis|vmware|esxi|citrix|excel|word|sap|python|powershell|usb|ipv|page|step|line|error|code|event|id|port)$/i;

const yearly = /^v?20\d\d\.\d/i;
const pack = /[ -]?(?:SU|SP|HF|CU|R|update|pack|hotfix|rev)[ .-]?\d/i;
const date = /^\d{1,2}\.\d{1,2}\.(?:\d\d|\d{4})$|^(?:19|20)\d\d\.(?:0\d|1[0-2])\.(?:[0-2]\d|3[01])$/;
const address = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const quantity =
  /^ ?(?:%|am\b|pm\b|o'clock|uhr\b|[kmgt]b\b|ms\b|s\b|sec|min|hours?\b|hrs?\b|h\b|days?\b|weeks?\b|times?\b|x\b|users?\b|people|clients?\b|devices?\b|machines?\b|servers?\b|sites?\b|errors?\b)/i;

/**
 * The product version that a message states: behind a word such as "version", right behind the product's name, or in the
 * shape year.number. Two of them ("from 2023.4 to 2024.2") are ambiguous. `productEnd`: where the product's name ends.
 * `asked`: the message answers "which version?", so that any number will do.
 */
export function readVersion(
  text: string,
  productEnd: number | undefined,
  asked: boolean,
): Detail | undefined {
  const found = [...text.matchAll(version)].flatMap((match): readonly Detail[] => {
    const [said] = match;
    const start = match.index;
    const end = start + said.length;
    const before = text.slice(Math.max(0, start - 40), start);
    const isCued = cue.test(before);
    const owner = before.replace(cue, '').trimEnd();
    const followsProduct =
      productEnd !== undefined && productEnd < start && /^,? ?\(?$/.test(text.slice(productEnd, start));
    const looksRight = yearly.test(said) || (followsProduct && isTelling(said));
    // "2024.3 times out" counts nothing.
    if (foreign.test(owner) || (!looksRight && quantity.test(text.slice(end, end + 12)))) return [];
    if (!isCued && (date.test(said) || (!followsProduct && address.test(said)))) return [];
    return isCued || looksRight || asked ? [{ value: tidy(said), start, end }] : [];
  });
  return settle(found);
}

/** More than a bare count, as in "Avalanche 3 servers". */
function isTelling(said: string): boolean {
  return /[.v]/i.test(said) || pack.test(said) || /^20\d\d$/.test(said);
}

function tidy(said: string): string {
  return said.replace(/^v/i, '').replace(/\s+/g, ' ');
}
