import { createContext, useContext } from 'react'

export const NonceContext = createContext<string | undefined>(undefined)

/** The request's nonce for inline scripts. Browsers hide it from scripts, so in the browser it is always ''. */
export function useNonce(): string {
  const nonce = useContext(NonceContext)
  return typeof document === 'undefined' ? (nonce ?? '') : ''
}
