export const PRODUCT_NAME = '招商引资项目管理'

/** For a route's `meta`: the page's own words come first, as that is what a row of browser tabs shows. */
export function pageTitle(...parts: (string | null | undefined)[]): { title: string }[] {
  return [{ title: [...parts.filter(Boolean), PRODUCT_NAME].join(' · ') }]
}
