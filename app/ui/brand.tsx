/** The mark: four bars, one still to come. */
export function Mark({ className = 'h-6 w-6' }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={className}>
      <rect width="32" height="32" rx="6" className="fill-accent-600" />
      <path d="M8 23v-6M14 23V13M20 23V9" className="stroke-paper" strokeWidth="3" strokeLinecap="round" />
      <path d="M25.5 23v-4" className="stroke-accent-200" strokeWidth="3" strokeLinecap="round" />
    </svg>
  )
}
