import { hash, verify } from '@node-rs/argon2'

// argon2id, 19 MiB, two passes, one lane (OWASP's first choice): about 50 ms.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS)
}

let nobody: Promise<string> | undefined

/** Compares with a hash; without one (unknown log-in) it takes the same time and says no. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await (nobody ??= hashPassword('nobody has this password')))
  const fits = await verify(against, password)
  return fits && stored !== undefined
}
