import { describeFinding, type Finding } from './finding.js';

/** Content that cannot be used. Carries every finding; the message lists them one a line. Nothing was written. */
export class BuildError extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map(describeFinding).join('\n'));
    this.name = 'BuildError';
    this.findings = findings;
  }
}
