/** Beside curve and forecast: that a project waits still may only be what nobody said otherwise. */
export function SilentNote({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <p className="text-sm text-warning">
      未开工的项目中有 {count} 个自台账填表日期以来三个多月没有新的登记，可能早已开工；请先更新，再看快慢和预测。
    </p>
  )
}
