import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False on the server and in the first client render, so that an enhancement never differs from the served HTML. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
