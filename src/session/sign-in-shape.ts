import { z } from 'zod';

/** A sign-in form of either side. Nothing is trimmed from a password. */
export const SignIn = z.object({
  login: z.string().trim().min(1).max(320),
  password: z.string().min(1).max(1_000),
  /** A path of this host to go on to. */
  next: z.string().max(2_000).optional(),
});
