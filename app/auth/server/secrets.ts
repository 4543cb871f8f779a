import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 256 random bits as text for a cookie or a header. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What of a token is stored: a leaked table opens nothing. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

const SETS = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789']

/** 14 characters that are read aloud without doubt (no 0 O 1 l I), of three kinds. */
export function oneTimePassword(): string {
  const pick = (set: string) => set.charAt(randomInt(set.length))
  const letters = [...SETS.map(pick), ...Array.from({ length: 11 }, () => pick(SETS.join('')))]
  for (let i = letters.length - 1; i > 0; i--) {
    const j = randomInt(i + 1)
    ;[letters[i], letters[j]] = [letters[j]!, letters[i]!]
  }
  return letters.join('')
}
