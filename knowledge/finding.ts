/** One thing that an editor should know about a content file, in plain words. An error stops the build; a warning does not. */
export interface Finding {
  /** Path as the operator gave it, or as it stands in the content folder. */
  readonly file: string;
  /** Counted from 1; absent when the finding is about the file as a whole. */
  readonly line?: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** `file:line: error: message`, the form that editors and terminals turn into a link. */
export function describeFinding(finding: Finding): string {
  const place = finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`;
  return `${place}: ${finding.severity}: ${finding.message}`;
}
