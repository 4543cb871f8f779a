/** Until a place gives it a name of its own: a setting (`names` of the rules). */
export const PRODUCT_NAME = '招商引资项目管理'

let productName = PRODUCT_NAME

/**
 * Takes the name that the root's loader read: a route's `meta` is a pure function of its own data, on the server and in
 * the browser alike, and one installation has one name.
 */
export function nameProduct(name: string | undefined): void {
  if (name) productName = name
}

/** Stands on every page of a system with the made-up county in it. */
export const DEMO_NOTICE = '演示系统：内容都是虚构的，请勿录入真实资料。'

/** For a route's `meta`: the page's own words come first, as that is what a row of browser tabs shows. */
export function pageTitle(...parts: (string | null | undefined)[]): { title: string }[] {
  return [{ title: [...parts.filter(Boolean), productName].join(' · ') }]
}
