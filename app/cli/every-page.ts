const LIMIT = 200

/** Every item of a list that is read a page at a time. */
export async function everyPage<Item>(
  read: (page: { offset: number; limit: number }) => Promise<{ items: Item[] }>,
): Promise<Item[]> {
  const all: Item[] = []
  for (;;) {
    const { items } = await read({ offset: all.length, limit: LIMIT })
    all.push(...items)
    if (items.length < LIMIT) return all
  }
}
