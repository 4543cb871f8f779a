const LONGEST = 120
// Control characters, and the marks that turn the reading direction ("gpj.exe" shown as "exe.jpg").
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** A name that is safe to store, show and send: the last part of a path, without what file systems or readers misread. */
export function safeFileName(given: string | undefined): string {
  const last = (given ?? '').normalize('NFC').replace(INVISIBLE, '').split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[<>:"|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '')
  if (!clean) return '未命名文件'
  const letters = [...clean]
  if (letters.length <= LONGEST) return clean
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? ''
  return letters.slice(0, LONGEST - extension.length).join('') + extension
}

/** Content-Disposition with the name twice: for old readers in ASCII, and in UTF-8 (RFC 6266, RFC 5987). */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const safe = safeFileName(name)
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const utf8 = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`
}
