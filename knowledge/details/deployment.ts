import { type Detail, settle } from './detail.js';

const cloud =
  /\b(?:cloud (?:tenant|instance|version|edition|customers?)|(?:our|my|the) tenant|saas|(?:cloud|ivanti)[- ]hosted|hosted (?:by ivanti|in the cloud)|in the cloud)\b/gi;

const onPremises = /\b(?:on[- ]?prem(?:ises?)?|self[- ]hosted|hosted (?:by )?ourselves|our own servers?)\b/gi;

/** Whether the product runs in the vendor's cloud (`cloud`) or at the customer's (`on-premises`), when a message says so. */
export function readDeployment(text: string): Detail | undefined {
  const readings = (pattern: RegExp, value: string): readonly Detail[] =>
    [...text.matchAll(pattern)].map((match) => ({
      value,
      start: match.index,
      end: match.index + match[0].length,
    }));
  return settle([...readings(cloud, 'cloud'), ...readings(onPremises, 'on-premises')]);
}
