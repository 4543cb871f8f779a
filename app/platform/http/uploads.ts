import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import busboy, { type FileInfo } from 'busboy'
import { AppError } from '~/shared/errors'
import { env } from '../env'
import { BOUNDS, checkFields } from './bounds'
import type { UploadedFile } from './context'
import { safeFileName } from './file-names'

const MIB = 1024 * 1024

const FILE_LIMIT = 64 * MIB
const FORM_LIMIT = 130 * MIB
const FILES_LIMIT = 10
/** A browser shows an answer only once its body is taken off it: so much is read and thrown away for that. */
const DISCARD_LIMIT = 1024 * MIB

export interface ReceivedForm {
  fields: URLSearchParams
  files: UploadedFile[]
  /** the request's own folder, to be removed when it ends */
  folder: string
}

/**
 * Streams a multipart form to disk under DATA_DIR/uploads; memory stays flat whatever is sent.
 * @throws AppError tooLarge (413) past 64 MiB a file or 130 MiB a form, invalid (422) when the form is broken.
 */
export async function receiveForm(request: Request): Promise<ReceivedForm> {
  const folder = path.join(uploadsFolder(), randomUUID())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    return await parse(request, folder)
  } catch (error) {
    await removeFolder(folder)
    throw error
  }
}

async function parse(request: Request, folder: string): Promise<ReceivedForm> {
  if (Number(request.headers.get('content-length')) > FORM_LIMIT) {
    await discardBody(request)
    throw tooLarge()
  }
  const fields = new URLSearchParams()
  const writing: Promise<UploadedFile | null>[] = []
  const parser = parserFor(request)
  const gate = sizeGate()
  let truncated = false
  let text = 0

  parser.on('field', (name, value, info) => {
    text += name.length + value.length
    if (info.valueTruncated || info.nameTruncated || text > BOUNDS.bodyBytes) truncated = true
    else fields.append(name, value)
  })
  parser.on('file', (field, stream, info) => {
    const file = writeFile(folder, field, stream, info)
    // A full disk must end the form: busboy waits for ever for a file that nobody reads.
    file.catch((error: Error) => {
      if (!(error instanceof AppError)) parser.destroy(error)
    })
    writing.push(file)
  })
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) parser.on(limit, () => (truncated = true))

  try {
    await pipeline(bodyOf(request), gate.stream, parser)
  } catch (error) {
    await Promise.allSettled(writing)
    throw gate.exceeded() ? tooLarge() : brokenForm(error)
  }
  const files = await Promise.all(writing)
  if (truncated) throw tooLarge()
  checkFields(fields)
  return { fields, files: files.filter((file) => file !== null), folder }
}

function parserFor(request: Request): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      defParamCharset: 'utf8',
      limits: {
        fileSize: FILE_LIMIT,
        files: FILES_LIMIT,
        fields: BOUNDS.fields,
        fieldNameSize: BOUNDS.nameCharacters,
        fieldSize: MIB,
        parts: BOUNDS.fields + FILES_LIMIT,
        headerPairs: 20,
      },
    })
  } catch (error) {
    throw brokenForm(error)
  }
}

async function writeFile(
  folder: string,
  field: string,
  stream: Readable & { truncated?: boolean },
  info: FileInfo,
): Promise<UploadedFile | null> {
  const target = path.join(folder, randomUUID())
  await pipeline(stream, createWriteStream(target, { flags: 'wx', mode: 0o600 }))
  if (stream.truncated) throw tooLarge()
  const { size } = await stat(target)
  // A file field left empty is sent as a nameless file of no bytes.
  if (size === 0 && !info.filename) return null
  return { field, path: target, name: safeFileName(info.filename), sizeBytes: size, mediaType: info.mimeType }
}

/** Passes a form's bytes up to its limit, then swallows the rest. */
function sizeGate(): { stream: Transform; exceeded: () => boolean } {
  let received = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length
      if (received > DISCARD_LIMIT) return done(tooLarge())
      if (received > FORM_LIMIT) return done()
      done(null, chunk)
    },
  })
  return { stream, exceeded: () => received > FORM_LIMIT }
}

/**
 * A body that holds no files, whole.
 * @throws AppError tooLarge (413) past 1 MiB, invalid (422) when its sender breaks off
 */
export async function receiveBody(request: Request): Promise<Buffer> {
  const tooMuch = () => new AppError('tooLarge', { userMessage: '提交的内容超过 1 MB，请减少后再试。' })
  if (Number(request.headers.get('content-length')) > BOUNDS.bodyBytes) {
    await discardBody(request)
    throw tooMuch()
  }
  const chunks: Buffer[] = []
  let received = 0
  try {
    for await (const chunk of bodyOf(request)) {
      received += chunk.length
      if (received > DISCARD_LIMIT) break
      if (received <= BOUNDS.bodyBytes) chunks.push(chunk)
    }
  } catch (cause) {
    throw new AppError('invalid', { userMessage: '提交没有完成，请再试一次。', message: 'broken body', cause })
  }
  if (received > BOUNDS.bodyBytes) throw tooMuch()
  return Buffer.concat(chunks)
}

/** Takes a body off its sender without keeping it. */
async function discardBody(request: Request): Promise<void> {
  let received = 0
  try {
    for await (const chunk of bodyOf(request)) {
      received += chunk.length
      if (received > DISCARD_LIMIT) return
    }
  } catch {
    // The sender left: nobody waits for the answer.
  }
}

function bodyOf(request: Request): AsyncIterable<Buffer> {
  return request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([])
}

function tooLarge(): AppError {
  return new AppError('tooLarge', {
    userMessage: '文件过大：单个文件不超过 64 MB，一次最多 10 个文件、合计不超过 130 MB。请拆分或压缩后再上传。',
    message: 'multipart form over its limit',
  })
}

function brokenForm(cause: unknown): AppError {
  return new AppError('invalid', {
    userMessage: '上传没有完成，请重新选择文件再试。',
    message: 'broken multipart form',
    cause,
  })
}

function uploadsFolder(): string {
  return path.join(env().DATA_DIR, 'uploads')
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

/** Removes what requests cut off by a crash left behind. Call at start, before requests are taken. */
export async function clearUploads(): Promise<void> {
  const left = await readdir(uploadsFolder()).catch(() => [])
  await Promise.all(left.map((name) => removeFolder(path.join(uploadsFolder(), name))))
}
