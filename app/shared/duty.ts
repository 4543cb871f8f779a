/** One line of a panel: what waits, and where it is done. */
export interface DutyItem {
  key: string
  label: string
  to: string
  /** at its end: by when, how many */
  note?: string
  urgent?: boolean
  /** below it */
  text?: string | null
}

/** How the panel of a duty is drawn; a room adds its own kind where a list of items is not enough. */
export interface DutyPanels {
  list: {
    title: string
    items: readonly DutyItem[]
    /** side by side, for short names */
    inline?: boolean
    /** how many there are; where the panel shows fewer, it leads to the rest */
    total?: number
    /** its lines are long: in the wide column */
    wide?: boolean
    /** said where there are none; without it an empty panel is left out */
    empty?: string
  }
}

export type DutyPanel = { [Kind in keyof DutyPanels]: { kind: Kind } & DutyPanels[Kind] }[keyof DutyPanels]

/** What waits for the user on the workbench. */
export interface Duty {
  key: string
  /** rising: where it stands among the others */
  order: number
  /** the page where it is done */
  to: string
  /** how many wait; absent where it is no number */
  figure?: { label: string; count: number; unit: string; note?: string; tone?: 'plain' | 'warning' | 'danger' }
  panel?: DutyPanel
}
