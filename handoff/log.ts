/** Where a part of the program tells operators what happened: fields for machines, then a sentence for people. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
