declare module '@ungap/structured-clone' {
  export default function structuredClone<T>(value: T): T
}
