const OLE = ['application/x-cfb']
const openXml = (kind: string) => [`application/vnd.openxmlformats-officedocument.${kind}`]
const HEIF = ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence']

/** By the ending of a name, what its bytes must be. Whatever is not here, an archive or plain text, proves nothing. */
const CONTENT = new Map(
  Object.entries({
    jpg: ['image/jpeg'],
    jpeg: ['image/jpeg'],
    png: ['image/png'],
    webp: ['image/webp'],
    heic: HEIF,
    heif: HEIF,
    gif: ['image/gif'],
    bmp: ['image/bmp'],
    tif: ['image/tiff'],
    tiff: ['image/tiff'],
    pdf: ['application/pdf'],
    // GB/T 33190: a zip of its own
    ofd: ['application/zip'],
    doc: OLE,
    docx: openXml('wordprocessingml.document'),
    wps: OLE,
    xls: OLE,
    xlsx: openXml('spreadsheetml.sheet'),
    et: OLE,
    ppt: OLE,
    pptx: openXml('presentationml.presentation'),
    dps: OLE,
  }),
)

export const EVIDENCE_TYPES = '照片、PDF、OFD、Word、Excel、PPT、WPS 文件'

/** For a file input; `image/*` lets a phone offer its camera. */
export const EVIDENCE_ACCEPT = ['image/*', ...[...CONTENT.keys()].map((ending) => `.${ending}`)].join()

/** Why a file is no evidence, judged by its name and by what its bytes are; null when it may be. */
export function evidenceFault(name: string, mediaType: string | undefined): string | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const content = CONTENT.get(ending)
  if (!content) return `“${name}”不能作佐证，只接受${EVIDENCE_TYPES}`
  if (mediaType && content.includes(mediaType)) return null
  return `“${name}”的内容不是 ${ending.toUpperCase()} 文件，请核对后重新选择；只接受${EVIDENCE_TYPES}`
}

/** Why a piece of evidence stays with the record; null when it may be taken off. */
export function evidenceHold({ verified, ofGuardFact }: { verified: boolean; ofGuardFact: boolean }): string | null {
  if (verified) return '所属阶段已认定，佐证不能移除'
  if (ofGuardFact) return '这是前置条件的办结材料，不能移除'
  return null
}
