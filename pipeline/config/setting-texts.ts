import { z } from 'zod';

/** A setting that is a text. */
export const text = z.string().min(1, { error: 'must not be empty' });

/** A setting that is a list of texts. */
export const words = z.array(text);
