const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** True when the 18 characters carry the right check digit. Source: GB 32100-2015, 5.1. */
export function isUscc(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(code.charAt(at)), 0)
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17]
}

/** Completes 17 characters with their check digit. */
export function withCheckDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(first17.charAt(at)), 0)
  return first17 + ALPHABET[(31 - (sum % 31)) % 31]
}
