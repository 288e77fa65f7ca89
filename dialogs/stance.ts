/** How the customer's words stand to the open question. */
export interface Stance {
  readonly dialog: string;
  /** They are a clean answer to it. */
  readonly fits: boolean;
  /** It takes any words. */
  readonly free: boolean;
}
