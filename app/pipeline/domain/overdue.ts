/** When a project is overdue, in few words: a batch sets a deadline of its own. */
export const overdueAfter = (days: number) => `超 ${days} 天，批次另定`
