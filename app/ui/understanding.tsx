import { useState } from 'react'
import type { ChangeEvent, FocusEvent, ReactNode } from 'react'
import type { Understood } from '~/shared/understood'
import { afterPress, useWatchedPress } from './after-press'
import { setNativeValue } from './native-value'

interface Understanding {
  /** what was assumed or converted, to stand below the box */
  told: ReactNode
  onBlur: (event: FocusEvent<HTMLInputElement>) => void
  onChange: (event: ChangeEvent<HTMLInputElement>) => void
}

/**
 * On leaving a box, what its text is taken for stands in it, and what was assumed or converted below it. What cannot be
 * read stays as it was typed, for the form to say why.
 */
export function useUnderstanding(read: (text: string) => Understood<string>): Understanding {
  const [told, setTold] = useState<readonly string[]>([])
  useWatchedPress()
  return {
    told: told.length > 0 && (
      <p role="status" className="mt-1 text-xs text-grey-600">
        {told.join('；')}
      </p>
    ),
    onChange: () => setTold((before) => (before.length > 0 ? [] : before)),
    onBlur: ({ target }) => {
      const { value, notes } = read(target.value)
      if (value !== null && value !== target.value) setNativeValue(target, value)
      const words = notes.filter(({ level }) => level !== 'error').map(({ message }) => message)
      // Read again, a text that is tidy already says nothing; what was told stays in sight.
      if (words.length > 0) afterPress(() => setTold(words))
    },
  }
}
