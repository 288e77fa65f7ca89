import { z } from 'zod';

/** A pattern as the editor writes it. */
export const patternShape = z
  .string()
  .max(300)
  .regex(
    /^(?:\^ )?[\p{Ll}\p{N}/* .]+$/u,
    'small letters, "/" between alternatives, "*" for any ending, ".." for a gap, "^" for a beginning',
  );
