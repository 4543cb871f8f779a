import { searchWith, type SearchChanges } from '~/ui/search-params'

/**
 * Puts into the address what the map shows now, so that it can be sent to a colleague. Past the router: nothing is loaded
 * anew because the map was moved.
 */
export function rewriteAddress(changes: SearchChanges): void {
  const { pathname, search } = window.location
  window.history.replaceState(window.history.state, '', pathname + searchWith(search, changes))
}
