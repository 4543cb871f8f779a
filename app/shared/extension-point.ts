export interface ExtensionPoint<Extension> {
  /** Called once, where the program is put together; again replaces what was there. */
  install: (extensions: readonly Extension[]) => void
  /** What the rooms bring, in the order of their list. @throws Error before `install` */
  all: () => readonly Extension[]
}

/** A place where a room upstream takes what rooms downstream bring, without knowing them. */
export function extensionPoint<Extension>(name: string): ExtensionPoint<Extension> {
  let installed: readonly Extension[] | undefined
  return {
    install: (extensions) => {
      installed = extensions
    },
    all: () => {
      if (!installed) throw new Error(`${name}: the rooms are not installed (see app/rooms.ts)`)
      return installed
    },
  }
}
